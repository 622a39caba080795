#include "batch/readings.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "batch/row_request.hpp"
#include "engine/cases.hpp"
#include "engine/judge.hpp"
#include "engine/kernel.hpp"
#include "engine/resolve.hpp"

namespace tariff::batch {
namespace {

using catalog::FindingKind;
using catalog::Kernel;
using catalog::Parameter;
using catalog::ParameterType;
using Kind = BatchColumn::Kind;

constexpr std::int64_t largest = Kernel::largest_number;
constexpr std::size_t most_codes = 256;

auto is_read(const Parameter* parameter) -> bool {
  return parameter != nullptr && !parameter->refused && !parameter->ignored;
}

// The least whole number that is at least, or more than, a limit. False: no 32-bit number is.
auto first_from(Rational limit, bool above, std::int32_t& out) -> bool {
  std::int64_t whole = floor(limit);
  if (above || !limit.is_integer()) {
    if (whole == std::numeric_limits<std::int64_t>::max()) return false;
    ++whole;
  }
  if (whole > std::numeric_limits<std::int32_t>::max()) return false;
  out = static_cast<std::int32_t>(
      std::max<std::int64_t>(whole, std::numeric_limits<std::int32_t>::min()));
  return true;
}

void sort_out(std::vector<std::int32_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// The sizes that are words.
auto word_sizes(const Parameter& parameter) -> std::vector<EdgePair> {
  std::vector<EdgePair> out;
  for (const catalog::Word& word : parameter.words) {
    std::int64_t width = 0;
    std::int64_t height = 0;
    if (!engine::parse_size(word.text, parameter.separator, width, height)) continue;
    out.push_back({static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)});
  }
  return out;
}

// A size that is no word: a listed one where there is a list, since the kernel may know no other.
auto calm_size(const Parameter& parameter) -> EdgePair {
  const std::vector<EdgePair> words = word_sizes(parameter);
  const auto is_word = [&](EdgePair size) {
    return std::any_of(words.begin(), words.end(), [&](EdgePair word) {
      return word.width == size.width && word.height == size.height;
    });
  };
  for (const auto& [width, height] : parameter.sizes) {
    const EdgePair size{static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)};
    if (!is_word(size)) return size;
  }
  EdgePair size{1, 1};
  while (is_word(size)) ++size.width;
  return size;
}

// A number of each code.
auto representative(const std::vector<std::int32_t>& thresholds, std::size_t code) -> std::int64_t {
  if (code > 0) return thresholds[code - 1];
  return thresholds.empty() ? 1 : std::int64_t{thresholds.front()} - 1;
}

}  // namespace

auto Reader::decides(std::string_view name) const -> bool {
  return std::any_of(parts_.begin(), parts_.end(), [&](const PartReadings& part) {
    const BatchColumn& column = plan_.columns[part.part.column];
    return column.kind != Kind::tokens && column.name == name;
  });
}

auto Reader::is_column(std::string_view name) const -> bool {
  return std::any_of(plan_.columns.begin(), plan_.columns.end(), [&](const BatchColumn& column) {
    return column.kind != Kind::unused && column.kind != Kind::tokens && column.name == name;
  });
}

auto Reader::bind(Request& request, BoundRequest& out) -> bool {
  return engine::resolve(*plan_.catalog, request, out);
}

auto Reader::footprint(const Parameter* parameter) const -> std::set<std::uint16_t> {
  std::set<std::uint16_t> out;
  if (!is_read(parameter)) return out;
  const std::size_t count = base_.offer->slots.size();
  const auto add = [&](catalog::SlotId slot) {
    if (slot < count) out.insert(slot);
  };
  add(parameter->slot);
  add(parameter->width);
  add(parameter->height);
  for (const catalog::Word& word : parameter->words) {
    for (const catalog::Assignment& assignment : word.assigns) add(assignment.slot);
  }
  return out;
}

// Two parameters that set the same field: the later one wins, which is no affair of columns.
auto Reader::find_footprints() -> bool {
  std::set<std::uint16_t> taken;
  const auto take = [&](const std::set<std::uint16_t>& slots) {
    const std::size_t before = taken.size();
    taken.insert(slots.begin(), slots.end());
    return taken.size() == before + slots.size();
  };
  for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
    const Kind kind = plan_.columns[i].kind;
    footprints_.push_back(kind == Kind::unused || kind == Kind::tokens
                              ? std::set<std::uint16_t>{}
                              : footprint(plan_.parameters[i]));
    if (!take(footprints_.back())) return false;
  }
  const std::vector<Parameter>& all = base_.offer->parameters;
  std::set<std::uint16_t> fixed;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (base_.given[i] == nullptr || is_column(all[i].name)) continue;
    const auto slots = footprint(&all[i]);
    fixed.insert(slots.begin(), slots.end());
  }
  return take(fixed);
}

auto Reader::knows(const BoundRequest& bound, const std::set<std::uint16_t>& slots) const -> bool {
  const std::vector<catalog::SlotClasses>& all = bound.offer->kernel.slots;
  std::uint16_t found = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (slots.contains(all[i].slot) && !engine::find_class(bound, i, found)) return false;
  }
  return true;
}

// A value for each column with which the kernel knows everything.
auto Reader::choose_base() -> bool {
  Value& body = body_of(*base_.offer, request_);
  for (std::size_t column = 0; column < plan_.columns.size(); ++column) {
    const BatchColumn& what = plan_.columns[column];
    if (what.kind == Kind::number) {
      const auto limits =
          plan_.parameters[column] != nullptr ? plan_.parameters[column]->minimum : std::nullopt;
      std::int32_t least = 1;
      if (limits && !first_from(*limits, false, least)) return false;
      set_number(body, what, std::max(least, 1));
    } else if (what.kind == Kind::size) {
      const Parameter* parameter = plan_.parameters[column];
      const EdgePair size = parameter == nullptr ? EdgePair{1, 1} : calm_size(*parameter);
      set_size(body, what, parameter, size.width, size.height);
    } else if (what.kind == Kind::choice) {
      std::size_t choice = 0;
      do {
        if (choice == what.choices.size()) return false;
        set_choice(body, what, choice++);
        if (!bind(request_, bound_)) return false;
      } while (!knows(bound_, footprints_[column]));
    }
  }
  return bind(request_, base_) && base_.classified;
}

auto Reader::read(std::size_t column, const std::vector<std::uint16_t>& slots, bool counts_findings)
    -> Reading {
  Reading out;
  if (!bind(request_, bound_)) return out;
  out.known = bound_.classified;
  const std::string& name = plan_.columns[column].name;
  engine::detail::judge_reading(bound_, plan_.day, [&](const engine::Judgement& judgement) {
    const bool own = judgement.reading != nullptr ? judgement.reading->name == name
                                                  : judgement.word->parameter->name == name;
    const bool is_pair = plan_.columns[column].kind == Kind::size;  // of edges: see SizeTest
    if (!own || !counts_findings) return;
    if (is_pair && judgement.kind == FindingKind::size_not_listed) return;
    if (judgement.severity == Severity::error) ++out.errors;
    if (judgement.severity == Severity::warning) ++out.warnings;
  });
  if (!out.known) return out;
  for (const OpenField& open : bound_.open) {
    if (footprints_[column].contains(open.slot)) out.cases *= open.word->among.size();
  }
  for (const std::uint16_t slot : slots) {
    out.fields.push_back(bound_.slots[slot]);
    out.image_counts.push_back(static_cast<std::int64_t>(bound_.slots[slot].list.size()));
    std::uint16_t found = 0;
    const auto& all = bound_.offer->kernel.slots;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].slot == slot) found = bound_.classes[i];
    }
    out.classes.push_back(found);
  }
  return out;
}

void Reader::read_choices(std::size_t column) {
  const BatchColumn& what = plan_.columns[column];
  PartReadings out;
  out.part.of = Part::Of::choices;
  out.part.column = static_cast<std::uint8_t>(column);
  out.slots.assign(footprints_[column].begin(), footprints_[column].end());
  const Request saved = request_;
  for (std::size_t i = 0; i < what.choices.size(); ++i) {
    set_choice(body_of(*base_.offer, request_), what, i);
    out.codes.push_back(read(column, out.slots, true));
  }
  request_ = saved;
  parts_.push_back(std::move(out));
}

// Where the class of a number, or what is found about it, changes.
auto Reader::thresholds(std::size_t column, std::uint16_t slot) const -> std::vector<std::int32_t> {
  std::vector<std::int32_t> out{static_cast<std::int32_t>(-largest),
                                static_cast<std::int32_t>(largest + 1)};
  for (const catalog::SlotClasses& classes : base_.offer->kernel.slots) {
    if (classes.slot != slot) continue;
    for (const std::int64_t cut : classes.cuts) {
      if (cut < -largest || cut > largest) continue;
      out.push_back(static_cast<std::int32_t>(cut));
      out.push_back(static_cast<std::int32_t>(cut + 1));
    }
  }
  const Parameter* parameter = plan_.parameters[column];
  const bool limited = plan_.columns[column].kind == Kind::number && parameter != nullptr;
  std::int32_t limit = 0;
  if (limited && parameter->minimum && first_from(*parameter->minimum, false, limit)) {
    out.push_back(limit);
  }
  if (limited && parameter->maximum && first_from(*parameter->maximum, true, limit)) {
    out.push_back(limit);
  }
  // A threshold that every number reaches tells nothing.
  std::erase(out, std::numeric_limits<std::int32_t>::min());
  sort_out(out);
  return out;
}

void Reader::read_numbers(std::size_t column) {
  PartReadings out;
  out.part.of = Part::Of::numbers;
  out.part.column = static_cast<std::uint8_t>(column);
  out.slots.assign(footprints_[column].begin(), footprints_[column].end());
  out.part.thresholds =
      thresholds(column, out.slots.empty() ? catalog::no_slot : out.slots.front());
  const Request saved = request_;
  for (std::size_t code = 0; code <= out.part.thresholds.size(); ++code) {
    set_number(body_of(*base_.offer, request_), plan_.columns[column],
               representative(out.part.thresholds, code));
    out.codes.push_back(read(column, out.slots, true));
  }
  request_ = saved;
  parts_.push_back(std::move(out));
}

auto Reader::read_sizes(std::size_t column) -> bool {
  const Parameter* parameter = plan_.parameters[column];
  if (!is_read(parameter)) return true;  // what is found about it is the same in each row
  if (parameter->type != ParameterType::size || parameter->width >= base_.slots.size() ||
      parameter->height >= base_.slots.size() || parameter->width == parameter->height ||
      !(parameter->text_form || parameter->object_form)) {
    return false;
  }
  const auto& kernel_slots = base_.offer->kernel.slots;
  // The text itself is a field that something depends on.
  if (std::any_of(kernel_slots.begin(), kernel_slots.end(),
                  [&](const auto& classes) { return classes.slot == parameter->slot; })) {
    return false;
  }
  // Words that look like a size mean what they say instead.
  SizeTest words;
  words.column = static_cast<std::uint8_t>(column);
  words.extra = std::uint64_t{1} << Sum::by_itself_at;
  words.sizes = word_sizes(*parameter);
  const EdgePair calm = calm_size(*parameter);
  const Request saved = request_;
  for (const bool height : {false, true}) {
    PartReadings out;
    out.part.of = height ? Part::Of::heights : Part::Of::numbers;
    out.part.column = static_cast<std::uint8_t>(column);
    out.slots = {height ? parameter->height : parameter->width};
    out.part.thresholds = thresholds(column, out.slots.front());
    out.part.thresholds.push_back(1);
    sort_out(out.part.thresholds);
    for (std::size_t code = 0; code <= out.part.thresholds.size(); ++code) {
      const std::int64_t edge = representative(out.part.thresholds, code);
      const EdgePair size{height ? calm.width : static_cast<std::int32_t>(edge),
                          height ? static_cast<std::int32_t>(edge) : calm.height};
      set_size(body_of(*base_.offer, request_), plan_.columns[column], parameter, size.width,
               size.height);
      out.codes.push_back(read(column, out.slots, !height));
      // An edge that makes a word of the size cannot be told from the word.
      const bool is_word = std::any_of(words.sizes.begin(), words.sizes.end(), [&](EdgePair word) {
        return word.width == size.width && word.height == size.height;
      });
      if (edge < 1 || edge > largest || is_word) out.codes.back().known = false;
    }
    parts_.push_back(std::move(out));
  }
  request_ = saved;
  if (!words.sizes.empty()) plan_.size_tests.push_back(std::move(words));
  if (parameter->sizes.empty()) return true;
  SizeTest listed;
  listed.column = static_cast<std::uint8_t>(column);
  listed.listed = true;
  for (const auto& [width, height] : parameter->sizes) {
    if (width < 1 || width > largest || height < 1 || height > largest) continue;
    listed.sizes.push_back({static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)});
  }
  const Severity severity =
      engine::finding_for(*base_.offer, parameter, FindingKind::size_not_listed).severity;
  if (severity == Severity::error) listed.extra = std::uint64_t{1} << Sum::errors_at;
  if (severity == Severity::warning) listed.extra = std::uint64_t{1} << Sum::warnings_at;
  if (listed.extra != 0) plan_.size_tests.push_back(std::move(listed));
  return true;
}

void Reader::read_tokens(std::size_t column) {
  const Parameter* parameter = plan_.parameters[column];
  if (!is_read(parameter) || parameter->type != ParameterType::text ||
      parameter->slot >= base_.slots.size()) {
    return;
  }
  const std::vector<std::uint16_t>& counted = base_.offer->kernel.counted;
  if (std::find(counted.begin(), counted.end(), parameter->slot) == counted.end()) return;
  if (base_.slots[parameter->slot].kind != engine::FieldValue::Kind::text) return;
  PartReadings out;
  out.part.of = Part::Of::numbers;
  out.part.column = static_cast<std::uint8_t>(column);
  out.slots = {parameter->slot};
  out.part.thresholds = {static_cast<std::int32_t>(Kernel::most_tokens + 1)};
  out.codes.push_back(read(column, out.slots, false));
  out.codes.emplace_back();
  parts_.push_back(std::move(out));
}

// As find_classes() has it of one request, for the row that leaves the most to the provider.
auto Reader::cases_fit() const -> bool {
  std::size_t cases = 1;
  std::size_t open = 0;
  const auto count = [&](std::size_t among) {
    if (among > 1) ++open;
    cases = std::min(cases * among, engine::Cases::max_cases);
  };
  for (const PartReadings& part : parts_) {
    std::size_t most = 1;
    for (const Reading& reading : part.codes) most = std::max(most, reading.cases);
    count(most);
  }
  for (const OpenField& field : base_.open) {
    if (!varying_.contains(field.slot)) count(field.word->among.size());
  }
  return open <= 1 || cases < engine::Cases::max_cases;
}

auto Reader::run() -> bool {
  request_ = plan_.prototype;
  // A first reading tells the offer; which parameters are in force follows from the second.
  if (!bind(request_, base_)) return false;
  Value& body = body_of(*base_.offer, request_);
  for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
    const BatchColumn& what = plan_.columns[i];
    if (what.kind == Kind::choice && !what.choices.empty()) set_choice(body, what, 0);
    if (what.kind == Kind::choice && what.choices.empty()) return false;
    if (what.kind == Kind::number) set_number(body, what, 1);
    if (what.kind == Kind::size) set_size(body, what, plan_.parameters[i], 1, 1);
  }
  if (!bind(request_, base_) || !find_footprints() || !choose_base()) return false;
  for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
    switch (plan_.columns[i].kind) {
      case Kind::unused: break;
      case Kind::choice: read_choices(i); break;
      case Kind::number: read_numbers(i); break;
      case Kind::size:
        if (!read_sizes(i)) return false;
        break;
      case Kind::tokens: read_tokens(i); break;
    }
  }
  varying_.clear();
  for (const PartReadings& part : parts_) varying_.insert(part.slots.begin(), part.slots.end());
  const bool few = std::all_of(parts_.begin(), parts_.end(), [](const PartReadings& part) {
    return part.codes.size() <= most_codes;
  });
  // Again, since what is bound looks into the request.
  return few && cases_fit() && bind(request_, base_);
}

}  // namespace tariff::batch
