// Texts of findings: the pack's own where it gives them, else the engine's.
#pragma once

#include <memory>
#include <string>

#include "engine/bound.hpp"
#include "engine/cases.hpp"
#include "engine/judge.hpp"
#include "tariff/diagnostic.hpp"

namespace tariff::engine {

// Turns judgements into diagnostics for one request.
class Wording {
 public:
  Wording(const BoundRequest& bound, Date as_of);

  // Everything but the fix and the location.
  [[nodiscard]] auto diagnose(const Judgement& judgement) -> Diagnostic;

 private:
  struct Subject;  // what a finding's placeholders stand for

  [[nodiscard]] auto subject_of(const Judgement& judgement) const -> Subject;
  [[nodiscard]] auto diagnose_finding(const Judgement& judgement) const -> Diagnostic;
  [[nodiscard]] auto diagnose_tier() const -> Diagnostic;
  [[nodiscard]] auto diagnose_rule(const Judgement& judgement) -> Diagnostic;
  [[nodiscard]] auto fill(const catalog::Template& text, const Subject* subject) const
      -> std::string;
  [[nodiscard]] auto parameter_text(std::string_view name) const -> std::string;
  void run_texts(std::size_t case_index);

  const BoundRequest& bound_;
  Date as_of_;
  Cases cases_;
  CaseSlots slots_;
  std::unique_ptr<Registers> registers_;  // of the text program, run when first needed
  std::size_t texts_case_;
};

// A value as messages print it: text without quotes, numbers exact, "a to b" for a range.
[[nodiscard]] auto display(const Value& value) -> std::string;

// A computed value, likewise; nothing is "nothing". Of a text that only has a symbol: an empty
// text.
[[nodiscard]] auto display(const Cell& cell) -> std::string;

// " (if the provider chooses high for quality)": the cases in which something fails; bit i is case
// i.
[[nodiscard]] auto failing_cases_text(const BoundRequest& bound, const Cases& cases,
                                      std::uint64_t failing) -> std::string;

// The path of a parameter in its request: "params.size", or inside the offer's envelope.
[[nodiscard]] auto path_of(const BoundRequest& bound, std::string_view parameter) -> std::string;

// "'a', 'b', and 'c'".
[[nodiscard]] auto quoted_list(const std::vector<std::string>& items) -> std::string;

}  // namespace tariff::engine
