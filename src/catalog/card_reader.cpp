#include "catalog/card_reader.hpp"

#include <fmt/format.h>

#include "catalog/expression_reader.hpp"
#include "catalog/pack_reader.hpp"
#include "catalog/table_reader.hpp"

namespace tariff::catalog {
namespace {

auto read_encoding(const Node& node, const Context& context, Encoding& out) -> bool {
  Mapping fields{node, "encoding", context};
  if (const Node* name = fields.require("name")) read_text(*name, context, out.name);
  SourceId source = 0;
  fields.read("source", read_source, source);
  const Node* ratio = fields.get("bytes_per_token");
  Range range;
  if (ratio == nullptr || !expect(*ratio, Node::Kind::list, context)) return true;
  if (!read_range(*ratio, context, range)) return false;
  if (range.low <= Rational{0}) {
    context.error(code::type, *ratio, "expected numbers above 0");
    return false;
  }
  out.least = range.low;
  out.expected = range.expected;
  out.most = range.high;
  return true;
}

auto split_path(std::string_view path) -> std::vector<std::string> {
  std::vector<std::string> members;
  while (true) {
    const auto dot = path.find('.');
    members.emplace_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return members;
    path.remove_prefix(dot + 1);
  }
}

auto read_usage(const Node& node, const Context& context, std::vector<FigureSource>& out) -> bool {
  if (!expect(node, Node::Kind::map, context)) return false;
  for (const auto& entry : node.entries) {
    if (!expect(entry.value, Node::Kind::scalar, context)) continue;
    out.push_back({entry.key.text, split_path(entry.value.text), &entry.key});
  }
  return true;
}

auto read_hours(const Node& node, const Context& context, std::int64_t& out) -> bool {
  std::int64_t hours = 0;
  if (!read_whole(node, context, hours)) return false;
  if (hours < 1) {
    context.error(code::type, node, "expected a whole number of hours, at least 1");
    return false;
  }
  out = hours;
  return true;
}

auto read_tiers(const Node& node, const Context& context, std::vector<Tier>& out) -> bool {
  if (!expect(node, Node::Kind::map, context)) return false;
  out.clear();
  for (const auto& entry : node.entries) {
    Tier tier;
    tier.name = entry.key.text;
    context.symbols.intern(tier.name);
    Mapping fields{entry.value, "tier", context};
    fields.read("factor", read_positive, tier.factor);
    tier.known = !fields.read("unknown", read_text, tier.reason);
    fields.read("within_hours", read_hours, tier.delay);
    fields.read("source", read_source, tier.source);
    out.push_back(std::move(tier));
  }
  return true;
}

// A number, an expression, or {amount, per}.
auto read_rate(const Node& node, const Context& context, MeterSource& out) -> bool {
  if (!node.is(Node::Kind::map)) return read_expression(node, context, out.rate);
  Mapping fields{node, "rate", context};
  const Node* amount = fields.require("amount");
  const Node* per = fields.require("per");
  if (per != nullptr) read_positive(*per, context, out.meter.per);
  return amount != nullptr && read_expression(*amount, context, out.rate);
}

auto read_meter(const Node::Entry& entry, const Context& context) -> MeterSource {
  MeterSource source;
  source.node = &entry.value;
  source.meter.name = entry.key.text;
  Mapping fields{entry.value, "meter", context};
  fields.read("let", read_lets, source.lets);
  source.meter.conditional = fields.read("when", read_expression, source.when);
  source.meter.per_image = fields.get("per_image") != nullptr;
  const auto quantity = source.meter.per_image ? "per_image" : "per_request";
  const bool both = source.meter.per_image && fields.get("per_request") != nullptr;
  const Node* given = fields.get(quantity);
  if (given == nullptr || both) {
    context.error(code::key, entry.key, "a meter needs per_image or per_request, and not both");
  } else {
    read_expression(*given, context, source.quantity);
  }
  if (const Node* rate = fields.require("rate")) read_rate(*rate, context, source);
  source.meter.settles = fields.read("settle", read_expression, source.settle);
  fields.read("source", read_source, source.meter.source);
  return source;
}

auto read_meters(const Node& node, const Context& context, std::vector<MeterSource>& out) -> bool {
  if (!expect(node, Node::Kind::map, context)) return false;
  for (const auto& entry : node.entries) {
    if (!expect(entry.value, Node::Kind::map, context)) continue;
    out.push_back(read_meter(entry, context));
  }
  return true;
}

auto read_step(const Node& node, const Context& context) -> RoundingSource {
  RoundingSource source;
  RoundingStep& step = source.step;
  Mapping fields{node, "rounding step", context};
  source.of = fields.require("of");
  if (source.of != nullptr) {
    step.of = RoundingStep::Of::meter;
    if (source.of->text == "request") step.of = RoundingStep::Of::request;
    if (source.of->text == "image") step.of = RoundingStep::Of::image;
    if (step.of == RoundingStep::Of::meter) step.meter = source.of->text;
  }
  if (const Node* size = fields.require("step")) read_positive(*size, context, step.step);
  if (const Node* way = fields.require("direction")) read_rounding(*way, context, step.direction);
  step.conditional = fields.read("when", read_expression, source.when);
  fields.read("source", read_source, step.source);
  return source;
}

auto read_steps(const Node& node, const Context& context, std::vector<RoundingSource>& out)
    -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  for (const auto& item : node.items) out.push_back(read_step(item, context));
  return true;
}

auto read_card(const Node& node, const RateCard& common, const Context& context) -> CardSource {
  CardSource source;
  source.node = &node;
  source.card = common;
  Mapping fields{node, "card", context};
  fields.require("from");
  source.card.period = read_period(fields);
  if (const Node* operations = fields.get("operations")) {
    if (expect(*operations, Node::Kind::list, context)) {
      for (const auto& item : operations->items) source.operations.push_back(&item);
    }
  }
  fields.read("source", read_source, source.card.source);
  source.card.tiers = {Tier{"standard", Rational{1}, true, {}, 0, 0}};
  fields.read("tiers", read_tiers, source.card.tiers);
  fields.read("let", read_lets, source.lets);
  fields.read("meters", read_meters, source.meters);
  fields.read("rounding", read_steps, source.rounding);
  fields.read("excluded", read_texts, source.card.excluded);
  return source;
}

auto product_of(const std::vector<Node>& factors, const Context& context) -> Rational {
  Rational product{1};
  for (const auto& node : factors) {
    Rational factor{1};
    if (!read_positive(node, context, factor)) continue;
    if (!checked_mul(product, factor, product)) {
      context.error(code::type, node, "the product of the factors does not fit");
    }
  }
  return product;
}

// What every card of the file has.
auto read_common(Mapping& fields, const Context& context) -> RateCard {
  RateCard card;
  fields.read("currency", read_text, card.currency);
  fields.read("encoding", read_encoding, card.encoding);
  if (const Node* unit = fields.get("unit")) {
    Mapping keys{*unit, "unit", context};
    if (const Node* name = keys.require("name")) read_text(*name, context, card.unit);
    if (const Node* worth = keys.require("worth")) read_positive(*worth, context, card.worth);
  }
  return card;
}

auto read_row(const Node& node, const PublishedRow& common, const Context& context)
    -> PublishedSource {
  PublishedSource source;
  PublishedRow& row = source.row;
  row = common;
  const auto& text = context.reporter.source(node.file);
  row.file = text.name();
  row.line = text.locate(node.span).line;
  Mapping fields{node, "published row", context};
  if (const Node* params = fields.require("params")) read_object(*params, context, row.params);
  if (const Node* is = fields.require("is")) read_range(*is, context, row.is);
  fields.read("input_images", read_images, row.input_images);
  fields.read("tier", read_text, row.tier);
  fields.read("as_of", read_date, row.as_of);
  fields.read("broken", read_texts, row.broken);
  source.operation = fields.get("operation");
  return source;
}

void read_published_table(const Node& node, const Context& context,
                          std::vector<PublishedSource>& out) {
  PublishedRow common;
  Mapping fields{node, "published table", context};
  if (const Node* name = fields.require("name")) read_text(*name, context, common.table);
  fields.read("source", read_source, common.source);
  const Node* of = fields.require("of");
  if (of != nullptr) read_text(*of, context, common.of);
  if (const Node* rounded = fields.get("rounded")) {
    common.rounded = true;
    Mapping keys{*rounded, "rounding", context};
    if (const Node* step = keys.require("step")) read_positive(*step, context, common.step);
    if (const Node* way = keys.require("direction")) {
      read_rounding(*way, context, common.direction);
    }
  }
  const Node* rows = fields.require("rows");
  if (rows == nullptr || !expect(*rows, Node::Kind::list, context)) return;
  for (const auto& item : rows->items) {
    out.push_back(read_row(item, common, context));
    out.back().of = of;
  }
}

auto read_published(const Node& node, const Context& context, std::vector<PublishedSource>& out)
    -> bool {
  if (!expect(node, Node::Kind::list, context)) return false;
  for (const auto& item : node.items) read_published_table(item, context, out);
  return true;
}

}  // namespace

auto read_card_file(std::shared_ptr<const Node> tree, const std::vector<Node>& factors,
                    const Context& context) -> CardFileSource {
  CardFileSource file;
  file.tree = std::move(tree);
  file.file = file.tree->file;
  Mapping fields{*file.tree, "rate card file", context};
  for (const auto key : {"format", "extends", "sources", "factor"}) fields.ignore(key);
  fields.read("provider", read_text, file.provider);
  fields.read("model", read_text, file.model);
  fields.read("abstract", read_boolean, file.abstract);
  fields.read("tables", read_tables, file.tables);
  fields.read("usage", read_usage, file.usage);
  fields.read("conflicts", read_conflicts, file.conflicts);
  fields.read("published", read_published, file.published);
  RateCard common = read_common(fields, context);
  common.factor = product_of(factors, context);
  // Merging has used up an `over` that could be laid over cards.
  if (const Node* over = fields.get("over")) {
    context.error(
        code::key, *over,
        "'over' changes inherited cards: it needs 'extends' of a file with cards, no 'cards' "
        "beside it, and a result of a file's size");
  }
  const Node* cards = fields.get("cards");
  if (cards != nullptr && expect(*cards, Node::Kind::list, context)) {
    for (const auto& item : cards->items) {
      file.cards.push_back(read_card(item, common, context));
    }
  }
  if (common.currency.empty() && !file.cards.empty()) {
    context.error(code::key, *file.tree, "a rate card file needs the key 'currency'");
  }
  return file;
}

}  // namespace tariff::catalog
