#include "plan_flags.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>
#include <string_view>

#include "context.hpp"  // complain()
#include "money_option.hpp"

namespace tariff::app {
namespace {

// The flag, and what was given to it.
auto fail(const char* flag, std::string_view text, std::string_view expected) -> bool {
  complain(std::string{flag} + " " + std::string{text} + ": " + std::string{expected});
  return false;
}

void add_list(CLI::App& app, const char* flag, std::vector<std::string>& list, const char* value,
              const char* about) {
  app.add_option(flag, list, about)
      ->type_name(value)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

void add_flag(CLI::App& app, const char* flag, std::optional<bool>& out, const char* about) {
  app.add_flag_callback(
      flag, [&out] { out = true; }, about);
}

void add_goal_flags(CLI::App& app, PlanSettings& settings, PlanFlags& flags) {
  app.add_option("--budget", flags.budget,
                 "The most that all may cost, such as 25USD; with --options a whole number")
      ->type_name("AMOUNT");
  app.add_option("--maximize", flags.maximize, "What the plan is for: quality (default)")
      ->type_name("WHAT");
  app.add_option("--minimize", flags.minimize, "What the plan is for: cost")->type_name("WHAT");
  app.add_option("--min-quality", settings.min_quality,
                 "Of each image at least: a rendering quality, or points")
      ->type_name("WORD|POINTS");
  app.add_option("--min-average", flags.min_average,
                 "Of all images on average, by weight, at least")
      ->type_name("POINTS");
  app.add_option("--plan-on", flags.plan_on,
                 "The point of a cost that counts: low, expected (default), high, 80%")
      ->type_name("POINT");
}

void add_choice_flags(CLI::App& app, PlanOptions& options, PlanFlags& flags) {
  auto& settings = options.settings;
  add_flag(app, "--allow-unknown-costs", settings.allow_unknown_costs,
           "Choose what has no known price, too");
  add_flag(app, "--allow-larger", settings.allow_larger,
           "Images may be made larger, and cut to size");
  add_flag(app, "--immediate", settings.immediate, "No service tier that answers later");
  add_flag(app, "--leave-out-unservable", settings.leave_out_unservable,
           "Leave out assets that nothing can make");
  app.add_option("--keep", flags.keep, "Leave as written: provider, model, quality, tier")
      ->type_name("WHAT")
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  add_list(app, "--only", settings.only, "NAME",
           "This provider, provider/model or model alone; repeatable");
  add_list(app, "--forbid", settings.forbid, "NAME", "Not this one; repeatable");
  app.add_option("--at-most-providers", flags.most_providers, "Of so many providers at most")
      ->type_name("N");
  add_list(app, "--provider-budget", flags.provider_budgets, "NAME=AMOUNT",
           "The most that a provider may get; repeatable");
  add_list(app, "--cap", flags.caps, "OFFER=N", "At most so many images of it; repeatable");
  add_list(app, "--score", flags.scores, "NAME=POINTS",
           "A score of one's own for a model, or for MODEL:QUALITY; repeatable");
  add_list(app, "--step", flags.steps, "QUALITY=POINTS",
           "What a rendering quality is worth beside others; repeatable");
}

// "name=value", cut at the last equals sign.
auto split(std::string_view text, std::string& name, std::string_view& value) -> bool {
  const auto equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size()) return false;
  name = text.substr(0, equals);
  value = text.substr(equals + 1);
  return true;
}

auto read_whole(std::string_view text, std::int64_t& out) -> bool {
  const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && behind == text.data() + text.size() && out >= 0;
}

// "500ms", "10s", "2m".
auto read_duration(std::string_view text, std::optional<std::chrono::milliseconds>& out) -> bool {
  constexpr std::int64_t longest = 1'000'000'000;  // of any unit
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [behind, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || number < 0 || number > longest) return false;
  const std::string_view unit{behind, static_cast<std::size_t>(end - behind)};
  if (unit == "ms") out = std::chrono::milliseconds{number};
  if (unit == "s") out = std::chrono::seconds{number};
  if (unit == "m") out = std::chrono::minutes{number};
  return out.has_value();
}

// A number alone is of the currency that the prices have.
auto read_budget(const std::string& text, Money& out, std::string& why) -> bool {
  const bool bare =
      Rational::parse(text, out.amount) && !out.amount.is_negative() && out.amount.is_terminating();
  return bare || read_money(text, out, why);
}

auto read_goal(const PlanFlags& flags, PlanSettings& settings) -> bool {
  if (!flags.maximize.empty() && !flags.minimize.empty()) {
    complain("a plan has one goal: give --maximize quality or --minimize cost");
    return false;
  }
  if (!flags.maximize.empty()) {
    if (flags.maximize != "quality") return fail("--maximize", flags.maximize, "expected quality");
    settings.goal = PlanGoal::quality;
  }
  if (!flags.minimize.empty()) {
    if (flags.minimize != "cost") return fail("--minimize", flags.minimize, "expected cost");
    settings.goal = PlanGoal::cost;
  }
  return true;
}

auto read_keep(const std::vector<std::string>& words, KeptSettings& keep) -> bool {
  for (const auto& word : words) {
    if (word == "provider") {
      keep.provider = true;
    } else if (word == "model") {
      keep.model = true;
    } else if (word == "quality") {
      keep.quality = true;
    } else if (word == "tier") {
      keep.tier = true;
    } else {
      return fail("--keep", word, "expected provider, model, quality or tier");
    }
  }
  return true;
}

auto read_scores(const std::vector<std::string>& texts, std::vector<QualityOverrides::Score>& out)
    -> bool {
  for (const auto& text : texts) {
    QualityOverrides::Score score;
    std::string_view points;
    if (!split(text, score.model, points) || !Rational::parse(points, score.score)) {
      return fail("--score", text, "expected MODEL=POINTS or MODEL:QUALITY=POINTS");
    }
    const auto colon = score.model.rfind(':');
    if (colon != std::string::npos) {
      score.quality = score.model.substr(colon + 1);
      score.model.resize(colon);
    }
    out.push_back(std::move(score));
  }
  return true;
}

// What stands in lists of NAME=VALUE.
auto read_pairs(const PlanFlags& flags, PlanOptions& options) -> bool {
  std::string_view value;
  for (const auto& text : flags.provider_budgets) {
    PlanBudget::Part part;
    std::string why = "expected NAME=AMOUNT, such as acme=10USD";
    if (!split(text, part.name, value) || !read_money(value, part.limit, why)) {
      return fail("--provider-budget", text, why);
    }
    options.provider_budgets.push_back(std::move(part));
  }
  for (const auto& text : flags.caps) {
    OfferCap cap;
    if (!split(text, cap.offer, value) || !read_whole(value, cap.images)) {
      return fail("--cap", text, "expected OFFER=N, N a whole number");
    }
    options.settings.caps.push_back(std::move(cap));
  }
  for (const auto& text : flags.steps) {
    QualityOverrides::Step step;
    if (!split(text, step.quality, value) || !Rational::parse(value, step.points)) {
      return fail("--step", text, "expected QUALITY=POINTS");
    }
    options.settings.quality.steps.push_back(std::move(step));
  }
  return read_scores(flags.scores, options.settings.quality.scores);
}

auto read_numbers(const PlanFlags& flags, PlanSettings& settings) -> bool {
  if (!flags.min_average.empty() &&
      !Rational::parse(flags.min_average, settings.min_average.emplace())) {
    return fail("--min-average", flags.min_average, "expected a number of points");
  }
  const auto& providers = flags.most_providers;
  if (!providers.empty() && (!read_whole(providers, settings.most_providers.emplace()) ||
                             *settings.most_providers == 0)) {
    return fail("--at-most-providers", providers, "expected a whole number from 1 on");
  }
  if (flags.plan_on.empty()) return true;
  return parse_cost_point(flags.plan_on, settings.plan_on.emplace()) ||
         fail("--plan-on", flags.plan_on,
              "expected low, expected, high, or a share of the range such as 80%");
}

// Option lines have costs without a currency, and nothing else to say.
auto read_raw_budget(const PlanFlags& flags, const Options& options, std::int64_t& units) -> bool {
  if (!options.paths.empty()) {
    complain("give either paths or --options, not both");
    return false;
  }
  if (options.plan.settings != PlanSettings{} || !options.plan.provider_budgets.empty() ||
      options.plan.frontier) {
    complain("--options goes with --budget and --time-limit alone");
    return false;
  }
  if (options.format == Format::markdown) {
    complain("--format markdown: expected text or json of --options");
    return false;
  }
  if (flags.budget.empty()) {
    complain("--budget is required");
    return false;
  }
  return read_whole(flags.budget, units) ||
         fail("--budget", flags.budget, "expected a whole number from 0 to 2^63 - 1");
}

}  // namespace

void add_plan_flags(CLI::App& app, PlanOptions& options, PlanFlags& flags) {
  add_goal_flags(app, options.settings, flags);
  add_choice_flags(app, options, flags);
  app.add_flag("--frontier", options.frontier, "Also what each budget would buy");
  app.add_option("--time-limit", flags.time_limit,
                 "Stop after so long (500ms, 10s, 2m) with the best plan so far")
      ->type_name("TIME");
  app.add_option("--options", options.options,
                 "Instead of PATH: JSON lines of assets and what each could be, or -")
      ->type_name("FILE");
}

void add_approve_flags(CLI::App& app, ApproveOptions& options, PlanFlags& flags) {
  app.add_option("PLAN", options.plan, "What tariff plan --format json has written, or -")
      ->required();
  app.add_option("--up-to", flags.up_to, "What may be spent at most, such as 25USD")
      ->type_name("AMOUNT");
  app.add_option("--by", options.by, "Who approves (default: git's user.name and user.email)")
      ->type_name("NAME");
  app.add_option("--output", options.output,
                 "Write the approval to this file (default: PLAN.approval.json)")
      ->type_name("FILE");
  app.add_flag("--check", options.check, "Say whether the plan is approved, and approve nothing");
  app.add_option("--approval", options.approval, "With --check: the approval's file")
      ->type_name("FILE");
}

auto read_plan_flags(const PlanFlags& flags, Options& options) -> bool {
  auto& plan = options.plan;
  std::string why;
  if (!flags.time_limit.empty() && !read_duration(flags.time_limit, plan.time_limit)) {
    return fail("--time-limit", flags.time_limit, "expected a time such as 500ms, 10s or 2m");
  }
  if (!read_goal(flags, plan.settings) || !read_keep(flags.keep, plan.settings.keep) ||
      !read_numbers(flags, plan.settings) || !read_pairs(flags, plan)) {
    return false;
  }
  if (!plan.options.empty()) return read_raw_budget(flags, options, plan.units);
  if (!flags.budget.empty() && !read_budget(flags.budget, plan.budget.emplace(), why)) {
    return fail("--budget", flags.budget, why);
  }
  if (!options.paths.empty()) return true;
  complain("give a PATH: a file, a folder, or - for standard input; or --options");
  return false;
}

auto read_approve_flags(const PlanFlags& flags, ApproveOptions& options) -> bool {
  std::string why;
  if (!flags.up_to.empty() && !read_money(flags.up_to, options.up_to.emplace(), why)) {
    return fail("--up-to", flags.up_to, why);
  }
  if (options.check && (options.up_to || !options.by.empty() || !options.output.empty())) {
    why = "--check goes with --approval alone";
  } else if (!options.check && !options.up_to) {
    why = "--up-to is required: what may be spent at most, such as 25USD";
  } else if (!options.check && !options.approval.empty()) {
    why = "--approval goes with --check; --output names the file to write";
  } else if (options.plan == "-" && (options.check ? options.approval : options.output).empty()) {
    why = options.check ? "a plan from standard input needs --approval"
                        : "a plan from standard input needs --output";
  }
  if (why.empty()) return true;
  complain(why);
  return false;
}

}  // namespace tariff::app
