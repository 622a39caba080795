#include "lint_session.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <thread>

#include "cached_lint.hpp"
#include "git.hpp"
#include "inputs.hpp"
#include "interrupt.hpp"
#include "line_run.hpp"
#include "lint_worker.hpp"
#include "manifest/reader.hpp"
#include "ordered_work.hpp"

namespace tariff::app {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
// Unit: bytes of a line that are read again for showing it.
constexpr std::size_t longest_shown = std::size_t{4} << 10U;

// Of request records results are kept up to these: beyond, reading the findings again takes longer
// than finding them. Unit of the first: bytes of the input.
constexpr std::uint64_t most_kept = std::uint64_t{64} << 20U;
constexpr std::size_t most_kept_findings = 10'000;

// What --create-baseline and its like write where no file is named.
constexpr auto usual_baseline = ".tariff-baseline.json";

auto jobs_of(const Options& options) -> std::size_t {
  return options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
}

auto mends(const LintOptions& options) -> bool {
  return options.fix || options.diff;
}

// The command line is part of the settings.
auto cache_folder(const LintOptions& options, const lint::Settings& settings) -> std::string {
  if (options.no_cache || mends(options)) return {};
  return settings.cache_dir.empty() ? ResultCache::default_folder() : settings.cache_dir;
}

auto kind_of_head(std::string_view head) -> InputKind {
  const bool marked = head.starts_with(byte_order_mark);
  return manifest::kind_of_content(head.substr(marked ? byte_order_mark.size() : 0));
}

template <class Test>
auto any_format(const Options& options, Test test) -> bool {
  return test(options.format) ||
         std::any_of(options.format_files.begin(), options.format_files.end(),
                     [&](const FormatFile& each) { return test(each.format); });
}

auto describes_codes(const Options& options) -> bool {
  return options.lint.statistics ||
         any_format(options, [](Format format) { return format == Format::sarif; });
}

// Formats whose readers know files by their names in the repository.
auto names_repository(const Options& options) -> bool {
  return any_format(options, [](Format format) {
    return format == Format::sarif || format == Format::github || format == Format::gitlab ||
           format == Format::junit || format == Format::rdjson;
  });
}

auto reason_of(const ByteSource& source) -> std::string {
  return source.error() != 0 ? std::strerror(source.error()) : "the input is empty";
}

}  // namespace

LintSession::LintSession(Context& context, LintProjects& projects)
    : context_(context),
      options_(context.options().lint),
      projects_(projects),
      baselines_(options_.baseline_action),
      output_(context),
      progress_(!context.writes_to_terminal()) {}

auto LintSession::run(const std::vector<InputPath>& inputs) -> int {
  std::vector<Job> jobs;
  aside_ = takes_output(inputs);
  if (!make_jobs(inputs, jobs) || !output_.open(make_run(jobs), aside_)) return unreadable;
  // Files are changed one after the other.
  const auto threads = mends(options_) ? 1 : jobs_of(context_.options());
  work_in_order(
      jobs.size(), threads, [&](std::size_t i) { return lint_whole_input(jobs[i]); },
      [&](std::size_t i, Done&& done) {
        const bool going = done ? write(jobs[i], std::move(*done)) : lint_lines(jobs[i]);
        return going && !interrupted();
      });
  return finish();
}

// A difference, or the mended text of standard input, is all that standard output gets.
auto LintSession::takes_output(const std::vector<InputPath>& inputs) const -> bool {
  const bool reads_input = std::any_of(inputs.begin(), inputs.end(),
                                       [](const auto& input) { return input.path == "-"; });
  return options_.diff || (options_.fix && reads_input);
}

auto LintSession::make_run(const std::vector<Job>& jobs) const -> formats::LintRun {
  formats::LintRun run;
  run.run = context_.run_info();
  if (!jobs.empty()) run.run.catalog = projects_.catalog();
  run.text = context_.text_options();
  run.quiet = options_.quiet;
  run.fail_level = projects_.fail_level();
  // Both take longer than linting a small manifest.
  if (describes_codes(context_.options())) run.codes = projects_.codes();
  if (!names_repository(context_.options())) return run;
  std::error_code error;
  run.working_folder = std::filesystem::current_path(error).generic_string();
  run.base_folder = run.working_folder;
  GitRepository repository;
  std::string ignored;
  if (repository.open(".", ignored)) run.base_folder = repository.root();
  return run;
}

auto LintSession::make_jobs(const std::vector<InputPath>& inputs, std::vector<Job>& out) -> bool {
  for (const auto& input : inputs) {
    Job job{input, input_name(context_.options(), input.path), nullptr,
            context_.options().input_kind};
    if (job.kind == InputKind::automatic) job.kind = input_kind_of(job.name);
    job.project = projects_.of_input(input.path, job.name);
    if (job.project == nullptr) return false;
    auto folder = cache_folder(options_, job.project->project->settings);
    job.cache = &caches_.try_emplace(folder, folder).first->second;
    out.push_back(std::move(job));
  }
  return true;
}

auto LintSession::request_of(const Job& job) const -> LintRequest {
  const auto& asked = context_.options().provider;
  return {.context = context_,
          .linter = job.project->linter,
          .path = job.input.path,
          .name = job.name,
          .kind = job.kind,
          .provider = asked.empty() ? job.project->project->settings.provider : asked,
          .with_records = output_.wants_records()};
}

auto LintSession::lint_whole_input(const Job& job) -> Done {
  const auto& [path, problem] = job.input;
  if (!problem.empty()) return unreadable_input(job.name, problem);
  if (mends(options_)) return mend(job);
  const bool may_be_lines =
      job.kind == InputKind::jsonl || (job.kind == InputKind::automatic && path == "-");
  if (may_be_lines) return std::nullopt;
  std::string text;
  std::string why;
  if (!read_whole(path, text, why)) return unreadable_input(job.name, why);
  return lint_known(job, std::move(text));
}

// From the cache, where the input is as it was when it was linted last. Results of records are not
// kept there.
auto LintSession::lint_known(const Job& job, std::string text) -> LintedInput {
  const auto request = request_of(job);
  if (output_.wants_records()) return lint_text(request, std::move(text));
  LintedInput out;
  out.text = std::move(text);
  auto known =
      lint_cached(job.project->linter, *job.cache,
                  {job.project->project->catalog->hash(), context_.today(), job.project->identity},
                  lint_input_of(request, out.text));
  out.findings = std::move(known.findings);
  out.tally = known.tally;
  finish_input(out, false);
  return out;
}

auto LintSession::mend(const Job& job) -> LintedInput {
  std::string text;
  std::string why;
  if (!read_whole(job.input.path, text, why)) return unreadable_input(job.name, why);
  const auto request = request_of(job);
  const auto input = lint_input_of(request, text);
  std::vector<std::string> known;
  if (const auto baseline = baseline_of(job); !baseline.empty()) {
    auto found = job.project->linter.lint(input).findings;
    broken_ = !baselines_.find_known(baseline, job.name, std::move(found), known) || broken_;
    if (broken_) return {};
  }
  auto fixed = fix_input(context_, job.project->linter, input, job.input.path, known, fixes_);
  if (!fixed || options_.diff) return {};
  return lint_text(request, std::move(fixed->text));
}

// An input that may be one record a line; standard input is looked at to tell.
auto LintSession::lint_lines(const Job& job) -> bool {
  ByteSource source;
  std::string why;
  if (!source.open(job.input.path, why)) return write(job, unreadable_input(job.name, why));
  std::string head;
  const bool open = job.kind == InputKind::automatic;
  source.read_ahead(open ? manifest::looked_at : byte_order_mark.size(), head);
  if (head.empty()) return write(job, unreadable_input(job.name, reason_of(source)));
  const auto kind = open ? kind_of_head(head) : job.kind;
  if (kind == InputKind::jsonl) {
    const bool keeps = job.cache->is_on() && job.input.path != "-" && !output_.wants_records() &&
                       source.can_read_again() && source.size() <= most_kept;
    return keeps ? lint_kept_lines(job, source, head) : lint_blocks(job, source, head, nullptr);
  }
  if (!read_rest(source, head, why)) return write(job, unreadable_input(job.name, why));
  auto whole = job;
  whole.kind = kind;
  return write(whole, lint_known(whole, std::move(head)));
}

auto LintSession::lint_kept_lines(const Job& job, ByteSource& source, std::string_view head)
    -> bool {
  std::string text;
  std::string why;
  if (!read_whole(job.input.path, text, why)) {
    return write(job, unreadable_input(job.name, why));
  }
  const auto key = cache_key({.catalog = job.project->project->catalog->hash(),
                              .day = context_.today(),
                              .settings = job.project->identity,
                              .provider = request_of(job).provider,
                              .name = job.name,
                              .kind = InputKind::jsonl,
                              .text = text});
  if (auto found = job.cache->find(key, {})) {
    return write_kept_lines(job, source, *found, text);
  }
  text = {};
  CachedResult result;
  result.kind = InputKind::jsonl;
  const bool going = lint_blocks(job, source, head, &result);
  const bool whole = going && source.error() == 0 && result.findings.size() <= most_kept_findings;
  if (whole) job.cache->store(key, result);
  return going;
}

// As lint_blocks() writes them, each with its own line at hand.
auto LintSession::write_kept_lines(const Job& job, const ByteSource& source, CachedResult& kept,
                                   std::string_view text) -> bool {
  ++tally_.inputs;
  tally_.add(kept.tally);
  progress_.add(static_cast<std::uint64_t>(kept.tally.records), text.size());
  bool going = output_.input(job.name);
  for (auto& finding : kept.findings) {
    lint::LintedLine line;
    const auto& place = line.asset.location = finding.diagnostic.location;
    const auto offset = std::min<std::uint64_t>(place.offset, text.size());
    line.text_offset = text.substr(0, offset).rfind('\n') + 1;
    const auto rest = text.substr(line.text_offset);
    line.text = rest.substr(0, rest.find('\n'));
    line.findings.push_back(std::move(finding));
    going = going && write_line(job, source, line);
  }
  std::vector<Finding> none;
  return going && write_findings(job, none, nullptr);
}

auto LintSession::lint_blocks(const Job& job, ByteSource& source, std::string_view head,
                              CachedResult* kept) -> bool {
  progress_.begin_input(source.size());
  ++tally_.inputs;
  const auto& records = job.project->records;
  auto options = input_options(context_, job.name);
  options.default_provider = request_of(job).provider;
  manifest::LineBlocks blocks{[&](char* to, std::size_t size) { return source.read(to, size); },
                              options.max_line};
  blocks.begin_with(head);
  lint::LineFindings together{records};
  const bool with_records = output_.wants_records();
  const auto keep = [kept](const std::vector<Finding>& found) {
    if (kept == nullptr || kept->findings.size() > most_kept_findings) return;
    kept->findings.insert(kept->findings.end(), found.begin(), found.end());
  };
  bool going = output_.input(job.name);
  run_lines({blocks, jobs_of(context_.options()),
             [&] { return make_lint_worker(context_, records, options, with_records); },
             [&](BlockResult& block) {
               tally_.add(block.tally);
               if (kept != nullptr) kept->tally.add(block.tally);
               progress_.add(static_cast<std::uint64_t>(block.tally.records), block.bytes);
               going = going && output_.records(block.text.view());
               for (auto& line : block.lines) {
                 together.add(line);
                 keep(line.findings);
                 going = going && write_line(job, source, line);
               }
               return going && !interrupted();
             }});
  auto shared = together.finish();
  keep(shared);
  for (auto& finding : shared) {
    lint::LintedLine line;
    line.asset.location = finding.diagnostic.location;
    line.findings.push_back(std::move(finding));
    going = going && write_line(job, source, line);
  }
  // The baseline is to know that the input was read, also where nothing is found.
  std::vector<Finding> none;
  going = going && write_findings(job, none, nullptr);
  if (source.error() == 0) return going;
  auto broken = unreadable_input(job.name, std::strerror(source.error()));
  broken.tally.inputs = 0;
  return going && write(job, std::move(broken));
}

auto LintSession::write(const Job& job, LintedInput&& input) -> bool {
  tally_.add(input.tally);
  progress_.add(static_cast<std::uint64_t>(input.tally.records), input.text.size());
  const base::TextSource source{job.name, std::move(input.text)};
  return output_.input(job.name) && output_.records(input.lines) &&
         write_findings(job, input.findings, source.text().empty() ? nullptr : &source);
}

auto LintSession::write_line(const Job& job, const ByteSource& source, lint::LintedLine& line)
    -> bool {
  if (line.findings.empty()) return true;
  const auto& place = line.asset.location;
  if (line.text.empty()) {
    // A record begins with its line, but for blanks.
    line.text_offset =
        place.offset - std::min<std::uint64_t>(place.offset, std::max(place.column, 1U) - 1);
    line.text = source.read_again(line.text_offset, longest_shown);
    line.text.resize(std::min(line.text.find('\n'), line.text.size()));
  }
  const base::TextSource shown{job.name, std::move(line.text), place.line, line.text_offset};
  return write_findings(job, line.findings, shown.text().empty() ? nullptr : &shown);
}

auto LintSession::write_findings(const Job& job, std::vector<Finding>& findings,
                                 const base::TextSource* source) -> bool {
  broken_ =
      !baselines_.apply(baseline_of(job), job.name, job.project->linter.settings(), findings) ||
      broken_;
  return std::all_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return output_.finding(finding, source); });
}

auto LintSession::baseline_of(const Job& job) const -> std::string {
  if (!options_.baseline.empty()) return options_.baseline;
  const auto& set = job.project->project->settings.baseline;
  const bool writes = options_.baseline_action != BaselineAction::apply;
  return set.empty() && writes ? usual_baseline : set;
}

auto LintSession::finish() -> int {
  std::vector<Finding> gone;
  // A run that was cut short, or that has shown changes alone, has not seen what is gone.
  if (!interrupted() && !options_.diff) broken_ = !baselines_.finish(gone) || broken_;
  for (const auto& finding : gone) output_.finding(finding, nullptr);
  const int result = status();
  const bool written = options_.diff || output_.finish(tally_, result);
  const auto text = options_.quiet ? std::string{} : fixes_.to_text(options_.diff);
  if (!text.empty() && !aside_ && context_.options().format == Format::text) {
    context_.write(text + "\n");
  } else if (!text.empty()) {
    std::fputs((text + "\n").c_str(), stderr);
  }
  return written ? result : unreadable;
}

// Findings from the fail level on, or more warnings than are allowed.
auto LintSession::status() const -> int {
  if (broken_ || fixes_.failed > 0 || tally_.unreadable > 0 || tally_.unknown_offers > 0) {
    return unreadable;
  }
  if (options_.exit_zero) return clean;
  if (options_.diff) return fixes_.inputs > 0 ? findings : clean;
  const auto& found = output_.summary();
  const auto level = projects_.fail_level();
  const auto allowed = projects_.max_warnings().value_or(level == Severity::error ? INT64_MAX : 0);
  const bool fails =
      found.errors > 0 || found.warnings > allowed || (level == Severity::note && found.notes > 0);
  return fails ? findings : clean;
}

}  // namespace tariff::app
