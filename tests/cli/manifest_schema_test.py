#!/usr/bin/env python3
"""What schema/manifest.schema.json allows is what the program reads: each case is held against both.
Usage: manifest_schema_test.py PATH/TO/tariff

The cases are JSON, since a schema does not see whether YAML's text stands in quotes."""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = pathlib.Path(__file__).with_name("manifest_schema_cases.json")
TARIFF = pathlib.Path(sys.argv.pop()).resolve()
SCHEMA = json.loads((ROOT / "schema/manifest.schema.json").read_text(encoding="utf-8"))


def manifest_of(case):
    """A case names sections; `asset` stands for the settings of an only asset."""
    sections = {"version": 1, **case}
    asset = sections.pop("asset", {})
    sections.setdefault("assets", [{"id": "a", **asset}])
    return sections


def misread(manifests):
    """The numbers of the manifests that the program does not read without an error."""
    with tempfile.TemporaryDirectory() as folder:
        for number, manifest in enumerate(manifests):
            text = json.dumps(manifest)
            pathlib.Path(folder, f"{number}.json").write_text(text, encoding="utf-8")
        run = subprocess.run([TARIFF, "lint", "--no-cache", "--format", "json", folder],
                             stdout=subprocess.PIPE, check=False)
    findings = json.loads(run.stdout)["findings"]
    assert run.returncode in (0, 1, 2), run.returncode
    return {int(pathlib.PurePath(each["location"]["file"]).stem)
            for each in findings if each["code"].startswith("INPUT-")}


def keys_in(case, section):
    return set(case.get(section) or {})


def main():
    kind = jsonschema.validators.validator_for(SCHEMA)
    kind.check_schema(SCHEMA)
    validator = kind(SCHEMA)
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    failed = []
    for want in ("good", "bad"):
        unread = misread([manifest_of(case) for case in cases[want]])
        for number, case in enumerate(cases[want]):
            verdicts = {"schema": validator.is_valid(manifest_of(case)), "tariff": number not in unread}
            failed += [f"{who} takes {case} for {'good' if says else 'bad'}"
                       for who, says in verdicts.items() if says != (want == "good")]

    # No key without a case.
    asset_keys = set(SCHEMA["properties"]["assets"]["items"]["properties"]) - {"id"}
    for section, keys in (("plan", set(SCHEMA["properties"]["plan"]["properties"])),
                          ("budget", set(SCHEMA["$defs"]["whole_budget"]["properties"])),
                          ("asset", asset_keys)):
        tried = set().union(*(keys_in(case, section) for case in cases["good"]))
        failed += [f"no good case has {section}: {key}" for key in sorted(keys - tried)]
    sections = SCHEMA["properties"]
    for layer, schema in (("defaults", sections["defaults"]),
                          ("groups", sections["groups"]["additionalProperties"])):
        missing = asset_keys - set(schema["properties"]) - {"group"}
        failed += [f"the schema has no {layer}: {key}" for key in sorted(missing)]

    for line in failed:
        print(line, file=sys.stderr)
    print(f"{sum(map(len, cases.values()))} cases, {len(failed)} disagree")
    return 1 if failed else 0


sys.exit(main())
