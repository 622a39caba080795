#include <istream>
#include <streambuf>
#include <utility>

#include "lint/input_lint.hpp"
#include "manifest/reader.hpp"
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

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

auto without_mark(std::string_view text) -> std::string_view {
  return text.substr(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
}

}  // namespace

inline namespace v0 {

struct Linter::Parts {
  Parts(const Catalog& catalog, Date today, LintSettings given)
      : settings(std::move(given)), records(catalog, today, settings) {}

  LintSettings settings;
  lint::RecordLinter records;
};

Linter::Linter(const Catalog& catalog, Date today, LintSettings settings)
    : parts_(std::make_unique<const Parts>(catalog, today, std::move(settings))) {}
Linter::~Linter() = default;
Linter::Linter(Linter&&) noexcept = default;
auto Linter::operator=(Linter&&) noexcept -> Linter& = default;

auto Linter::settings() const noexcept -> const LintSettings& {
  return parts_->settings;
}

auto Linter::lint(const LintInput& input, const ResultSink& sink) const -> LintResult {
  LintResult out;
  const auto text = without_mark(input.text);
  out.kind = input.kind != InputKind::automatic ? input.kind : manifest::kind_of_content(text);
  TextBuffer buffer{input.text};
  std::istream in{&buffer};
  InputOptions options;
  options.name = input.name;
  options.default_provider = input.default_provider;
  options.read_text = input.read_text;
  lint::InputLint findings{parts_->records, input, out.kind, options, out.header};
  std::vector<Diagnostic> diagnostics;
  const auto take = [&](Record&& record) {
    if (input.see_record) input.see_record(record);
    const auto result = findings.add(std::move(record));
    return !sink || sink(result);
  };
  read_manifest(in, out.kind, options, out.header, take, diagnostics);
  out.findings = findings.finish(std::move(diagnostics));
  return out;
}

}  // namespace v0
}  // namespace tariff
