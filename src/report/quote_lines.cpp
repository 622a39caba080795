#include "report/quote_lines.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "report/decimal_text.hpp"
#include "report/line_template.hpp"
#include "report/record_json.hpp"

namespace tariff::report {

using pricing::MeterPrice;
using pricing::Price;

namespace {

// Shapes of one offer that are remembered; nearly always there are a few.
constexpr std::size_t most_lines = 64;

// A meter without quantity is not billed and not listed.
auto is_listed(const MeterPrice& meter) noexcept -> bool {
  return meter.runs && !(meter.quantity.low.is_zero() && meter.quantity.expected.is_zero() &&
                         meter.quantity.high.is_zero());
}

auto in_units(const Range& total, Rational worth, Range& out) noexcept -> bool {
  return checked_div(total.low, worth, out.low) &&
         checked_div(total.expected, worth, out.expected) &&
         checked_div(total.high, worth, out.high);
}

}  // namespace

// Everything that the words of a line depend on. Lines of the same shape differ in numbers, id and
// group only.
struct LineShape {
  const catalog::RateCard* card = nullptr;
  const catalog::Tier* tier = nullptr;
  CostKind kind{};
  bool grouped = false;
  bool settled = false;
  bool rounded = false;        // some decimal does not end
  bool sizes_missing = false;  // of input images, as the next three only where the cost is bounded
  std::uint64_t open = 0;      // parameters left to the provider, in order, eight bits each
  std::uint64_t words = 0;     // bit i: the i-th word with a range is given
  std::uint64_t texts = 0;     // bit i: the i-th text whose tokens are billed is given
  std::uint32_t roundings = 0;
  std::uint32_t listed = 0;    // bit i: meter i
  std::uint32_t excluded = 0;  // bit i: meter i
  // Why the cost is unknown.
  pricing::Unknown::Why why{};
  bool settling = false;
  engine::Absence::Why absence{};
  std::uint32_t absence_index = 0;
  const catalog::MeterSpec* meter = nullptr;

  friend auto operator==(const LineShape&, const LineShape&) noexcept -> bool = default;
};

// What a bounded cost may depend on at this offer, looked up once.
struct QuoteLines::Facts {
  struct RangedWord {
    std::size_t parameter;
    std::string_view text;
  };
  struct BilledText {
    const catalog::RateCard* card;
    std::size_t slot;
  };
  std::vector<RangedWord> words;
  std::vector<BilledText> texts;

  explicit Facts(const catalog::Offer& offer) {
    for (std::size_t i = 0; i < offer.parameters.size(); ++i) {
      for (const catalog::Word& word : offer.parameters[i].words) {
        const bool ranged =
            std::any_of(word.assigns.begin(), word.assigns.end(),
                        [](const auto& to) { return !to.is_text && !to.number.is_exact(); });
        if (ranged) words.push_back({i, word.text});
      }
    }
    for (const catalog::RateCard& card : offer.cards) {
      for (const lang::Instruction& instruction : card.program.code) {
        if (instruction.op == lang::Op::tokens) texts.push_back({&card, instruction.imm});
      }
    }
  }

  // False: too many to be told apart.
  [[nodiscard]] auto note(const BoundRequest& bound, LineShape& shape) const noexcept -> bool {
    if (words.size() > 64 || texts.size() > 64 || bound.open.size() > 8) return false;
    for (const OpenField& open : bound.open) {
      const auto index = static_cast<std::size_t>(open.parameter - bound.offer->parameters.data());
      if (index >= 255) return false;
      shape.open = (shape.open << 8U) | (index + 1);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Value* value = bound.given[words[i].parameter];
      if (value != nullptr && value->is_text() && value->as_text() == words[i].text) {
        shape.words |= std::uint64_t{1} << i;
      }
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts[i].card == shape.card &&
          bound.slots[texts[i].slot].kind == engine::FieldValue::Kind::text) {
        shape.texts |= std::uint64_t{1} << i;
      }
    }
    if (bound.offer->images_slot < bound.slots.size()) {
      const auto& list = bound.slots[bound.offer->images_slot].list;
      shape.sizes_missing = std::any_of(list.begin(), list.end(), [](const InputImage& image) {
        return !image.width || !image.height;
      });
    }
    return true;
  }
};

struct QuoteLines::Known {
  LineShape shape;
  LineTemplate line;
};

namespace {

void note_numbers(const Price& price, LineShape& shape) noexcept {
  shape.roundings = price.roundings;
  shape.settled = price.settled;
  for (std::size_t i = 0; i < price.meter_count; ++i) {
    const MeterPrice& meter = price.meters[i];
    const auto bit = std::uint32_t{1} << i;
    if (meter.excluded) shape.excluded |= bit;
    if (is_listed(meter)) shape.listed |= bit;
  }
}
static_assert(pricing::max_meters <= 32, "a bit for each meter");

void note_unknown(const pricing::Unknown& unknown, LineShape& shape) noexcept {
  shape.why = unknown.why;
  shape.settling = unknown.settling;
  shape.absence = unknown.absence.why;
  shape.absence_index = unknown.absence.index;
  shape.meter = unknown.meter;
}

// Unit: bytes. A range as an object, with its three decimals.
constexpr std::size_t range_room = 3 * decimal_room + 64;

// Unit: bytes. Every byte of a text may have to be escaped.
auto text_room(std::string_view text) noexcept -> std::size_t {
  return 6 * text.size() + 2;
}

// Writes the variables of one line, each as JsonWriter would.
class Variables {
 public:
  Variables(const LineSubject& subject, const Price& price, const Range& unit_total)
      : subject_(subject), price_(price), unit_total_(unit_total) {}

  auto operator()(char* to, Variable what) -> char* {
    switch (what) {
      case Variable::id: return text(to, subject_.id);
      case Variable::group: return text(to, subject_.group);
      case Variable::low: return decimal(to, price_.total.low);
      case Variable::expected: return decimal(to, price_.total.expected);
      case Variable::high: return decimal(to, price_.total.high);
      case Variable::quantity:
        while (!is_listed(price_.meters[next_meter_])) ++next_meter_;
        return range(to, price_.meters[next_meter_].quantity);
      case Variable::amount: return range(to, price_.meters[next_meter_++].amount);
      case Variable::unit_total: {
        const bool rounded = rounded_;  // which this number has no part in
        to = range(to, unit_total_);
        rounded_ = rounded;
        return to;
      }
      case Variable::line:
      case Variable::column: break;  // of findings, which these lines have none of
    }
    return to;
  }

  [[nodiscard]] auto rounded() const noexcept -> bool { return rounded_; }

 private:
  static auto copy(char* to, std::string_view text) noexcept -> char* {
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
  }

  static auto text(char* to, std::string_view text) -> char* {
    if (is_plain_json(text)) {
      *to++ = '"';
      to = copy(to, text);
      *to++ = '"';
      return to;
    }
    std::string escaped;
    JsonWriter{escaped}.text(text);
    return copy(to, escaped);
  }

  auto decimal(char* to, Rational value) -> char* {
    *to++ = '"';
    const auto [end, exact] = write_decimal(to, value);
    rounded_ = rounded_ || !exact;
    *end = '"';
    return end + 1;
  }

  auto range(char* to, const Range& range) -> char* {
    if (range.is_exact()) return decimal(to, range.expected);
    to = decimal(copy(to, R"({"low":)"), range.low);
    to = decimal(copy(to, R"(,"expected":)"), range.expected);
    to = decimal(copy(to, R"(,"high":)"), range.high);
    *to++ = '}';
    return to;
  }

  const LineSubject& subject_;
  const Price& price_;
  const Range& unit_total_;
  std::size_t next_meter_ = 0;
  bool rounded_ = false;
};

}  // namespace

QuoteLines::QuoteLines() = default;
QuoteLines::~QuoteLines() = default;
QuoteLines::QuoteLines(QuoteLines&&) noexcept = default;
auto QuoteLines::operator=(QuoteLines&&) noexcept -> QuoteLines& = default;

auto QuoteLines::append(ByteBuffer& out, const LineSubject& subject, const BoundRequest& bound,
                        Date day, const Price& price) -> bool {
  if (facts_ == nullptr) facts_ = std::make_unique<Facts>(*bound.offer);
  LineShape shape;
  shape.card = price.card;
  shape.tier = price.tier;
  shape.kind = price.kind;
  shape.grouped = !subject.group.empty();
  Range unit_total;
  if (price.kind == CostKind::unknown) {
    // The reason names the tier as the request has it.
    if (price.unknown.why == pricing::Unknown::Why::no_tier) return false;
    note_unknown(price.unknown, shape);
  } else {
    note_numbers(price, shape);
    if (price.kind == CostKind::bounded && !facts_->note(bound, shape)) return false;
    if (!price.card->unit.empty() && !in_units(price.total, price.card->worth, unit_total)) {
      return false;
    }
  }
  // Whether something is rounded shows when it is written, and changes the words that follow.
  const auto before = out.size();
  for (const bool rounded : {false, true}) {
    shape.rounded = rounded;
    const Known* found = known(shape, subject, bound, day);
    if (found == nullptr) continue;
    const LineTemplate& line = found->line;
    Variables variables{subject, price, unit_total};
    const auto room =
        line.variables() * range_room + text_room(subject.id) + text_room(subject.group);
    line.append(out, room, [&](char* to, Variable what) { return variables(to, what); });
    if (variables.rounded() == rounded) return true;
    out.cut(before);
  }
  return false;
}

auto QuoteLines::known(const LineShape& shape, const LineSubject& subject,
                       const BoundRequest& bound, Date day) -> const Known* {
  for (const auto& line : lines_) {
    if (line->shape == shape) return line.get();
  }
  RecordResult first;
  first.id = subject.id;
  first.group = subject.group;
  first.verdict.offer = bound.offer->name();
  first.verdict.accepted = true;
  first.verdict.quote = pricing::quote(bound, day);
  if (is_rounded(first.verdict.quote) != shape.rounded) return nullptr;
  if (lines_.size() == most_lines) lines_.clear();
  lines_.push_back(std::unique_ptr<Known>{new Known{shape, LineTemplate{first}}});
  return lines_.back().get();
}

}  // namespace tariff::report
