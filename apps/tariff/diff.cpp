// `tariff diff BASE HEAD`: what a change of manifests or catalog does to cost and findings.
#include "tariff/diff.hpp"

#include <algorithm>
#include <future>
#include <memory>
#include <optional>

#include "commands.hpp"
#include "diff/change_words.hpp"
#include "diff_sides.hpp"
#include "interrupt.hpp"

namespace tariff::app {
namespace {

constexpr std::size_t most_complaints = 20;  // of each side
// The catalog as it is, where one means BASE without what is laid over HEAD.
constexpr std::string_view shipped = "shipped";

// What a side is judged by.
struct Judge {
  const Catalog* catalog = nullptr;
  Date day;
};

struct ReadSide {
  State state;
  std::vector<std::string> problems;  // files that could not be read at all
};

// Cheaper ways are no part of a change, and dear to look for.
auto lint_settings() -> LintSettings {
  LintSettings settings;
  settings.fixes = false;
  settings.selection.ignore = {"COST-CHEAPER"};
  return settings;
}

auto lint_input(const Options& options, const SourceFile& file, DiffSource& source) -> LintInput {
  LintInput input;
  input.name = file.name;
  input.kind = input_kind_of(file.path);
  input.default_provider = options.provider;
  input.read_text = [&source, path = file.path](const std::string& name, std::string& text) {
    return source.read_text(path, name, text);
  };
  return input;
}

auto read_side(const Options& options, SideInputs& side, const Judge& judge) -> ReadSide {
  const Linter linter{*judge.catalog, judge.day, lint_settings()};
  StateBuilder builder{{std::string{judge.catalog->hash()}, judge.day}, side.name};
  ReadSide out;
  for (const auto& file : side.files) {
    std::string text;
    std::string why;
    if (interrupted()) break;
    if (!side.source->read(file.path, text, why)) {
      out.problems.push_back(file.path + ": " + why);
      continue;
    }
    auto input = lint_input(options, file, *side.source);
    input.text = text;
    builder.lint(linter, std::move(input));
  }
  out.state = std::move(builder).finish();
  return out;
}

// What of a side could not be read; its number.
auto complain_of_side(const char* which, const ReadSide& side) -> std::size_t {
  auto problems = side.problems;
  for (const auto& finding : side.state.findings) {
    if (!finding.unreadable) continue;
    const auto& found = finding.diagnostic;
    problems.push_back(diff::place_text(found.location) + ": " + found.message);
  }
  for (std::size_t i = 0; i < std::min(problems.size(), most_complaints); ++i) {
    complain(std::string{which} + ": " + problems[i]);
  }
  if (problems.size() > most_complaints) {
    complain(std::string{which} + ": and " + std::to_string(problems.size() - most_complaints) +
             " more");
  }
  return problems.size();
}

class Diff {
 public:
  explicit Diff(Context& context) : context_(context), options_(context.options()) {}

  auto run() -> int {
    std::string why;
    if (!read_limit(why) || !find_diff_inputs(options_, inputs_, why)) {
      complain(why);
      return unreadable;
    }
    if (!context_.open_catalog() || !open_base_catalog()) return unreadable;
    auto base = std::async(std::launch::async,
                           [this] { return read_side(options_, inputs_.base, base_judge_); });
    auto head = read_side(options_, inputs_.head, head_judge());
    return interrupted() ? unreadable : compare(base.get(), std::move(head));
  }

 private:
  auto read_limit(std::string& why) -> bool {
    const auto& text = options_.diff.fail_increase;
    if (text.empty()) return true;
    if (parse_increase_limit(text, limit_.emplace(), why)) return true;
    why = "--fail-increase " + text + ": " + why;
    return false;
  }

  auto open_base_catalog() -> bool {
    const auto& overlays = options_.diff.base_overlays;
    base_judge_ = head_judge();
    if (options_.diff.base_as_of) base_judge_.day = *options_.diff.base_as_of;
    if (overlays.empty()) return true;
    const bool plain = overlays.size() == 1 && overlays.front() == shipped;
    base_judge_.catalog =
        lay_over_catalog(plain ? std::vector<std::string>{} : overlays, base_overlaid_);
    return base_judge_.catalog != nullptr;
  }

  [[nodiscard]] auto head_judge() const -> Judge { return {&context_.catalog(), context_.today()}; }

  auto compare(ReadSide base, ReadSide head) -> int {
    complain_of_side("base", base);
    const auto head_problems = complain_of_side("head", head);
    const bool readable =
        base.problems.empty() && head_problems == 0 && head.state.totals.unreadable == 0;
    const auto diff = compare_states(std::move(base.state), std::move(head.state));
    std::optional<IncreaseCheck> check;
    if (limit_) check = check_increase(diff.totals, *limit_);
    write(diff, check);
    if (!readable) return unreadable;
    return diff.has_new_errors() || (check && check->exceeded) ? findings : clean;
  }

  void write(const ManifestDiff& diff, const std::optional<IncreaseCheck>& check) {
    switch (options_.format) {
      case Format::json: context_.write(to_json(diff, check)); break;
      case Format::markdown: context_.write(to_markdown(diff, check)); break;
      default: context_.write(to_text(diff, check, context_.text_options())); break;
    }
  }

  Context& context_;
  const Options& options_;
  DiffInputs inputs_;
  std::optional<IncreaseLimit> limit_;
  std::shared_ptr<const Catalog> base_overlaid_;
  Judge base_judge_;
};

}  // namespace

auto run_diff(Context& context) -> int {
  return Diff{context}.run();
}

}  // namespace tariff::app
