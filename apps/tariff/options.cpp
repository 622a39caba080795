#include "options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <span>
#include <string_view>

#include "base/near_name.hpp"
#include "context.hpp"  // complain()
#include "set_option.hpp"

namespace tariff::app {
namespace {

// What CLI11 fills and we still have to read.
struct RawOptions {
  std::string as_of;
  std::string format = "text";
  std::string color = "auto";
  std::string input_format = "auto";
  std::vector<std::string> sets;
  std::vector<std::string> images;
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
    {Command::explain, "explain", "A rule or an offer, with its sources and conflicts"},
    {Command::catalog, "catalog", "Hold the catalog against itself, or list it"},
    {Command::completion, "completion", "Print a completion script for a shell"},
};

// More threads than any machine of today runs; each takes some memory.
constexpr std::size_t most_jobs = 256;

constexpr auto exit_statuses =
    "Exit status: 0 clean; 1 findings, or a budget exceeded; 2 usage, or an input that could not "
    "be read.";

void add_output_options(CLI::App& app, Options& options, RawOptions& raw) {
  app.add_option("--format", raw.format, "text (default), json or jsonl")->type_name("FORMAT");
  app.add_option("--output", options.output, "Write to this file, not to standard output")
      ->type_name("FILE");
  app.add_option("--as-of", raw.as_of, "Rules and prices of this day (default: today, UTC)")
      ->type_name("YYYY-MM-DD");
  app.add_option("--catalog", options.overlays, "Lay the YAML of this folder over the catalog")
      ->type_name("DIR")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
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
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--image", raw.images, "Pixel size of an input image; repeatable")
      ->type_name("WxH")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void add_subject(CLI::App& app, Options& options, const char* name, const char* about,
                 std::vector<std::string> allowed = {}) {
  auto* option = app.add_option(name, options.subject, about)->required();
  if (!allowed.empty()) option->check(CLI::IsMember(std::move(allowed)));
}

void add_command_options(CLI::App& command, Command which, Options& options, RawOptions& raw) {
  switch (which) {
    case Command::quote:
    case Command::compare: add_request_options(command, options, raw); [[fallthrough]];
    case Command::lint:
    case Command::report: add_input_options(command, options, raw); break;
    case Command::explain:
      add_subject(command, options, "CODE|OFFER", "A rule's code, an offer or a model");
      break;
    case Command::catalog:
      add_subject(command, options, "ACTION", "check, test or list", {"check", "test", "list"});
      break;
    case Command::completion:
      // The last three are what the scripts ask for while completing.
      add_subject(command, options, "SHELL", "bash, zsh or fish",
                  {"bash", "zsh", "fish", "offers", "providers", "models"});
      break;
  }
  add_output_options(command, options, raw);
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

auto fail(const std::string& what) -> bool {
  complain(what);
  return false;
}

auto read_format(std::string_view text, Format& out) -> bool {
  if (text == "text") out = Format::text;
  if (text == "json") out = Format::json;
  if (text == "jsonl") out = Format::jsonl;
  return text == "text" || text == "json" || text == "jsonl";
}

auto read_color(std::string_view text, Color& out) -> bool {
  if (text == "auto") out = Color::automatic;
  if (text == "always") out = Color::always;
  if (text == "never") out = Color::never;
  return text == "auto" || text == "always" || text == "never";
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

auto read_raw(const RawOptions& raw, Options& options) -> bool {
  if (!raw.as_of.empty()) {
    Date day;
    if (!Date::parse(raw.as_of, day)) {
      return fail("--as-of " + raw.as_of + ": expected a day such as 2026-11-21");
    }
    options.as_of = day;
  }
  if (!parse_input_kind(raw.input_format, options.input_kind)) {
    return fail("--input-format " + raw.input_format + ": expected yaml, json, jsonl or csv");
  }
  if (!read_format(raw.format, options.format)) {
    return fail("--format " + raw.format + ": expected text, json or jsonl");
  }
  if (!read_color(raw.color, options.color)) {
    return fail("--color " + raw.color + ": expected auto, always or never");
  }
  return read_request(raw, options);
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
auto check_sources(const Options& options, const RawOptions& raw) -> bool {
  if (options.command > Command::compare) return true;
  const bool spelt_out = has_request(options, raw);
  if (spelt_out && !options.paths.empty()) {
    return fail("give either paths or a request (--model, --set, …), not both");
  }
  if (spelt_out && options.request.model.empty()) return fail("a request needs --model");
  if (!spelt_out && options.paths.empty()) {
    const bool takes_request =
        options.command == Command::quote || options.command == Command::compare;
    return fail(takes_request ? "give a PATH, or a request with --model and --set"
                              : "give a PATH: a file, a folder, or - for standard input");
  }
  return true;
}

}  // namespace

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
