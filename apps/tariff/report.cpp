// `tariff report PATH…`: what everything costs together, held to the budgets.
#include <algorithm>
#include <cstdio>

#include "commands.hpp"
#include "inputs.hpp"
#include "lint/judge_record.hpp"
#include "problems.hpp"
#include "tally.hpp"

namespace tariff::app {
namespace {

class ReportVisitor : public Visitor {
 public:
  explicit ReportVisitor(Context& context) : context_(context), builder_(context.run_info()) {}

  void begin_input(const std::string& name, const ManifestHeader& header) override {
    builder_.begin_input(name, header);
  }

  auto input_problem(const RecordResult& problem, Snippets* snippets) -> bool override {
    ++tally_.unreadable;
    builder_.add(problem);
    complain_of(problem, snippets);
    return true;
  }

  auto record(Record&& record, Snippets& snippets) -> bool override {
    const auto result = lint::judge_record(context_.judge_context(), record);
    tally_.add(result);
    builder_.add(result);
    complain_of(result, &snippets);
    return true;
  }

  [[nodiscard]] auto line_answer() const -> std::optional<Answer> override {
    return Answer::results;
  }

  auto block(BlockResult& block) -> bool override {
    tally_.add(block.tally);
    for (const auto& [result, complaint] : block.results) {
      builder_.add(result);
      std::fputs(complaint.c_str(), stderr);
    }
    return true;
  }

  auto finish() -> int {
    const auto report = std::move(builder_).finish();
    const bool text = context_.options().format == Format::text;
    context_.write(text ? to_text(report, context_.text_options()) : to_json(report));
    const int status = tally_.status(false);
    return report.budget_exceeded() ? std::max<int>(status, findings) : status;
  }

 private:
  Context& context_;
  ReportBuilder builder_;
  Tally tally_;
};

}  // namespace

auto run_report(Context& context) -> int {
  if (!context.open_catalog()) return unreadable;
  ReportVisitor visitor{context};
  visit_inputs(context, visitor);
  return visitor.finish();
}

}  // namespace tariff::app
