// What a request leaves to the provider ("auto"), taken apart: one case for each combination of
// the words that the provider may choose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "catalog/limits.hpp"
#include "engine/bound.hpp"

namespace tariff::engine {

class Cases {
 public:
  // More combinations than this are not taken apart; the first ones stand for all.
  static constexpr std::size_t max_cases = 64;

  explicit Cases(const BoundRequest& bound) noexcept;

  [[nodiscard]] auto count() const noexcept -> std::size_t { return count_; }
  // A bit for each case.
  [[nodiscard]] auto all() const noexcept -> std::uint64_t {
    return count_ >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count_) - 1;
  }
  // The case in which the provider chooses what is expected.
  [[nodiscard]] auto expected() const noexcept -> std::size_t { return expected_; }
  // Writes the words of case `index` into a copy of the bound slots.
  void apply(std::size_t index, std::span<FieldValue> slots) const noexcept;
  // The word that open field `field` has in case `index`.
  [[nodiscard]] auto word(std::size_t index, std::size_t field) const noexcept -> base::Symbol;

 private:
  const BoundRequest& bound_;
  std::size_t count_ = 1;
  std::size_t expected_ = 0;
};

// The slots of one case. Requests that leave nothing open, the most, are not copied.
class CaseSlots {
 public:
  static constexpr std::size_t max_slots = catalog::most_slots;

  CaseSlots(const BoundRequest& bound, const Cases& cases) noexcept;
  [[nodiscard]] auto at(std::size_t index) noexcept -> std::span<const FieldValue>;

 private:
  [[nodiscard]] auto copy() noexcept -> std::span<FieldValue>;

  const BoundRequest& bound_;
  const Cases& cases_;
  std::size_t count_ = 0;  // slots in the copy
  // Bytes, so that requests which leave nothing open do not pay for initialising it.
  alignas(FieldValue) std::byte copy_[max_slots * sizeof(FieldValue)];
};

}  // namespace tariff::engine
