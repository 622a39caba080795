#include <fmt/format.h>

#include <algorithm>

#include "catalog/build.hpp"
#include "catalog/limits.hpp"

namespace tariff::catalog {
namespace {

// More slots than any request could need; every evaluation clears them all.

// Whether a parameter is a field of the pack's own.
auto is_local(const ParameterSource& source) noexcept -> bool {
  const auto& parameter = source.parameter;
  return source.field == nullptr && !parameter.refused && parameter.type != ParameterType::size;
}

class SlotBuilder {
 public:
  SlotBuilder(const OfferInput& input, const Context& context) : input_(input), context_(context) {}

  auto build() -> SlotMap {
    for (const auto& field : input_.fields.fields) add(field.name, field.type, true);
    add_locals(input_.operation);
    // Shared rules may speak of what only another operation takes: it is absent here.
    for (const auto& operation : input_.pack.operations) add_locals(operation);
    add("tier", lang::Type::text, false);
    if (input_.cards != nullptr) add_figures(*input_.cards);
    if (out_.slots.size() > most_slots) {
      context_.error(code::type, *input_.pack.tree,
                     fmt::format("more than {} fields and parameters", most_slots));
      out_ = {};
    }
    return std::move(out_);
  }

 private:
  auto add(const std::string& name, lang::Type type, bool canonical) -> bool {
    const auto slot = static_cast<SlotId>(std::min<std::size_t>(out_.slots.size(), no_slot));
    if (!out_.by_name.emplace(name, slot).second) return false;
    out_.slots.push_back({name, type, canonical});
    return true;
  }

  void add_locals(const OperationSource& operation) {
    for (const auto& source : operation.parameters) {
      const auto& name = source.parameter.name;
      if (!is_local(source)) continue;
      const auto known = out_.by_name.find(name);
      if (known == out_.by_name.end() && name != "tier") {
        add(name, given_type(source.parameter.type), false);
      } else if (name == "tier" || out_.slots[known->second].canonical) {
        refuse_local(source);
      }
    }
  }

  void refuse_local(const ParameterSource& source) {
    if (source.parameter.ignored) return;
    context_.error(
        code::reference, *source.node,
        fmt::format("parameter '{0}' has the name of a field; say which field it sets, 'field: "
                    "{0}' if that one",
                    source.parameter.name));
  }

  void add_figures(const CardFileSource& cards) {
    for (const auto& figure : cards.usage) {
      if (add(figure.name, lang::Type::number, false)) {
        ++out_.figures;
      } else {
        context_.error(code::reference, *figure.node,
                       fmt::format("'{}' is the name of a field already", figure.name));
      }
    }
  }

  const OfferInput& input_;
  const Context& context_;
  SlotMap out_;
};

}  // namespace

auto SlotMap::find(std::string_view name) const -> SlotId {
  const auto found = by_name.find(name);
  return found == by_name.end() ? no_slot : found->second;
}

auto given_type(ParameterType type) noexcept -> lang::Type {
  switch (type) {
    case ParameterType::text:
    case ParameterType::enumeration: return lang::Type::text;
    case ParameterType::integer: return lang::Type::integer;
    case ParameterType::number: return lang::Type::number;
    case ParameterType::images: return lang::Type::list;
    default: return lang::Type::boolean;
  }
}

auto build_slots(const OfferInput& input, const Context& context) -> SlotMap {
  return SlotBuilder{input, context}.build();
}

}  // namespace tariff::catalog
