#!/bin/sh
# Any CI system: status 1 stops a request that would be refused, or a budget that is exceeded.
set -eu
tariff lint images --format text --format sarif=findings.sarif --format junit=findings.xml
tariff diff --git origin/main..HEAD images --fail-increase 10%
