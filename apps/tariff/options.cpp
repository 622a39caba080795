#include "options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "base/near_name.hpp"
#include "context.hpp"  // complain()
#include "plan_flags.hpp"
#include "set_option.hpp"

namespace tariff::app {
namespace {

// What CLI11 fills and we still have to read.
struct RawOptions {
  std::string as_of;
  std::string base_as_of;
  std::vector<std::string> formats;
  std::string fail_level;
  std::string color = "auto";
  std::string input_format = "auto";
  std::vector<std::string> sets;
  std::vector<std::string> images;
  PlanFlags plan;
};

struct CommandName {
  Command command;
  const char* name;
  const char* about;
};

constexpr CommandName command_names[] = {
    {Command::lint, "lint", "Validate manifests and request records"},
    {Command::quote, "quote", "Price each request, with its breakdown"},
    {Command::report, "report", "The budget report of manifests"},
    {Command::compare, "compare", "One request over every offer, cheapest first"},
    {Command::diff, "diff", "What a change of manifests or catalog does to cost and findings"},
    {Command::plan, "plan", "The best option for each asset under a budget"},
    {Command::approve, "approve", "Stand for a plan, or see whether somebody does"},
    {Command::explain, "explain", "A rule or an offer, with its sources and conflicts"},
    {Command::catalog, "catalog", "Hold the catalog against itself, or list it"},
    {Command::lsp, "lsp", "Language server over standard input and output, for editors"},
    {Command::completion, "completion", "Print a completion script for a shell"},
};

// More threads than any machine of today runs; each takes some memory.
constexpr std::size_t most_jobs = 256;

constexpr auto exit_statuses =
    "Exit status: 0 clean; 1 findings, or a budget exceeded; 2 usage, or an input that could not "
    "be read.";

// What --format takes, and which commands write it.
struct FormatName {
  Format format;
  std::string_view name;
  bool lint_only;
};

constexpr FormatName format_names[] = {
    {Format::text, "text", false},      {Format::json, "json", false},
    {Format::jsonl, "jsonl", false},    {Format::markdown, "markdown", false},
    {Format::concise, "concise", true}, {Format::sarif, "sarif", true},
    {Format::github, "github", true},   {Format::gitlab, "gitlab", true},
    {Format::junit, "junit", true},     {Format::rdjson, "rdjson", true},
};

auto takes_format(Command command, const FormatName& entry) -> bool {
  if (entry.format == Format::markdown) {
    return command == Command::lint || command == Command::diff || command == Command::plan ||
           command == Command::explain;
  }
  // What a comparison says is one answer, not a line for each record.
  if (entry.format == Format::jsonl && (command == Command::diff || command == Command::plan)) {
    return false;
  }
  return command == Command::lint || !entry.lint_only;
}

auto listed_formats(Command command) -> std::string {
  std::string text;
  for (const auto& entry : format_names) {
    if (!takes_format(command, entry)) continue;
    if (!text.empty()) text += ", ";
    text += entry.name;
    if (entry.format == Format::text) text += " (default)";
  }
  return text;
}

void add_catalog_options(CLI::App& app, Options& options, RawOptions& raw) {
  app.add_option("--as-of", raw.as_of, "Rules and prices of this day (default: today, UTC)")
      ->type_name("YYYY-MM-DD");
  app.add_option("--catalog", options.overlays, "Lay the YAML of this folder over the catalog")
      ->type_name("DIR")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

void add_output_options(CLI::App& app, Command command, Options& options, RawOptions& raw) {
  const bool several = command == Command::lint;
  auto* format =
      app.add_option("--format", raw.formats,
                     listed_formats(command) +
                         (several ? "; FORMAT=FILE writes one more to a file; repeatable" : ""));
  format->allow_extra_args(false);
  if (several) {
    format->type_name("FORMAT[=FILE]")->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  } else {
    format->type_name("FORMAT")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  }
  app.add_option("--output", options.output, "Write to this file, not to standard output")
      ->type_name("FILE");
  add_catalog_options(app, options, raw);
  app.add_option("--color", raw.color, "auto (default), always or never; NO_COLOR is respected")
      ->type_name("WHEN");
}

void add_input_options(CLI::App& app, Options& options, RawOptions& raw) {
  app.add_option("PATH", options.paths, "Files, folders, or - for standard input");
  app.add_option("--input-format", raw.input_format, "yaml, json, jsonl or csv")->type_name("KIND");
  app.add_option("--provider", options.provider, "Provider of requests that name none")
      ->type_name("NAME");
  app.add_option("--jobs", options.jobs, "Threads for JSONL (default: one for each processor)")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, most_jobs));
  app.add_flag_callback(
      "--no-fix", [&options] { options.fixes = false; }, "Do not look for fixes");
}

void add_codes(CLI::App& app, const char* name, std::vector<std::string>& codes,
               const char* about) {
  app.add_option(name, codes, about)
      ->type_name("CODES")
      ->delimiter(',')
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

void add_selection_options(CLI::App& app, LintOptions& lint, RawOptions& raw) {
  add_codes(app, "--select", lint.select, "Codes or families that count, instead of the default");
  add_codes(app, "--extend-select", lint.extend_select, "Codes or families that count as well");
  add_codes(app, "--ignore", lint.ignore, "Codes or families that do not count");
  add_codes(app, "--per-path-ignores", lint.per_path_ignores,
            "GLOB:CODE, ignored in paths that match");
  app.add_option("--fail-level", raw.fail_level,
                 "Status 1 from this severity on: note, warning (default) or error")
      ->type_name("SEVERITY");
  app.add_option("--max-warnings", lint.max_warnings, "Status 1 only beyond so many warnings")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber);
  app.add_flag("--exit-zero", lint.exit_zero, "Status 0 whatever is found");
  app.add_flag("--statistics", lint.statistics, "Count the findings of each code instead");
  app.add_flag("--quiet,-q", lint.quiet, "Findings only, no summary");
}

void add_fix_options(CLI::App& app, LintOptions& lint) {
  app.add_flag("--fix", lint.fix, "Mend what can be mended safely, in the files themselves");
  app.add_flag("--diff", lint.diff, "Show what --fix would change, and change nothing");
  app.add_flag("--unsafe-fixes", lint.unsafe_fixes,
               "With --fix or --diff: also what raises the price or changes the meaning");
  app.add_option("--baseline", lint.baseline, "Findings in this file are known and do not count")
      ->type_name("FILE");
  const auto action = [&](const char* name, BaselineAction which, const char* about) {
    app.add_flag_callback(
        name, [&lint, which] { lint.baseline_action = which; }, about);
  };
  action("--create-baseline", BaselineAction::create, "Write all findings to the baseline");
  action("--update-baseline", BaselineAction::update, "Add new findings to it, drop mended ones");
  action("--prune-baseline", BaselineAction::prune, "Drop mended findings from it");
}

void add_settings_options(CLI::App& app, LintOptions& lint) {
  app.add_option("--config", lint.config, "This settings file, and no search for one")
      ->type_name("FILE");
  app.add_flag("--isolated", lint.isolated, "No settings files");
}

void add_file_options(CLI::App& app, LintOptions& lint) {
  add_settings_options(app, lint);
  app.add_flag("--show-settings", lint.show_settings,
               "Print the settings in force, and where from");
  app.add_flag("--show-files", lint.show_files, "Print the files that would be read");
  app.add_option("--changed-since", lint.changed_since,
                 "Only files that differ from this git revision")
      ->type_name("REV");
  app.add_option("--stdin-filename", lint.stdin_filename,
                 "What standard input is called, for settings and places")
      ->type_name("FILE");
  app.add_flag("--no-gitignore", lint.no_gitignore, "Read files that git ignores, too");
  app.add_flag("--no-cache", lint.no_cache, "Neither read nor write cached results");
  app.add_option("--cache-dir", lint.cache_dir, "Where results are cached")->type_name("DIR");
  app.add_flag("--watch", lint.watch, "Lint again whenever a file changes");
}

void add_diff_options(CLI::App& app, Options& options, RawOptions& raw) {
  auto& diff = options.diff;
  app.add_option("PATH", options.paths, "BASE and HEAD: files or folders; with --git, what of them")
      ->type_name("BASE HEAD");
  app.add_option("--git", diff.git,
                 "Compare two revisions, REV..REV, or one, REV.., with the files")
      ->type_name("REV..REV");
  app.add_option("--fail-increase", diff.fail_increase,
                 "Status 1 when the expected total rises by more than this: 5USD or 10%")
      ->type_name("AMOUNT");
  app.add_option("--base-catalog", diff.base_overlays,
                 "All that is laid over the catalog for BASE; 'shipped': nothing")
      ->type_name("DIR")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  app.add_option("--base-as-of", raw.base_as_of, "As --as-of, for BASE")->type_name("YYYY-MM-DD");
  app.add_option("--provider", options.provider, "Provider of requests that name none")
      ->type_name("NAME");
  add_settings_options(app, options.lint);
}

void add_request_options(CLI::App& app, Options& options, RawOptions& raw) {
  auto& request = options.request;
  app.add_option("--model", request.model, "Model of a request on the command line")
      ->type_name("NAME");
  app.add_option("--operation", request.operation, "generate (default), edit, …")
      ->type_name("NAME");
  app.add_option("--tier", request.tier, "Service tier: standard (default), batch, …")
      ->type_name("NAME");
  app.add_option("--set", raw.sets, "A parameter under the provider's own name; repeatable")
      ->type_name("NAME=VALUE")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  app.add_option("--image", raw.images, "Pixel size of an input image; repeatable")
      ->type_name("WxH")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

void add_subject(CLI::App& app, Options& options, const char* name, const char* about,
                 std::vector<std::string> allowed = {}) {
  auto* option = app.add_option(name, options.subject, about);
  if (!allowed.empty()) option->check(CLI::IsMember(std::move(allowed)));
}

void add_plan_options(CLI::App& app, Options& options, RawOptions& raw) {
  app.add_option("PATH", options.paths, "Files, folders, or - for standard input");
  app.add_option("--input-format", raw.input_format, "yaml, json, jsonl or csv")->type_name("KIND");
  app.add_option("--provider", options.provider, "Provider of requests that name none")
      ->type_name("NAME");
  add_plan_flags(app, options.plan, raw.plan);
}

void add_command_options(CLI::App& command, Command which, Options& options, RawOptions& raw) {
  switch (which) {
    case Command::quote:
    case Command::compare: add_request_options(command, options, raw); [[fallthrough]];
    case Command::report: add_input_options(command, options, raw); break;
    case Command::lint:
      add_input_options(command, options, raw);
      add_selection_options(command, options.lint, raw);
      add_fix_options(command, options.lint);
      add_file_options(command, options.lint);
      break;
    case Command::diff: add_diff_options(command, options, raw); break;
    case Command::plan: add_plan_options(command, options, raw); break;
    case Command::explain:
      add_subject(command, options, "CODE|OFFER", "A rule's code, an offer or a model");
      command.add_flag("--all", options.all,
                       "Every code that lint can give, each with its examples");
      break;
    case Command::approve:
      // It reads no catalog, and what it writes has one format.
      add_approve_flags(command, options.approve, raw.plan);
      return;
    case Command::lsp:
      // Its output is the protocol's alone.
      add_catalog_options(command, options, raw);
      return;
    case Command::catalog:
      add_subject(command, options, "ACTION", "check, test or list", {"check", "test", "list"});
      break;
    case Command::completion:
      // What follows the shells is what the scripts ask for while completing.
      add_subject(command, options, "SHELL", "bash, zsh or fish",
                  {"bash", "zsh", "fish", "codes", "offers", "providers", "models"});
      break;
  }
  add_output_options(command, which, options, raw);
}

// Only a command that the words name gets its options: building those of all of them takes longer
// than a quote.
void add_command(CLI::App& app, const CommandName& entry, std::span<char* const> words,
                 Options& options, RawOptions& raw) {
  auto& command = *app.add_subcommand(entry.name, entry.about);
  command.footer(exit_statuses);
  command.callback([&options, &entry] { options.command = entry.command; });
  const bool named = std::any_of(words.begin(), words.end(), [&entry](const char* word) {
    return std::string_view{word} == entry.name;
  });
  if (named) add_command_options(command, entry.command, options, raw);
}

auto describe(const CLI::Option& option) -> OptionHelp {
  OptionHelp help;
  if (option.nonpositional()) {
    for (const auto& name : option.get_lnames()) help.names.push_back("--" + name);
    for (const auto& name : option.get_snames()) help.names.push_back("-" + name);
  } else {
    help.names.push_back(option.get_name(true));
  }
  if (option.get_items_expected_max() > 0) {
    const auto type = option.get_type_name();  // with the bounds of numbers: "N:UINT in [1 - 256]"
    help.value = type.substr(0, type.find(':'));
  }
  help.about = option.get_description();
  help.repeats = option.get_items_expected_max() > 1;
  return help;
}

auto fail(const std::string& what) -> bool {
  complain(what);
  return false;
}

auto read_format(Command command, std::string_view text, Format& out) -> bool {
  for (const auto& entry : format_names) {
    if (entry.name != text || !takes_format(command, entry)) continue;
    out = entry.format;
    return true;
  }
  return false;
}

// "sarif" or "sarif=findings.sarif": one format goes to the output, the others to their files.
auto read_formats(const RawOptions& raw, Options& options) -> bool {
  bool named = false;
  for (const std::string_view text : raw.formats) {
    const auto equals = text.find('=');
    const bool to_file = equals != std::string_view::npos && options.command == Command::lint;
    FormatFile entry;
    if (!read_format(options.command, to_file ? text.substr(0, equals) : text, entry.format)) {
      return fail("--format " + std::string{text} + ": expected " +
                  listed_formats(options.command));
    }
    if (to_file) {
      entry.file = text.substr(equals + 1);
      if (entry.file.empty()) return fail("--format " + std::string{text} + ": which file?");
      options.format_files.push_back(std::move(entry));
    } else if (std::exchange(named, true)) {
      return fail("--format: only one goes to the output; give the others a file, FORMAT=FILE");
    } else {
      options.format = entry.format;
    }
  }
  return true;
}

auto read_severity(std::string_view text, std::optional<Severity>& out) -> bool {
  for (const auto severity : {Severity::note, Severity::warning, Severity::error}) {
    if (text == to_string(severity)) out = severity;
  }
  return out.has_value();
}

auto read_day(const char* option, const std::string& text, std::optional<Date>& out) -> bool {
  if (text.empty()) return true;
  Date day;
  if (!Date::parse(text, day)) {
    return fail(std::string{option} + " " + text + ": expected a day such as 2026-11-21");
  }
  out = day;
  return true;
}

auto read_color(std::string_view text, Color& out) -> bool {
  if (text == "auto") out = Color::automatic;
  if (text == "always") out = Color::always;
  if (text == "never") out = Color::never;
  return text == "auto" || text == "always" || text == "never";
}

auto read_plan(const RawOptions& raw, Options& options) -> bool {
  if (options.command == Command::plan) return read_plan_flags(raw.plan, options);
  return options.command != Command::approve || read_approve_flags(raw.plan, options.approve);
}

auto read_request(const RawOptions& raw, Options& options) -> bool {
  std::string why;
  for (const auto& text : raw.sets) {
    if (!read_set(text, options.request.params, why)) return fail("--set " + text + ": " + why);
  }
  for (const auto& text : raw.images) {
    InputImage image;
    if (!read_image(text, image, why)) return fail("--image " + text + ": " + why);
    options.request.images.push_back(std::move(image));
  }
  return true;
}

auto check_path_ignores(const LintOptions& lint) -> bool {
  for (const auto& text : lint.per_path_ignores) {
    const auto colon = text.rfind(':');
    if (colon != std::string::npos && colon > 0 && colon + 1 < text.size()) continue;
    return fail("--per-path-ignores " + text + ": expected GLOB:CODE");
  }
  if (lint.isolated && !lint.config.empty()) return fail("give --config or --isolated, not both");
  return true;
}

auto read_raw(const RawOptions& raw, Options& options) -> bool {
  if (!read_day("--as-of", raw.as_of, options.as_of) ||
      !read_day("--base-as-of", raw.base_as_of, options.diff.base_as_of)) {
    return false;
  }
  if (!parse_input_kind(raw.input_format, options.input_kind)) {
    return fail("--input-format " + raw.input_format + ": expected yaml, json, jsonl or csv");
  }
  if (!read_formats(raw, options)) return false;
  if (!raw.fail_level.empty() && !read_severity(raw.fail_level, options.lint.fail_level)) {
    return fail("--fail-level " + raw.fail_level + ": expected note, warning or error");
  }
  const auto& paths = options.paths;
  if (options.lint.watch && std::find(paths.begin(), paths.end(), "-") != paths.end()) {
    return fail("--watch: standard input cannot be watched");
  }
  if (!check_path_ignores(options.lint)) return false;
  if (!read_color(raw.color, options.color)) {
    return fail("--color " + raw.color + ": expected auto, always or never");
  }
  return read_plan(raw, options) && read_request(raw, options);
}

// The command comes first; options of the program alone may stand in its place.
auto is_command(std::string_view word) -> bool {
  return word.starts_with('-') ||
         std::any_of(std::begin(command_names), std::end(command_names),
                     [word](const CommandName& entry) { return entry.name == word; });
}

auto no_command(std::string_view word) -> std::string {
  std::vector<std::string_view> names;
  for (const auto& entry : command_names) names.emplace_back(entry.name);
  const auto near = base::nearest_name(word, names);
  auto text = "there is no command '" + std::string{word} + "'";
  if (!near.empty()) text += "; did you mean '" + std::string{near} + "'?";
  return text + " See tariff --help";
}

auto has_request(const Options& options, const RawOptions& raw) -> bool {
  const auto& request = options.request;
  return !request.model.empty() || !request.operation.empty() || !request.tier.empty() ||
         !raw.sets.empty() || !raw.images.empty();
}

// A command that reads inputs has paths or a request, and not both.
auto check_subject(const Options& options) -> bool {
  const bool takes_one = options.command == Command::explain ||
                         options.command == Command::catalog ||
                         options.command == Command::completion;
  if (!takes_one || options.all == options.subject.empty()) return true;
  return fail(options.all ? "explain --all takes no CODE" : "what of? See tariff --help");
}

auto check_sources(const Options& options, const RawOptions& raw) -> bool {
  if (options.command > Command::compare) return check_subject(options);
  const bool spelt_out = has_request(options, raw);
  if (spelt_out && !options.paths.empty()) {
    return fail("give either paths or a request (--model, --set, …), not both");
  }
  if (spelt_out && options.request.model.empty()) return fail("a request needs --model");
  if (options.lint.show_settings) return true;  // without paths: those of the working directory
  if (!spelt_out && options.paths.empty()) {
    const bool takes_request =
        options.command == Command::quote || options.command == Command::compare;
    return fail(takes_request ? "give a PATH, or a request with --model and --set"
                              : "give a PATH: a file, a folder, or - for standard input");
  }
  return true;
}

}  // namespace

auto describe_commands() -> std::vector<CommandHelp> {
  std::vector<CommandHelp> commands;
  for (const auto& entry : command_names) {
    Options options;
    RawOptions raw;
    CLI::App app;
    add_command_options(app, entry.command, options, raw);
    CommandHelp help{entry.command, entry.name, entry.about, {}, {}};
    for (const auto* option : app.get_options()) {
      auto& list = option->nonpositional() ? help.options : help.positionals;
      list.push_back(describe(*option));
    }
    commands.push_back(std::move(help));
  }
  return commands;
}

auto format_words(Command command) -> std::vector<std::string> {
  std::vector<std::string> words;
  for (const auto& entry : format_names) {
    if (takes_format(command, entry)) words.emplace_back(entry.name);
  }
  return words;
}

auto read_options(int argc, char** argv, Options& out, int& status) -> bool {
  status = unreadable;
  if (argc < 2) return fail("which command? See tariff --help");
  if (!is_command(argv[1])) return fail(no_command(argv[1]));
  RawOptions raw;
  CLI::App app{"Tariff: what generative-image requests cost, and whether they are valid", "tariff"};
  app.set_version_flag("--version,-V", std::string{"tariff "} + TARIFF_VERSION);
  app.require_subcommand(1);
  app.footer(exit_statuses);
  const std::span<char* const> words(argv, static_cast<std::size_t>(argc));
  for (const auto& entry : command_names) add_command(app, entry, words, out, raw);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return fail(error.what());
    app.exit(error);  // the usage or the version was asked for
    status = clean;
    return false;
  }
  return read_raw(raw, out) && check_sources(out, raw);
}

}  // namespace tariff::app
