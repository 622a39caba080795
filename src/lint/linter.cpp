#include <istream>
#include <streambuf>
#include <utility>

#include "lint/aggregate.hpp"
#include "lint/judge_record.hpp"
#include "lint/selection.hpp"
#include "tariff/lint.hpp"

namespace tariff {
namespace {

// A text that is there already, as a stream.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    // The get area is only read.
    auto* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

auto whole_input(Diagnostic diagnostic) -> Finding {
  Finding finding;
  finding.diagnostic = std::move(diagnostic);
  finding.unreadable = true;
  return finding;
}

}  // namespace

inline namespace v0 {

struct Linter::Parts {
  const Catalog& catalog;
  Date today;
  LintSettings settings;
};

Linter::Linter(const Catalog& catalog, Date today, LintSettings settings)
    : parts_(std::make_unique<const Parts>(Parts{catalog, today, std::move(settings)})) {}
Linter::~Linter() = default;
Linter::Linter(Linter&&) noexcept = default;
auto Linter::operator=(Linter&&) noexcept -> Linter& = default;

auto Linter::settings() const noexcept -> const LintSettings& {
  return parts_->settings;
}

auto Linter::lint(const LintInput& input, const ResultSink& sink) const -> LintResult {
  LintResult out;
  TextBuffer buffer{input.text};
  std::istream in{&buffer};
  InputOptions options;
  options.name = input.name;
  options.default_provider = input.default_provider;
  options.read_text = input.read_text;
  lint::FindingCollector findings;
  const lint::JudgeContext context{parts_->catalog, parts_->today, parts_->settings.fixes};
  std::vector<Diagnostic> diagnostics;
  const auto take = [&](Record&& record) {
    const auto result = lint::judge_record(context, record);
    findings.add(result);
    if (sink) sink(result);
    return true;
  };
  out.kind = read_manifest(in, input.kind, options, out.header, take, diagnostics).kind;
  for (auto& diagnostic : diagnostics) findings.add(whole_input(std::move(diagnostic)));
  out.findings = findings.take();
  return out;
}

}  // namespace v0
}  // namespace tariff
