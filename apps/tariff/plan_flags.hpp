// The command line of `plan` and `approve`: what CLI11 takes, and what it means.
#pragma once

#include <string>
#include <vector>

#include "options.hpp"

namespace CLI {
class App;
}

namespace tariff::app {

// What CLI11 fills and read_plan_flags() still has to read.
struct PlanFlags {
  std::string budget;
  std::string maximize;
  std::string minimize;
  std::string plan_on;
  std::string min_average;
  std::string most_providers;
  std::vector<std::string> keep;
  std::vector<std::string> provider_budgets;
  std::vector<std::string> caps;
  std::vector<std::string> scores;
  std::vector<std::string> steps;
  std::string time_limit;
  std::string up_to;  // of approve
};

void add_plan_flags(CLI::App& app, PlanOptions& options, PlanFlags& flags);
void add_approve_flags(CLI::App& app, ApproveOptions& options, PlanFlags& flags);

// False: what is wrong is said on standard error.
[[nodiscard]] auto read_plan_flags(const PlanFlags& flags, Options& options) -> bool;
[[nodiscard]] auto read_approve_flags(const PlanFlags& flags, ApproveOptions& options) -> bool;

}  // namespace tariff::app
