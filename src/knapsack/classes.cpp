#include "knapsack/classes.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace tariff::knapsack {

namespace {

using Code = KnapsackError::Code;

// Multiplies and folds: quick, and good enough for a table that compares what it finds. The
// products do not wait for each other.
auto hash_of(std::span<const KnapsackOption> options) noexcept -> std::uint64_t {
  std::uint64_t hash = options.size();
  for (const auto& option : options) {
    const auto product =
        base::UInt128{static_cast<std::uint64_t>(option.cost) ^ 0x9E3779B97F4A7C15U} *
        (static_cast<std::uint64_t>(option.utility) ^ 0xD1B54A32D192ED03U);
    hash = std::rotl(hash, 23) * 0x2545F4914F6CDD1DU +
           (static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U));
  }
  return hash ^ (hash >> 32U);
}

auto same(std::span<const KnapsackOption> a, std::span<const KnapsackOption> b) noexcept -> bool {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.cost == y.cost && x.utility == y.utility;
  });
}

// Finds classes of the same options; grows with the distinct ones.
class ClassTable {
 public:
  explicit ClassTable(const KnapsackProblem& problem)
      : problem_(problem), slots_(1024, empty), recent_(1024) {}

  // The group of a class: an earlier one, or `next`.
  auto find_or_add(std::uint32_t index, std::uint32_t next) -> std::uint32_t {
    const auto& entry = problem_.classes[index];
    auto& recent = recent_[(entry.first ^ (entry.first >> 10U)) & (recent_.size() - 1)];
    if (recent.size != entry.size || recent.first != entry.first) {
      recent = {entry.first, entry.size, find_or_add_options(index, next)};
    }
    return recent.group;
  }

  // The first class of each group.
  [[nodiscard]] auto founders() const noexcept -> const std::vector<std::uint32_t>& {
    return founders_;
  }

 private:
  static constexpr auto empty = std::numeric_limits<std::uint32_t>::max();

  // A class that was looked up, for those that share its options.
  struct Recent {
    std::uint64_t first = 0;
    std::uint32_t size = 0;
    std::uint32_t group = 0;
  };

  auto find_or_add_options(std::uint32_t index, std::uint32_t next) -> std::uint32_t {
    const auto options = options_of(index);
    const auto hash = hash_of(options);
    auto at = hash & (slots_.size() - 1);
    for (; slots_[at] != empty; at = (at + 1) & (slots_.size() - 1)) {
      const auto group = slots_[at];
      if (hashes_[group] == hash && same(options_of(founders_[group]), options)) return group;
    }
    slots_[at] = next;
    hashes_.push_back(hash);
    founders_.push_back(index);
    if (hashes_.size() * 2 > slots_.size()) grow();
    return next;
  }

  [[nodiscard]] auto options_of(std::uint32_t index) const -> std::span<const KnapsackOption> {
    const auto& entry = problem_.classes[index];
    return problem_.options.subspan(entry.first, entry.size);
  }

  void grow() {
    slots_.assign(slots_.size() * 4, empty);
    for (std::uint32_t group = 0; group < hashes_.size(); ++group) {
      auto at = hashes_[group] & (slots_.size() - 1);
      while (slots_[at] != empty) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = group;
    }
  }

  const KnapsackProblem& problem_;
  std::vector<std::uint32_t> slots_;
  std::vector<Recent> recent_;
  std::vector<std::uint64_t> hashes_;  // of each group
  std::vector<std::uint32_t> founders_;
};

auto fail(KnapsackError& error, Code code, std::uint32_t in_class = 0, std::uint32_t option = 0)
    -> bool {
  error = {code, in_class, option};
  return false;
}

// Appends the choices of a class: by cost, each with more utility than the one before it.
auto append_choices(std::span<const KnapsackOption> options, std::uint32_t in_class,
                    std::vector<Choice>& scratch, std::vector<Choice>& out, KnapsackError& error)
    -> bool {
  scratch.clear();
  for (std::uint32_t i = 0; i < options.size(); ++i) {
    if (options[i].cost < 0) return fail(error, Code::negative_cost, in_class, i);
    scratch.push_back({options[i].cost, options[i].utility, i});
  }
  const auto before = [](const Choice& a, const Choice& b) {
    if (a.cost != b.cost) return a.cost < b.cost;
    if (a.utility != b.utility) return a.utility > b.utility;
    return a.option < b.option;
  };
  if (!std::is_sorted(scratch.begin(), scratch.end(), before)) {
    std::sort(scratch.begin(), scratch.end(), before);
  }
  const auto first = out.size();
  for (const auto& choice : scratch) {
    if (out.size() == first || choice.utility > out.back().utility) out.push_back(choice);
  }
  const auto gain = base::Int128{out.back().utility} - out[first].utility;
  if (!base::fits_int64(gain)) return fail(error, Code::overflow, in_class, out.back().option);
  return true;
}

auto check_class(const KnapsackProblem& problem, std::uint32_t index, KnapsackError& error)
    -> bool {
  const auto& entry = problem.classes[index];
  const auto total = problem.options.size();
  if (entry.size == 0 || entry.first > total || entry.size > total - entry.first) {
    return fail(error, Code::empty_class, index);
  }
  return entry.copies >= 1 || fail(error, Code::bad_copies, index);
}

// Puts each class into a group; the choices of the groups are not known yet.
auto group_classes(const KnapsackProblem& problem, ClassTable& table, Classes& out,
                   KnapsackError& error) -> bool {
  std::int64_t all_copies = 0;
  out.group_of.reserve(problem.classes.size());
  for (std::uint32_t index = 0; index < problem.classes.size(); ++index) {
    if (!check_class(problem, index, error)) return false;
    const auto copies = problem.classes[index].copies;
    // So many that sums of 64-bit numbers over them fit 128 bits.
    if (__builtin_add_overflow(all_copies, copies, &all_copies)) {
      return fail(error, Code::overflow, index);
    }
    const auto next = static_cast<std::uint32_t>(out.groups.size());
    const auto group = table.find_or_add(index, next);
    if (group == next) out.groups.emplace_back();
    out.groups[group].copies += copies;
    out.group_of.push_back(group);
  }
  return true;
}

}  // namespace

auto read_classes(const KnapsackProblem& problem, Classes& out, KnapsackError& error) -> bool {
  if (problem.budget < 0) return fail(error, Code::negative_budget);
  if (problem.classes.size() >= std::numeric_limits<std::uint32_t>::max()) {
    return fail(error, Code::too_many_classes);
  }
  ClassTable table{problem};
  if (!group_classes(problem, table, out, error)) return false;
  std::size_t most = 0;
  for (const auto founder : table.founders()) most += problem.classes[founder].size;
  out.choices.reserve(most);
  std::vector<Choice> scratch;
  for (std::uint32_t i = 0; i < out.groups.size(); ++i) {
    auto& group = out.groups[i];
    const auto founder = table.founders()[i];
    const auto& entry = problem.classes[founder];
    group.first = out.choices.size();
    const auto options = problem.options.subspan(entry.first, entry.size);
    if (!append_choices(options, founder, scratch, out.choices, error)) return false;
    group.size = static_cast<std::uint32_t>(out.choices.size() - group.first);
    out.least_cost += base::Int128{out.choices[group.first].cost} * group.copies;
  }
  return base::fits_int64(out.least_cost) || fail(error, Code::overflow);
}

void drop_unaffordable(Classes& classes, std::int64_t budget) {
  const auto slack = budget - static_cast<std::int64_t>(classes.least_cost);
  for (auto& group : classes.groups) {
    const auto choices = classes.choices_of(group);
    while (group.size > 1 && choices[group.size - 1].cost - choices[0].cost > slack) --group.size;
  }
}

}  // namespace tariff::knapsack
