// `tariff diff BASE HEAD`: what a change of manifests or catalog does to cost and findings.
#include "tariff/diff.hpp"

#include <algorithm>
#include <future>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands.hpp"
#include "diff/change_words.hpp"
#include "diff_sides.hpp"
#include "interrupt.hpp"
#include "lint_project.hpp"

namespace tariff::app {
namespace {

constexpr std::size_t most_complaints = 20;  // of each side
// The catalog with nothing laid over it, where one means BASE.
constexpr std::string_view shipped = "shipped";

// What the files of a side are judged by.
struct Judges {
  std::map<std::string, const LintProject*> by_place;
  RunInfo run;
};

struct ReadSide {
  State state;
  std::vector<std::string> problems;  // files that could not be read at all
};

auto lint_input(const LintProject& judge, const SourceFile& file, DiffSource& source) -> LintInput {
  LintInput input;
  input.name = file.name;
  input.kind = input_kind_of(file.path);
  input.default_provider = judge.project->settings.provider;
  input.read_text = [&source, path = file.path](const std::string& name, std::string& text) {
    return source.read_text(path, name, text);
  };
  return input;
}

auto read_side(SideInputs& side, const Judges& judges) -> ReadSide {
  StateBuilder builder{judges.run, side.name};
  ReadSide out;
  for (const auto& file : side.files) {
    std::string text;
    std::string why;
    if (interrupted()) break;
    if (!side.source->read(file.path, text, why)) {
      out.problems.push_back(file.path + ": " + why);
      continue;
    }
    const auto& judge = *judges.by_place.at(file.place);
    auto input = lint_input(judge, file, *side.source);
    input.text = text;
    builder.lint(judge.linter, std::move(input));
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
  explicit Diff(Context& context)
      : context_(context),
        options_(context.options()),
        head_projects_(options_, context.today(), fixed_settings({})),
        base_projects_(options_, base_day(), fixed_settings(base_overlays())) {}

  auto run() -> int {
    std::string why;
    if (!read_limit(why) || !find_diff_inputs(options_, inputs_, why)) {
      complain(why);
      return unreadable;
    }
    Judges base_judges{{}, {{}, base_day()}};
    Judges head_judges{{}, {{}, context_.today()}};
    if (!find_judges(head_projects_, head_judges)) return unreadable;
    if (!differs_in_judges()) {
      base_judges = head_judges;
    } else if (!find_judges(base_projects_, base_judges)) {
      return unreadable;
    }
    auto base =
        std::async(std::launch::async, [&] { return read_side(inputs_.base, base_judges); });
    auto head = read_side(inputs_.head, head_judges);
    return interrupted() ? unreadable : compare(base.get(), std::move(head));
  }

 private:
  // Cheaper ways are no part of a change, and dear to look for.
  static auto fixed_settings(std::optional<std::vector<std::string>> overlays) -> FixedSettings {
    return {std::move(overlays), {"COST-CHEAPER"}, true};
  }

  [[nodiscard]] auto base_day() const -> Date {
    return options_.diff.base_as_of.value_or(context_.today());
  }

  [[nodiscard]] auto base_overlays() const -> std::optional<std::vector<std::string>> {
    const auto& overlays = options_.diff.base_overlays;
    if (overlays.empty()) return std::nullopt;
    if (overlays.size() == 1 && overlays.front() == shipped) return std::vector<std::string>{};
    return overlays;
  }

  [[nodiscard]] auto differs_in_judges() const -> bool {
    return !options_.diff.base_overlays.empty() || base_day() != context_.today();
  }

  auto read_limit(std::string& why) -> bool {
    const auto& text = options_.diff.fail_increase;
    if (text.empty()) return true;
    if (parse_increase_limit(text, limit_.emplace(), why)) return true;
    why = "--fail-increase " + text + ": " + why;
    return false;
  }

  // Of all files of both sides: a side without any has a catalog, too. False: settings or catalog
  // are wrong; said on standard error.
  [[nodiscard]] auto find_judges(LintProjects& projects, Judges& out) const -> bool {
    for (const auto* side : {&inputs_.base, &inputs_.head}) {
      for (const auto& file : side->files) {
        const auto* judge = projects.of_input(file.place, file.place);
        if (judge == nullptr) return false;
        out.by_place[file.place] = judge;
      }
    }
    out.run.catalog = projects.catalog();
    return true;
  }

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
  LintProjects head_projects_;
  LintProjects base_projects_;  // of another catalog or day
  std::optional<IncreaseLimit> limit_;
};

}  // namespace

auto run_diff(Context& context) -> int {
  return Diff{context}.run();
}

}  // namespace tariff::app
