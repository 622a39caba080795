// Linting 100,000 assets: a manifest in YAML beside reading it alone, request records the way in
// which the program lints its lines (one thread here) and the way in which the library does, and
// writing 100,000 findings. A time is of all 100,000.
//
//     lint                       measures
//     lint --write-inputs FOLDER writes what is linted as images.yaml and images.jsonl
#include <fstream>
#include <memory>
#include <sstream>

#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"
#include "context.hpp"
#include "formats/writer.hpp"
#include "lint/line_findings.hpp"
#include "lint_worker.hpp"
#include "tariff/lint.hpp"

namespace {

using namespace tariff;
using bench::measure;
using bench::require;
using bench::today;
using benchmark::DoNotOptimize;
using benchmark::State;

constexpr int assets = 100'000;

auto yaml() -> const std::string& {
  static const std::string text = [] {
    std::string out = "version: 1\ndefaults: {provider: openai, model: gpt-image-2}\nassets:\n";
    for (int i = 0; i < assets; ++i) {
      const auto number = std::to_string(i);
      out += "  - id: image-" + number +
             "\n    size: 1536x1024\n    quality: " + (i % 3 == 0 ? "low" : "medium") +
             "\n    prompt: \"" + bench::prompt + ", sheet " + number + "\"\n";
    }
    return out;
  }();
  return text;
}

auto lines(const char* size) -> std::string {
  std::string out;
  for (int i = 0; i < assets; ++i) {
    const auto number = std::to_string(i);
    out += R"({"id": "image-)" + number +
           R"(", "provider": "openai", "model": "gpt-image-2", "params": {"size": ")" + size +
           R"(", "quality": ")" + (i % 3 == 0 ? "low" : "medium") + R"(", "prompt": ")" +
           bench::prompt + ", sheet " + number + "\"}}\n";
  }
  return out;
}

auto json_lines() -> const std::string& {
  static const std::string text = lines("1536x1024");
  return text;
}

auto read_all(const std::string& text, InputKind kind) -> int {
  std::istringstream in{text};
  ManifestHeader header;
  std::vector<Diagnostic> problems;
  int records = 0;
  read_manifest(
      in, kind, {}, header,
      [&](Record&& record) {
        if (!record.error) ++records;
        return true;
      },
      problems);
  return problems.empty() ? records : 0;
}

struct Linted {
  int accepted = 0;
  std::vector<Finding> findings;
};

auto lint_all(const std::string& text, InputKind kind) -> Linted {
  static const Linter linter{default_catalog(), today(), {}};
  Linted out;
  auto result = linter.lint({.kind = kind, .text = text}, [&](const RecordResult& record) {
    if (record.verdict.accepted) ++out.accepted;
    return true;
  });
  out.findings = std::move(result.findings);
  return out;
}

// Nothing but advice, which is said once for all.
void check_clean(const Linted& linted) {
  require(linted.accepted == assets, "every asset is accepted");
  for (const auto& finding : linted.findings) {
    require(finding.diagnostic.severity == Severity::note && finding.asset_count == assets,
            "there is nothing but advice for all");
  }
}

// What the program makes of the lines of a file, with one thread.
auto lint_as_program(const std::string& text) -> Linted {
  static const app::Options options;
  static app::Context context{options};
  static const bool opened = context.open_catalog();
  require(opened, "the catalog opens");
  const LintSettings settings;
  const InputOptions input;
  const lint::RecordLinter linter{context.catalog(), today(), settings};
  std::size_t given = 0;
  manifest::LineBlocks blocks{[&](char* to, std::size_t size) {
                                const auto more = text.copy(to, size, given);
                                given += more;
                                return more;
                              },
                              input.max_line};
  lint::LineFindings together{linter};
  Linted out;
  app::run_lines({blocks, 1, [&] { return make_lint_worker(context, linter, input, false); },
                  [&](app::BlockResult& block) {
                    out.accepted += static_cast<int>(block.tally.accepted);
                    for (auto& line : block.lines) {
                      together.add(line);
                      for (auto& each : line.findings) out.findings.push_back(std::move(each));
                    }
                    return true;
                  }});
  for (auto& each : together.finish()) out.findings.push_back(std::move(each));
  return out;
}

void read_yaml(State& state) {
  require(read_all(yaml(), InputKind::yaml) == assets, "every asset is read");
  measure(state, [] { DoNotOptimize(read_all(yaml(), InputKind::yaml)); });
}

void lint_yaml(State& state) {
  check_clean(lint_all(yaml(), InputKind::yaml));
  measure(state, [] { DoNotOptimize(lint_all(yaml(), InputKind::yaml)); });
}

void read_jsonl(State& state) {
  require(read_all(json_lines(), InputKind::jsonl) == assets, "every record is read");
  measure(state, [] { DoNotOptimize(read_all(json_lines(), InputKind::jsonl)); });
}

void lint_jsonl(State& state) {
  check_clean(lint_as_program(json_lines()));
  measure(state, [] { DoNotOptimize(lint_as_program(json_lines())); });
}

void lint_jsonl_explained(State& state) {
  check_clean(lint_all(json_lines(), InputKind::jsonl));
  measure(state, [] { DoNotOptimize(lint_all(json_lines(), InputKind::jsonl)); });
}

// --- Findings ---------------------------------------------------------------------------------

// One error a line, with what would mend it and its edit.
struct Faulty {
  std::string text = lines("1920x1080");
  std::vector<Finding> findings;
  base::TextSource source{"-", text};

  Faulty() {
    for (auto& each : lint_all(text, InputKind::jsonl).findings) {
      if (each.diagnostic.severity == Severity::error) findings.push_back(std::move(each));
    }
    require(findings.size() == assets, "every line has one error");
    require(findings.back().diagnostic.location.line == assets && findings.back().change &&
                !findings.back().change->edits.empty(),
            "a finding has its line and an edit");
  }
};

auto faulty() -> const Faulty& {
  static const Faulty made;
  return made;
}

auto write_all(formats::FormatKind kind, std::string& out) -> std::size_t {
  formats::LintRun run;
  run.run = {std::string{default_catalog().hash()}, today()};
  static const auto codes = lint_codes(default_catalog(), nullptr);
  run.codes = codes;
  const auto writer = make_writer(kind, run);
  formats::LintSummary summary{.inputs = 1, .records = assets, .refused = assets};
  out = writer->begin();
  out += writer->input("-");
  for (const auto& finding : faulty().findings) {
    summary.add(finding);
    out += writer->finding(finding, &faulty().source);
  }
  out += writer->end(summary);
  return out.size();
}

auto count(std::string_view text, std::string_view what) -> int {
  int times = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
    ++times;
  }
  return times;
}

// `mark`: what each finding has once.
void write_findings(State& state, formats::FormatKind kind, const char* mark) {
  std::string out;
  write_all(kind, out);
  require(count(out, mark) == assets, "every finding is written");
  measure(state, [&] { DoNotOptimize(write_all(kind, out)); });
  state.counters["MB"] = static_cast<double>(out.size()) / 1'000'000;
}

BENCHMARK(read_yaml)->Unit(benchmark::kMillisecond);
BENCHMARK(lint_yaml)->Unit(benchmark::kMillisecond);
BENCHMARK(read_jsonl)->Unit(benchmark::kMillisecond);
BENCHMARK(lint_jsonl)->Unit(benchmark::kMillisecond);
BENCHMARK(lint_jsonl_explained)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_findings, text, formats::FormatKind::text, "[OAI-SIZE-016]")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_findings, concise, formats::FormatKind::concise, " OAI-SIZE-016 ")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_findings, sarif, formats::FormatKind::sarif, R"("ruleId":"OAI-SIZE-016")")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_findings, json, formats::FormatKind::json, R"("code":"OAI-SIZE-016")")
    ->Unit(benchmark::kMillisecond);

// The inputs as files, for the program as a whole.
auto write_inputs(const std::string& folder) -> bool {
  std::ofstream manifest{folder + "/images.yaml"};
  std::ofstream records{folder + "/images.jsonl"};
  manifest << yaml() << std::flush;
  records << json_lines() << std::flush;
  return manifest.good() && records.good();
}

}  // namespace

auto main(int argc, char** argv) -> int {
  if (argc == 3 && std::string_view{argv[1]} == "--write-inputs") {
    return write_inputs(argv[2]) ? 0 : 2;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
