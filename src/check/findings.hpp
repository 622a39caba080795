// What the checks report into.
#pragma once

#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "tariff/check.hpp"
#include "tariff/diagnostic.hpp"

namespace tariff::check {

class Findings {
 public:
  void add(Severity severity, const char* code, std::string path, std::string message,
           std::string file, std::uint32_t line = 0);

  // Sorted; what several operations of a pack have in common is there once.
  [[nodiscard]] auto take() -> std::vector<Diagnostic>;

 private:
  std::vector<Diagnostic> list_;
};

// What every check sees.
struct Context {
  const Catalog& catalog;
  const catalog::CatalogData& data;
  Date today;
  CheckOptions options;
};

// "acme/painter-1": what the operations of one pack share.
[[nodiscard]] auto pack_name(const catalog::Offer& offer) -> std::string;

// The checks, one a file.
void check_rules(const Context& context, const catalog::Offer& offer, Findings& out);
void check_cards(const Context& context, const catalog::Offer& offer, Findings& out);
void check_parameters(const Context& context, const catalog::Offer& offer, Findings& out);
void check_lifecycle(const Context& context, const catalog::Offer& offer, Findings& out);
void check_conflicts(const Context& context, const catalog::Offer& offer, Findings& out);
void check_quality(const Context& context, const catalog::Offer& offer, Findings& out);
void check_examples(const Context& context, Findings& out);
void check_ratings(const Context& context, Findings& out);
void check_sources(const Context& context, Findings& out);

}  // namespace tariff::check
