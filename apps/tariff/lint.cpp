// `tariff lint PATH…`: every finding at its place.
#include <algorithm>
#include <thread>

#include "byte_source.hpp"
#include "commands.hpp"
#include "inputs.hpp"
#include "interrupt.hpp"
#include "line_run.hpp"
#include "lint_input.hpp"
#include "lint_output.hpp"
#include "lint_worker.hpp"
#include "manifest/reader.hpp"
#include "ordered_work.hpp"
#include "paths.hpp"
#include "progress.hpp"
#include "show_settings.hpp"

namespace tariff::app {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
// Unit: bytes of a line that are read again for showing it.
constexpr std::size_t longest_shown = std::size_t{4} << 10U;

auto jobs_of(const Options& options) -> std::size_t {
  return options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
}

// Findings from the fail level on, or more warnings than are allowed.
auto status_of(const LintOptions& options, const Tally& tally, const formats::LintSummary& found)
    -> int {
  if (tally.unreadable > 0 || tally.unknown_offers > 0) return unreadable;
  if (options.exit_zero) return clean;
  const auto level = options.fail_level.value_or(Severity::warning);
  const bool too_many =
      found.warnings > options.max_warnings.value_or(level == Severity::error ? found.warnings : 0);
  const bool fails = found.errors > 0 || too_many || (level == Severity::note && found.notes > 0);
  return fails ? findings : clean;
}

class LintSession {
 public:
  explicit LintSession(Context& context)
      : context_(context),
        linter_(context.catalog(), context.today(), settings()),
        records_(context.catalog(), context.today(), linter_.settings()),
        output_(context),
        progress_(!context.writes_to_terminal()) {}

  auto run() -> int {
    formats::LintRun run;
    run.run = context_.run_info();
    run.text = context_.text_options();
    run.quiet = context_.options().lint.quiet;
    if (!output_.open(std::move(run))) return unreadable;
    const auto inputs = expand_paths(context_.options().paths);
    // Lines have threads of their own; all else is read whole, several at a time.
    const auto work = [&](std::size_t i) { return lint_one(inputs[i]); };
    const auto take = [&](std::size_t i, std::optional<LintedInput>&& done) {
      return (done ? write(inputs[i].path, *done) : lint_lines(inputs[i].path)) && !interrupted();
    };
    work_in_order(inputs.size(), jobs_of(context_.options()), work, take);
    const int status = status_of(context_.options().lint, tally_, output_.summary());
    return output_.finish(tally_, status) ? status : unreadable;
  }

 private:
  auto settings() const -> LintSettings {
    LintSettings out;
    const auto& given = context_.options().lint;
    out.selection = {given.select, given.extend_select, given.ignore};
    out.fixes = context_.options().fixes;
    return out;
  }

  [[nodiscard]] auto kind_of(const std::string& path) const -> InputKind {
    const auto asked = context_.options().input_kind;
    if (asked != InputKind::automatic) return asked;
    return input_kind_of(path);
  }

  // Nothing: it is one record a line.
  auto lint_one(const InputPath& input) -> std::optional<LintedInput> {
    if (!input.problem.empty()) return unreadable_input(input.path, input.problem);
    const auto kind = kind_of(input.path);
    if (kind == InputKind::jsonl || (kind == InputKind::automatic && input.path == "-")) {
      return std::nullopt;
    }
    return lint_whole(request(input.path, kind));
  }

  auto request(const std::string& path, InputKind kind) -> LintRequest {
    return {.context = context_,
            .linter = linter_,
            .path = path,
            .name = path,
            .kind = kind,
            .provider = context_.options().provider,
            .with_records = output_.wants_records()};
  }

  auto write(const std::string& path, LintedInput& input) -> bool {
    tally_.add(input.tally);
    progress_.add(static_cast<std::uint64_t>(input.tally.records), input.text.size());
    const base::TextSource source{path, std::move(input.text)};
    bool going = output_.input(path) && output_.records(input.lines);
    for (const auto& finding : input.findings) {
      going = going && output_.finding(finding, source.text().empty() ? nullptr : &source);
    }
    return going;
  }

  // An input that may be one record a line; standard input is looked at to tell.
  auto lint_lines(const std::string& path) -> bool {
    ByteSource source;
    std::string why;
    if (!source.open(path, why)) {
      auto input = unreadable_input(path, why);
      return write(path, input);
    }
    std::string head;
    auto kind = kind_of(path);
    source.read_ahead(kind == InputKind::automatic ? manifest::looked_at : byte_order_mark.size(),
                      head);
    if (kind == InputKind::automatic) {
      const bool marked = head.starts_with(byte_order_mark);
      kind = manifest::kind_of_content(
          std::string_view{head}.substr(marked ? byte_order_mark.size() : 0));
    }
    if (head.empty()) {
      auto input = unreadable_input(
          path, source.error() != 0 ? std::strerror(source.error()) : "the input is empty");
      return write(path, input);
    }
    if (kind != InputKind::jsonl) {
      source.read_ahead(SIZE_MAX, head);
      auto input = lint_text(request(path, kind), std::move(head));
      return write(path, input);
    }
    return lint_blocks(path, source, head);
  }

  auto lint_blocks(const std::string& path, ByteSource& source, std::string_view head) -> bool {
    progress_.begin_input(source.size());
    ++tally_.inputs;
    const auto options = input_options(context_, path);
    manifest::LineBlocks blocks{[&](char* to, std::size_t size) { return source.read(to, size); },
                                options.max_line};
    blocks.begin_with(head);
    lint::LineFindings together{records_};
    bool going = output_.input(path);
    const bool with_records = output_.wants_records();
    run_lines({blocks, jobs_of(context_.options()),
               [&] { return make_lint_worker(context_, records_, options, with_records); },
               [&](BlockResult& block) {
                 tally_.add(block.tally);
                 progress_.add(static_cast<std::uint64_t>(block.tally.records), block.bytes);
                 going = going && output_.records(block.text.view());
                 for (auto& line : block.lines) {
                   together.add(line);
                   going = going && write(path, source, line);
                 }
                 return going && !interrupted();
               }});
    for (const auto& finding : together.finish()) {
      going = going && output_.finding(finding, nullptr);
    }
    if (source.error() == 0) return going;
    auto input = unreadable_input(path, std::strerror(source.error()));
    input.tally.inputs = 0;
    return going && write(path, input);
  }

  auto write(const std::string& path, const ByteSource& source, const lint::LintedLine& line)
      -> bool {
    if (line.findings.empty()) return true;
    const auto& place = line.asset.location;
    auto text = line.text;
    if (text.empty()) {
      text = source.read_again(place.offset, longest_shown);
      text.resize(std::min(text.find('\n'), text.size()));
    }
    const base::TextSource shown{path, std::move(text), place.line, place.offset};
    return std::all_of(line.findings.begin(), line.findings.end(), [&](const Finding& finding) {
      return output_.finding(finding, shown.text().empty() ? nullptr : &shown);
    });
  }

  Context& context_;
  Linter linter_;
  lint::RecordLinter records_;
  LintOutput output_;
  Progress progress_;
  Tally tally_;
};

}  // namespace

auto run_lint(Context& context) -> int {
  if (context.options().lint.show_settings) return show_settings(context);
  if (!context.open_catalog()) return unreadable;
  return LintSession{context}.run();
}

}  // namespace tariff::app
