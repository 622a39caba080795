#include <fmt/format.h>

#include "catalog/build.hpp"

namespace tariff::catalog {
namespace {

auto accepts(lang::Type field, lang::Type given) noexcept -> bool {
  return field == given || (field == lang::Type::number && given == lang::Type::integer);
}

class ParameterBuilder {
 public:
  ParameterBuilder(const OfferInput& input, const SlotMap& slots, const Context& context)
      : input_(input), slots_(slots), context_(context) {}

  auto build(const ParameterSource& source) -> Parameter {
    Parameter out = source.parameter;
    if (out.type == ParameterType::size) {
      out.width = slots_.find("width");
      out.height = slots_.find("height");
    } else if (source.field != nullptr) {
      out.slot = bind(*source.field, given_type(out.type));
    } else if (!out.refused) {
      out.slot = local_slot(out.name);
    }
    for (const auto& [word, fields] : source.meanings) {
      for (const auto& entry : fields->entries) assign(entry, out.words[word]);
    }
    return out;
  }

 private:
  [[nodiscard]] auto local_slot(const std::string& name) const -> SlotId {
    const auto slot = slots_.find(name);
    return slot == no_slot || slots_.slots[slot].canonical ? no_slot : slot;
  }

  auto bind(const Node& field, lang::Type given) -> SlotId {
    const auto slot = slots_.find(field.text);
    if (slot == no_slot || !slots_.slots[slot].canonical) {
      std::vector<std::string_view> names;
      for (const auto& known : input_.fields.fields) names.emplace_back(known.name);
      context_.error(code::reference, field,
                     fmt::format("no field '{}'{}", field.text, suggestion(field.text, names)));
      return no_slot;
    }
    const auto type = slots_.slots[slot].type;
    if (accepts(type, given)) return slot;
    context_.error(code::type, field,
                   fmt::format("field '{}' is of type {}, and the parameter gives {}", field.text,
                               lang::to_string(type), lang::to_string(given)));
    return no_slot;
  }

  // What a word means for one field.
  void assign(const Node::Entry& entry, Word& word) {
    Assignment out;
    out.slot = slots_.find(entry.key.text);
    if (out.slot == no_slot) {
      std::vector<std::string_view> names;
      for (const auto& slot : slots_.slots) names.emplace_back(slot.name);
      context_.error(
          code::reference, entry.key,
          fmt::format("no field '{}'{}", entry.key.text, suggestion(entry.key.text, names)));
      return;
    }
    if (read_meaning(entry.value, slots_.slots[out.slot].type, out)) word.assigns.push_back(out);
  }

  auto read_meaning(const Node& node, lang::Type type, Assignment& out) -> bool {
    std::string text;
    bool flag = false;
    switch (type) {
      case lang::Type::text:
        if (!read_text(node, context_, text)) return false;
        out.is_text = true;
        out.symbol = context_.symbols.intern(text);
        return true;
      case lang::Type::boolean:
        if (!read_boolean(node, context_, flag)) return false;
        out.number = Range::exactly(Rational{flag ? 1 : 0});
        return true;
      case lang::Type::integer:
        return read_range(node, context_, out.number) && expect_whole(node, out.number);
      case lang::Type::number: return read_range(node, context_, out.number);
      default: context_.error(code::type, node, "a value cannot mean a list"); return false;
    }
  }

  auto expect_whole(const Node& node, const Range& range) -> bool {
    if (range.low.is_integer() && range.expected.is_integer() && range.high.is_integer()) {
      return true;
    }
    context_.error(code::type, node, "expected whole numbers");
    return false;
  }

  const OfferInput& input_;
  const SlotMap& slots_;
  const Context& context_;
};

}  // namespace

auto build_parameters(const OfferInput& input, const SlotMap& slots, const Context& context)
    -> std::vector<Parameter> {
  ParameterBuilder builder{input, slots, context};
  std::vector<Parameter> out;
  for (const auto& source : input.operation.parameters) out.push_back(builder.build(source));
  return out;
}

auto parameter_names(const PackSource& pack) -> std::set<std::string, std::less<>> {
  std::set<std::string, std::less<>> names;
  for (const auto& operation : pack.operations) {
    for (const auto& source : operation.parameters) names.insert(source.parameter.name);
  }
  return names;
}

}  // namespace tariff::catalog
