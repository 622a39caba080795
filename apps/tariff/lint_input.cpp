#include "lint_input.hpp"

#include <cstring>

#include "byte_source.hpp"
#include "inputs.hpp"
#include "interrupt.hpp"

namespace tariff::app {
namespace {

// Unit: bytes. A manifest is held in memory; longer lists of requests go one a line.
constexpr std::size_t longest_text = std::size_t{1} << 30U;
constexpr std::size_t first_read = std::size_t{1} << 16U;

}  // namespace

void finish_input(LintedInput& out, bool with_records) {
  out.tally.inputs = 1;
  for (auto& finding : out.findings) {
    if (!finding.unreadable || finding.asset_count != 0) continue;
    ++out.tally.unreadable;
    if (!with_records) continue;
    RecordResult result;
    result.location = finding.diagnostic.location;
    result.problem = RecordProblem{{finding.diagnostic}, true};
    append_json_line(out.lines, result);
    finding.of_records = true;
  }
}

auto read_whole(const std::string& path, std::string& text, std::string& why) -> bool {
  ByteSource source;
  text.clear();
  if (!source.open(path, why) || !read_rest(source, text, why)) return false;
  if (text.empty()) why = "the input is empty";
  return why.empty();
}

auto read_rest(ByteSource& source, std::string& text, std::string& why) -> bool {
  auto wanted = std::max(static_cast<std::size_t>(source.size()) + 1, first_read);
  while (text.size() < longest_text) {
    source.read_ahead(std::min(wanted, longest_text), text);
    if (text.size() < wanted) break;
    wanted *= 2;
  }
  if (source.error() != 0) why = std::strerror(source.error());
  if (text.size() >= longest_text) why = "longer than 1 GiB; write longer lists as JSON lines";
  return why.empty();
}

auto unreadable_input(const std::string& name, std::string why) -> LintedInput {
  LintedInput out;
  const auto problem = whole_problem(name, std::move(why));
  auto& finding = out.findings.emplace_back();
  finding.diagnostic = problem.problem->diagnostics.front();
  finding.unreadable = true;
  finish_input(out, true);
  return out;
}

auto lint_input_of(const LintRequest& request, std::string_view text) -> LintInput {
  LintInput input;
  input.name = request.name;
  input.kind = request.kind;
  input.text = text;
  input.default_provider = request.provider;
  input.read_text = input_options(request.context, request.name).read_text;
  return input;
}

auto lint_text(const LintRequest& request, std::string text) -> LintedInput {
  LintedInput out;
  out.text = std::move(text);
  const auto take = [&](const RecordResult& result) {
    out.tally.add(result);
    if (request.with_records) append_json_line(out.lines, result);
    return !interrupted();
  };
  out.findings = request.linter.lint(lint_input_of(request, out.text), take).findings;
  finish_input(out, request.with_records);
  return out;
}

}  // namespace tariff::app
