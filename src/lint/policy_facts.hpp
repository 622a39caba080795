// What policies can ask of an asset beside the fields of its request: who it is, whom it asks, what
// it costs.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/bound.hpp"
#include "engine/cell.hpp"
#include "lang/compile.hpp"
#include "tariff/manifest.hpp"
#include "tariff/report.hpp"

namespace tariff::lint {

struct Fact {
  std::string_view name;
  lang::Type type{};
  std::string_view path;  // where an asset says it; empty: nowhere
};

// In a fixed order, which is that of their slots.
[[nodiscard]] auto policy_facts() noexcept -> std::span<const Fact>;

// The facts of one asset. Views into what it is made of.
class FactValues {
 public:
  // `bound` may be null: then the cost of one image is that of its request.
  FactValues(const Record& record, const Request& chosen, const RecordResult& result,
             const BoundRequest* bound);

  // One slot for each fact.
  void fill(std::span<engine::FieldValue> slots) const;

 private:
  const Record& record_;
  const Request& chosen_;
  const RecordResult& result_;
  std::string tags_;
  Range cost_;
  Range image_cost_;
  bool has_cost_ = false;
  bool has_image_cost_ = false;
};

}  // namespace tariff::lint
