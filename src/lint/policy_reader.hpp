// The `policies` of a settings file.
#pragma once

#include <memory>
#include <vector>

#include "catalog/reader.hpp"
#include "lint/policy.hpp"

namespace tariff::lint {

// `list` is a part of `tree`, which was read from `text`. What is wrong is reported; policies that
// are in order are added.
void read_policies(const catalog::Node& list, const catalog::Context& context,
                   const std::shared_ptr<const catalog::Node>& tree,
                   const std::shared_ptr<const base::TextSource>& text,
                   std::vector<PolicySource>& out);

}  // namespace tariff::lint
