#include "lint_output.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "formats/finding_json.hpp"
#include "formats/separator.hpp"

namespace tariff::app {
namespace {

using formats::FormatKind;

auto kind_of(Format format) -> FormatKind {
  switch (format) {
    case Format::text: return FormatKind::text;
    case Format::json: return FormatKind::json;
    case Format::jsonl: return FormatKind::jsonl;
    case Format::markdown: return FormatKind::markdown;
    case Format::concise: return FormatKind::concise;
    case Format::sarif: return FormatKind::sarif;
    case Format::github: return FormatKind::github;
    case Format::gitlab: return FormatKind::gitlab;
    case Format::junit: return FormatKind::junit;
    case Format::rdjson: return FormatKind::rdjson;
  }
  return FormatKind::text;
}

// The output that was asked for, standard error where that is taken, or a file.
class Target {
 public:
  Target(Context& context, bool aside) : context_(&context), aside_(aside) {}
  explicit Target(std::string file) : file_name_(std::move(file)) {}

  auto open() -> bool {
    std::string why;
    if (context_ != nullptr || file_.open(file_name_, why)) return true;
    complain(file_name_ + ": " + why);
    return false;
  }
  auto write(std::string_view text) -> bool {
    if (text.empty()) return true;
    if (aside_) return std::fwrite(text.data(), 1, text.size(), stderr) == text.size();
    return context_ != nullptr ? context_->write(text) : file_.write(text);
  }
  auto close() -> bool {
    std::string why;
    if (context_ != nullptr || file_.close(why)) return true;
    complain(file_name_ + ": " + why);
    return false;
  }

 private:
  Context* context_ = nullptr;
  bool aside_ = false;
  std::string file_name_;
  Output file_;
};

class WriterSink : public FindingSink {
 public:
  WriterSink(std::unique_ptr<Target> target, std::unique_ptr<formats::FindingWriter> writer)
      : target_(std::move(target)), writer_(std::move(writer)) {
    target_->write(writer_->begin());
  }

  auto input(const std::string& name) -> bool override {
    return target_->write(writer_->input(name));
  }
  auto finding(const Finding& finding, const base::TextSource* source) -> bool override {
    return target_->write(writer_->finding(finding, source));
  }
  auto end(const formats::LintSummary& summary) -> bool override {
    return target_->write(writer_->end(summary));
  }
  auto close() -> bool override { return target_->close(); }

 private:
  std::unique_ptr<Target> target_;
  std::unique_ptr<formats::FindingWriter> writer_;
};

// {version, catalog, as_of, results, findings, summary}. Results are written as they come;
// findings, which are few, wait for the last of them.
class JsonSink : public FindingSink {
 public:
  JsonSink(std::unique_ptr<Target> target, const formats::LintRun& run)
      : target_(std::move(target)) {
    std::string out;
    report::JsonWriter json{out};
    json.begin_object();
    formats::write_run(json, run.run);
    json.key("results").begin_array();
    target_->write(out);
  }

  auto input(const std::string& /*name*/) -> bool override { return true; }

  auto records(std::string_view lines) -> bool override {
    std::string out;
    while (!lines.empty()) {
      const auto end = std::min(lines.find('\n'), lines.size() - 1);
      out += results_.next();
      out += lines.substr(0, end);
      lines.remove_prefix(end + 1);
    }
    return target_->write(out);
  }

  auto finding(const Finding& finding, const base::TextSource* /*source*/) -> bool override {
    waiting_ += separator_.next();
    report::JsonWriter json{waiting_};
    formats::write_finding(json, finding);
    return true;
  }

  auto end(const formats::LintSummary& summary) -> bool override {
    auto out = std::string{results_.last()} + "],\"findings\":[" + waiting_;
    out += separator_.last();
    out += "],\"summary\":";
    report::JsonWriter json{out};
    formats::write_summary(json, summary);
    return target_->write(out + "}\n");
  }
  auto close() -> bool override { return target_->close(); }

 private:
  std::unique_ptr<Target> target_;
  formats::Separator results_;
  formats::Separator separator_;
  std::string waiting_;
};

// A line for each record, and one for each finding that no record's line has.
class JsonLinesSink : public FindingSink {
 public:
  JsonLinesSink(std::unique_ptr<Target> target, const formats::LintRun& run)
      : target_(std::move(target)), writer_(formats::make_writer(FormatKind::jsonl, run)) {}

  auto input(const std::string& /*name*/) -> bool override { return true; }
  auto records(std::string_view lines) -> bool override { return target_->write(lines); }
  auto finding(const Finding& finding, const base::TextSource* source) -> bool override {
    return finding.of_records || target_->write(writer_->finding(finding, source));
  }
  auto end(const formats::LintSummary& /*summary*/) -> bool override { return true; }
  auto close() -> bool override { return target_->close(); }

 private:
  std::unique_ptr<Target> target_;
  std::unique_ptr<formats::FindingWriter> writer_;
};

auto lists_records(Format format) -> bool {
  return format == Format::json || format == Format::jsonl;
}

auto make_sink(Format format, bool statistics, std::unique_ptr<Target> target,
               const formats::LintRun& run) -> std::unique_ptr<FindingSink> {
  const auto kind = kind_of(format);
  if (statistics) {
    return std::make_unique<WriterSink>(std::move(target),
                                        formats::make_statistics_writer(kind, run));
  }
  if (format == Format::json) return std::make_unique<JsonSink>(std::move(target), run);
  if (format == Format::jsonl) return std::make_unique<JsonLinesSink>(std::move(target), run);
  return std::make_unique<WriterSink>(std::move(target), formats::make_writer(kind, run));
}

}  // namespace

auto LintOutput::open(formats::LintRun run, bool aside) -> bool {
  run_ = std::move(run);
  const auto& options = context_.options();
  const bool statistics = options.lint.statistics;
  sinks_.push_back(
      make_sink(options.format, statistics, std::make_unique<Target>(context_, aside), run_));
  wants_records_ = !statistics && lists_records(options.format);
  for (const auto& [format, file] : options.format_files) {
    auto target = std::make_unique<Target>(file);
    if (!target->open()) return false;
    sinks_.push_back(make_sink(format, statistics, std::move(target), run_));
    wants_records_ = wants_records_ || (!statistics && lists_records(format));
  }
  return true;
}

auto LintOutput::input(const std::string& name) -> bool {
  bool going = true;
  for (const auto& sink : sinks_) going = sink->input(name) && going;
  return going;
}

auto LintOutput::records(std::string_view lines) -> bool {
  bool going = true;
  for (const auto& sink : sinks_) going = sink->records(lines) && going;
  return going;
}

auto LintOutput::finding(const Finding& finding, const base::TextSource* source) -> bool {
  summary_.add(finding);
  bool going = true;
  for (const auto& sink : sinks_) going = sink->finding(finding, source) && going;
  return going;
}

auto LintOutput::finish(const Tally& tally, int status) -> bool {
  summary_.inputs = tally.inputs;
  summary_.records = tally.records;
  summary_.accepted = tally.accepted;
  summary_.refused = tally.refused;
  summary_.unknown_offers = tally.unknown_offers;
  summary_.unknown_costs = tally.unknown_costs;
  summary_.unreadable = tally.unreadable;
  summary_.exit_status = status;
  bool whole = true;
  for (const auto& sink : sinks_) {
    sink->end(summary_);
    whole = sink->close() && whole;
  }
  return whole;
}

}  // namespace tariff::app
