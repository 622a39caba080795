// `tariff quote PATH…` and `tariff quote --model M --set name=value …`: the price of each request.
#include <cstdio>

#include "commands.hpp"
#include "inputs.hpp"
#include "lint/judge_record.hpp"
#include "problems.hpp"
#include "report/finding_text.hpp"
#include "results_writer.hpp"
#include "tally.hpp"

namespace tariff::app {
namespace {

class QuoteVisitor : public Visitor {
 public:
  explicit QuoteVisitor(Context& context)
      : context_(context),
        writer_(context),
        quotes_(context.text_options()),
        text_(context.options().format == Format::text) {}

  auto input_problem(const RecordResult& problem, Snippets* snippets) -> bool override {
    ++tally_.unreadable;
    ++tally_.errors;
    if (!text_) return writer_.result(problem);
    complain_of(problem, snippets);
    return true;
  }

  auto record(Record&& record, Snippets& snippets) -> bool override {
    const auto result = lint::judge_record(context_.judge_context(), record);
    tally_.add(result);
    return text_ ? write_text(result, snippets) : writer_.result(result);
  }

  void begin_input(const std::string& /*name*/, const ManifestHeader& /*header*/) override {
    ++tally_.inputs;
  }

  [[nodiscard]] auto line_answer() const -> std::optional<Answer> override {
    return text_ ? Answer::results : writer_.line_answer();
  }

  auto block(BlockResult& block) -> bool override {
    tally_.add(block.tally);
    if (!text_) return writer_.block(block.text.view());
    bool going = true;
    for (const auto& [result, complaint] : block.results) {
      std::fputs(complaint.c_str(), stderr);
      going = going && (result.problem || write_quote(result));
    }
    return going;
  }

  auto finish() -> int {
    writer_.finish(tally_);
    if (text_) context_.write(quotes_.footer());
    return tally_.status(false);
  }

 private:
  auto write_text(const RecordResult& result, Snippets& snippets) -> bool {
    if (result.problem) {
      complain_of(result, &snippets);
      return true;
    }
    return write_quote(result);
  }

  auto write_quote(const RecordResult& result) -> bool {
    std::string out = quotes_written_++ == 0 ? "" : "\n";
    out += quotes_.add(result);
    for (const auto& diagnostic : result.verdict.diagnostics) {
      out += report::finding_to_text(diagnostic, nullptr, result.verdict.quote.currency,
                                     context_.text_options());
    }
    return context_.write(out);
  }

  Context& context_;
  ResultsWriter writer_;
  QuoteText quotes_;
  Tally tally_;
  std::int64_t quotes_written_ = 0;
  bool text_;
};

}  // namespace

auto run_quote(Context& context) -> int {
  if (!context.open_catalog()) return unreadable;
  QuoteVisitor visitor{context};
  visit_inputs(context, visitor);
  return visitor.finish();
}

}  // namespace tariff::app
