// `tariff plan --options FILE --budget N`: one option for each asset, so that the sum of utilities
// is the greatest and the sum of costs within the budget.
#include <cstdio>
#include <cstring>

#include "base/text_source.hpp"
#include "byte_source.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "manifest/line_blocks.hpp"
#include "manifest/option_lines.hpp"
#include "manifest/reader.hpp"
#include "progress.hpp"
#include "report/json_writer.hpp"
#include "report/utf8.hpp"
#include "search_watch.hpp"
#include "tariff/knapsack.hpp"

namespace tariff::app {
namespace {

using manifest::LineBlock;
using manifest::LineBlocks;
using manifest::OptionLines;
using manifest::OptionTable;

// Of a file that is not what it should be, more would only hide the first ones.
constexpr int most_complaints = 20;
// Unit: bytes of output that are written at once.
constexpr std::size_t piece = std::size_t{1} << 20U;

// Reads all lines, and complains about those that are wrong.
class OptionFile {
 public:
  OptionFile(const Context& context, const std::string& path)
      : path_(path), lines_(path), progress_(!context.writes_to_terminal()) {}

  // False: said on standard error, or interrupted.
  auto read() -> bool {
    std::string why;
    if (!source_.open(path_, why)) {
      complain(path_ + ": " + why);
      return false;
    }
    progress_.begin_input(source_.size());
    LineBlocks blocks{[this](char* to, std::size_t size) { return source_.read(to, size); },
                      InputOptions{}.max_line};
    std::string head;
    source_.read_ahead(byte_order_mark, head);
    blocks.begin_with(head);
    LineBlock block;
    while (complaints_ < most_complaints && blocks.next(block)) read(block);
    if (source_.error() != 0) {
      complain(path_ + ": " + std::strerror(source_.error()));
      return false;
    }
    if (complaints_ != 0 || interrupted()) return false;
    if (table().classes.empty()) complain(path_ + ": there are no assets");
    return !table().classes.empty();
  }

  [[nodiscard]] auto table() const noexcept -> const OptionTable& { return lines_.table(); }

 private:
  static constexpr std::size_t byte_order_mark = 3;  // Unit: bytes

  void read(const LineBlock& block) {
    if (block.too_long) {
      ++complaints_;
      complain(path_ + ":" + std::to_string(block.first_line) + ": this line is too long");
      return;
    }
    std::uint64_t count = 0;
    manifest::for_each_line(
        block, [&](std::string_view line, std::uint32_t number, std::uint64_t offset) {
          Diagnostic error;
          ++count;
          if (complaints_ == most_complaints || lines_.read(line, number, offset, error)) return;
          ++complaints_;
          const base::TextSource source{path_, std::string{line}, number, offset};
          const auto text = report::printable(base::render(error, &source), report::LineEnds::keep);
          std::fputs(text.c_str(), stderr);
        });
    progress_.add(count, block.text.size());
  }

  const std::string& path_;
  ByteSource source_;
  OptionLines lines_;
  Progress progress_;
  int complaints_ = 0;
};

auto progress_text(const KnapsackProgress& progress) -> std::string {
  return "utility " + std::to_string(progress.utility) + ", at most " +
         std::to_string(progress.bound);
}

auto status_name(KnapsackStatus status) -> const char* {
  constexpr const char* names[] = {"optimal", "feasible", "infeasible"};
  return names[static_cast<std::size_t>(status)];
}

// The text of one plan, written piece by piece: it may be as long as the input.
class PlanWriter {
 public:
  PlanWriter(Context& context, const OptionTable& table, const KnapsackPlan& plan)
      : context_(context), table_(table), plan_(plan) {}

  void write_json() {
    report::JsonWriter json{text_};
    const bool found = plan_.status != KnapsackStatus::infeasible;
    const auto number = [&](std::string_view name, std::int64_t value) {
      json.key(name);
      found ? json.integer(value) : json.null();
    };
    json.begin_object().member("status", status_name(plan_.status));
    number("utility", plan_.utility);
    number("cost", plan_.cost);
    number("bound", plan_.bound);
    if (!found) json.key("least_budget").integer(plan_.least_budget);
    json.key("choice").begin_object();
    each_asset([&](std::uint32_t asset, std::span<const KnapsackPick> picks) {
      json.key(table_.assets.name(asset)).begin_object();
      for (const auto& pick : picks) json.key(option_name(pick)).integer(pick.copies);
      json.end_object();
    });
    json.end_object().end_object();
    text_ += '\n';
    context_.write(text_);
  }

  void write_text(std::int64_t budget) {
    text_ = status_name(plan_.status);
    if (plan_.status == KnapsackStatus::infeasible) {
      text_ += ": the cheapest options cost " + std::to_string(plan_.least_budget) +
               ", and the budget is " + std::to_string(budget) + "\n";
    } else {
      text_ += ": utility " + std::to_string(plan_.utility);
      if (plan_.status == KnapsackStatus::feasible) {
        text_ += " (proven: at most " + std::to_string(plan_.bound) + ")";
      }
      text_ += ", cost " + std::to_string(plan_.cost) + " of " + std::to_string(budget) + "\n";
    }
    each_asset([&](std::uint32_t asset, std::span<const KnapsackPick> picks) {
      text_ += report::printable(table_.assets.name(asset)) + ":";
      const char* between = " ";
      for (const auto& pick : picks) {
        text_ += between;
        if (picks.size() > 1 || pick.copies > 1) text_ += std::to_string(pick.copies) + " x ";
        text_ += report::printable(option_name(pick));
        between = ", ";
      }
      text_ += '\n';
    });
    context_.write(text_);
  }

 private:
  [[nodiscard]] auto option_name(const KnapsackPick& pick) const -> std::string_view {
    return table_.option_names.name(table_.ids[table_.classes[pick.in_class].first + pick.option]);
  }

  template <class Each>
  void each_asset(Each each) {
    std::span<const KnapsackPick> rest = plan_.picks;
    while (!rest.empty()) {
      const auto asset = rest.front().in_class;
      std::size_t count = 1;
      while (count < rest.size() && rest[count].in_class == asset) ++count;
      each(asset, rest.first(count));
      rest = rest.subspan(count);
      if (text_.size() < piece) continue;
      if (!context_.write(text_)) return;
      text_.clear();
    }
  }

  Context& context_;
  const OptionTable& table_;
  const KnapsackPlan& plan_;
  std::string text_;
};

auto complain_of(const KnapsackError& error, const OptionTable& table) -> int {
  std::string text = to_string(error.code);
  if (error.in_class != 0 || error.option != 0) {
    text += ": asset '" + std::string{table.assets.name(error.in_class)} + "'";
  }
  complain(text);
  return unreadable;
}

}  // namespace

auto run_plan_options(Context& context) -> int {
  const auto& options = context.options().plan;
  OptionFile file{context, options.options};
  if (!file.read()) return unreadable;
  const auto& table = file.table();
  KnapsackPlan plan;
  KnapsackError error;
  {
    SearchWatch watch{context, options.time_limit, progress_text};
    KnapsackOptions limits;
    limits.should_stop = [&watch](const KnapsackProgress& progress) {
      return watch.should_stop(progress);
    };
    if (!solve_knapsack({table.options, table.classes, options.units}, limits, plan, error)) {
      return complain_of(error, table);
    }
  }
  PlanWriter writer{context, table, plan};
  context.options().format == Format::json ? writer.write_json() : writer.write_text(options.units);
  return plan.status == KnapsackStatus::infeasible ? findings : clean;
}

}  // namespace tariff::app
