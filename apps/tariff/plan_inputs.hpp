// The assets of several inputs, and what their manifests say of the plan, put together as if they
// were one manifest.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "inputs.hpp"
#include "tariff/plan.hpp"

namespace tariff::app {

class PlanInputs : public Visitor {
 public:
  explicit PlanInputs(const PlanOptions& options) : options_(options) {}

  void begin_input(const std::string& name, const ManifestHeader& header) override;
  auto input_problem(const RecordResult& problem, Snippets* snippets) -> bool override;
  auto record(Record&& record, Snippets& snippets) -> bool override;

  // False: something could not be read, there is nothing to plan, or inputs contradict each other;
  // said on standard error.
  [[nodiscard]] auto finish() -> bool;

  [[nodiscard]] auto assets() const noexcept -> const std::vector<Record>& { return assets_; }
  // What the manifests say, with the command line's over it.
  [[nodiscard]] auto budget() const noexcept -> const PlanBudget& { return budget_; }
  [[nodiscard]] auto settings() const noexcept -> const PlanSettings& { return settings_; }

 private:
  // A limit, and the input that says it.
  struct Stated {
    std::string input;
    Money limit;
  };

  void add_total(const std::string& input, const std::optional<Money>& total);
  void add_limit(const std::string& input, const std::string& scope,
                 const std::optional<Money>& limit, std::optional<Money>& out);
  void add_limits(const std::string& input, const char* scope,
                  const std::vector<PlanBudget::Part>& parts, std::vector<PlanBudget::Part>& out);
  // False: another input has said it; a complaint when it has said something else.
  auto is_new(const std::string& input, const std::string& scope, const Money& limit) -> bool;
  void refuse(const std::string& what);

  const PlanOptions& options_;
  std::vector<Record> assets_;
  PlanBudget budget_;
  PlanSettings settings_;
  std::map<std::string, Stated> stated_;
  bool usable_ = true;
};

}  // namespace tariff::app
