// What the user asked for, as values. Reading the command line is options.cpp's affair alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tariff/date.hpp"
#include "tariff/manifest.hpp"
#include "tariff/plan.hpp"
#include "tariff/value.hpp"

namespace tariff::app {

// In every format alike.
enum ExitStatus : int { clean = 0, findings = 1, unreadable = 2 };

// Those after markdown are of lint alone.
enum class Format : std::uint8_t {
  text,
  json,
  jsonl,
  markdown,
  concise,
  sarif,
  github,
  gitlab,
  junit,
  rdjson
};
enum class Color : std::uint8_t { automatic, always, never };

enum class Command : std::uint8_t {
  lint,
  quote,
  report,
  compare,
  diff,
  plan,
  approve,
  explain,
  catalog,
  lsp,
  completion
};

// A further format, written to a file of its own: `--format sarif=findings.sarif`.
struct FormatFile {
  Format format{};
  std::string file;
};

enum class BaselineAction : std::uint8_t { apply, create, update, prune };

// What `lint` takes; `diff` takes `config` and `isolated` of it. What is not given here may stand
// in a settings file.
struct LintOptions {
  std::vector<std::string> select;
  std::vector<std::string> extend_select;
  std::vector<std::string> ignore;
  std::vector<std::string> per_path_ignores;  // "drafts/**:CODE"
  std::optional<Severity> fail_level;         // findings from it on give status 1
  std::optional<std::int64_t> max_warnings;
  bool exit_zero = false;
  bool statistics = false;
  bool quiet = false;

  bool fix = false;
  bool diff = false;  // show the fixes, change nothing
  bool unsafe_fixes = false;

  std::string baseline;  // file; empty: none, or what the settings say
  BaselineAction baseline_action{};

  std::string config;  // file; empty: found by walking up
  bool isolated = false;
  bool show_settings = false;
  bool show_files = false;
  std::string changed_since;  // revision
  std::string stdin_filename;
  bool no_gitignore = false;
  bool no_cache = false;
  std::string cache_dir;
  bool watch = false;
};

// What `diff` alone takes.
struct DiffOptions {
  std::string git;                         // "REV..REV"
  std::string fail_increase;               // "5USD" or "10%"
  std::vector<std::string> base_overlays;  // folders laid over the catalog of BASE
  std::optional<Date> base_as_of;
};

// A request that is spelt out on the command line.
struct InlineRequest {
  std::string model;
  std::string operation;
  std::string tier;
  Value params = Value::object();
  std::vector<InputImage> images;
};

// What `plan` chooses from, and within which limits. What is given here goes over what the
// manifests say.
struct PlanOptions {
  std::string options;     // a file of option lines, or "-"; empty: assets are planned
  std::int64_t units = 0;  // the budget of option lines
  std::optional<Money> budget;
  std::vector<PlanBudget::Part> provider_budgets;
  PlanSettings settings;
  bool frontier = false;
  std::optional<std::chrono::milliseconds> time_limit;
};

struct ApproveOptions {
  std::string plan;  // file, or "-"
  std::optional<Money> up_to;
  std::string by;        // empty: who git or the system says
  std::string output;    // empty: beside the plan
  bool check = false;    // say whether an approval holds
  std::string approval;  // the one to check; empty: beside the plan
};

struct Options {
  Command command{};
  std::vector<std::string> paths;
  std::string provider;  // of the inline request, and of records that name none
  InlineRequest request;
  std::string subject;  // of explain, catalog, completion
  PlanOptions plan;
  ApproveOptions approve;
  Format format = Format::text;
  std::vector<FormatFile> format_files;
  std::string output;  // empty: standard output
  std::optional<Date> as_of;
  std::vector<std::string> overlays;
  InputKind input_kind = InputKind::automatic;
  Color color = Color::automatic;
  bool fixes = true;
  LintOptions lint;
  DiffOptions diff;
  bool all = false;      // explain: every code
  std::size_t jobs = 0;  // threads for request records; 0: as many as the machine runs at once
};

// What the program takes, for completion scripts and the manual page.
struct OptionHelp {
  std::vector<std::string> names;  // "--quiet", "-q"; of a positional its name alone: "PATH"
  std::string value;               // what it takes: "FILE"; empty: it is a flag
  std::string about;
  bool repeats = false;
};

struct CommandHelp {
  Command command{};
  std::string name;
  std::string about;
  std::vector<OptionHelp> options;
  std::vector<OptionHelp> positionals;
};

[[nodiscard]] auto describe_commands() -> std::vector<CommandHelp>;

// What --format takes.
[[nodiscard]] auto format_words(Command command) -> std::vector<std::string>;

// False: `status` is what the program exits with; the usage, or what is wrong with it, is printed.
[[nodiscard]] auto read_options(int argc, char** argv, Options& out, int& status) -> bool;

}  // namespace tariff::app
