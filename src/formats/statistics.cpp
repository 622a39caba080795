// How often each code was found, for a first look at a large run and for choosing what to ignore.
#include <algorithm>
#include <map>

#include "formats/finding_json.hpp"
#include "formats/writers.hpp"
#include "report/table.hpp"

namespace tariff::formats {
namespace {

struct CodeCount {
  std::string code;
  Severity severity = Severity::note;  // the worst that was found
  std::int64_t findings = 0;
  std::int64_t assets = 0;
  std::int64_t fixable = 0;
};

auto title_of(const LintRun& run, const std::string& code) -> std::string {
  const auto found = std::lower_bound(
      run.codes.begin(), run.codes.end(), code,
      [](const LintCode& entry, const std::string& wanted) { return entry.code < wanted; });
  return found != run.codes.end() && found->code == code ? found->title : std::string{};
}

class StatisticsWriter : public FindingWriter {
 public:
  StatisticsWriter(const LintRun& run, bool json) : run_(run), json_(json) {}

  auto finding(const Finding& finding, const base::TextSource* /*source*/) -> std::string override {
    if (!finding.is_active()) return {};
    auto& count = counts_[finding.diagnostic.code];
    count.code = finding.diagnostic.code;
    count.severity = std::max(count.severity, finding.diagnostic.severity);
    ++count.findings;
    count.assets += finding.asset_count;
    if (finding.change || finding.diagnostic.fix) ++count.fixable;
    return {};
  }

  auto end(const LintSummary& summary) -> std::string override {
    return json_ ? as_json(summary) : as_table(summary);
  }

 private:
  // The most frequent first.
  [[nodiscard]] auto in_order() const -> std::vector<CodeCount> {
    std::vector<CodeCount> counts;
    for (const auto& [code, count] : counts_) counts.push_back(count);
    std::stable_sort(counts.begin(), counts.end(), [](const CodeCount& a, const CodeCount& b) {
      return a.findings > b.findings;
    });
    return counts;
  }

  [[nodiscard]] auto as_table(const LintSummary& summary) const -> std::string {
    using Align = report::Table::Align;
    report::Table table{{{"findings", Align::right},
                         {"assets", Align::right},
                         {"fixable", Align::right},
                         {"severity"},
                         {"code"},
                         {"meaning"}}};
    for (const auto& count : in_order()) {
      table.add({std::to_string(count.findings), std::to_string(count.assets),
                 std::to_string(count.fixable), to_string(count.severity), count.code,
                 title_of(run_, count.code)});
    }
    auto text = table.empty() ? std::string{} : table.to_text(report::Paint{run_.text});
    if (!run_.quiet) text += (text.empty() ? "" : "\n") + summary.to_text() + "\n";
    return text;
  }

  [[nodiscard]] auto as_json(const LintSummary& summary) const -> std::string {
    std::string out;
    report::JsonWriter json{out};
    json.begin_object();
    write_run(json, run_.run);
    json.key("statistics").begin_array();
    for (const auto& count : in_order()) write_count(json, count);
    json.end_array().key("summary");
    write_summary(json, summary);
    json.end_object();
    return out + "\n";
  }

  void write_count(report::JsonWriter& json, const CodeCount& count) const {
    json.begin_object()
        .member("code", count.code)
        .optional_member("title", title_of(run_, count.code))
        .member("severity", to_string(count.severity))
        .count_member("findings", count.findings)
        .count_member("assets", count.assets)
        .count_member("fixable", count.fixable)
        .end_object();
  }

  const LintRun& run_;
  bool json_;
  std::map<std::string, CodeCount> counts_;
};

}  // namespace

auto make_statistics_writer(FormatKind kind, const LintRun& run) -> WriterPtr {
  const bool json = kind == FormatKind::json || kind == FormatKind::jsonl;
  return std::make_unique<StatisticsWriter>(run, json);
}

}  // namespace tariff::formats
