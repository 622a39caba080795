// Calendar days. Tariff's facts are dated by day (UTC); the library never reads the clock.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "tariff/version.hpp"

namespace tariff {
inline namespace v0 {

// A day of the proleptic Gregorian calendar.
// Unit: days since 1970-01-01.
struct TARIFF_API Date {
  std::int32_t days = 0;

  // Reads "2026-11-21" and nothing else; false for a day that does not exist.
  [[nodiscard]] static auto parse(std::string_view text, Date& out) noexcept -> bool;
  // Precondition: the day exists (checked in debug builds).
  [[nodiscard]] static auto of(int year, int month, int day) noexcept -> Date;
  [[nodiscard]] static constexpr auto distant_past() noexcept -> Date { return {INT32_MIN}; }
  [[nodiscard]] static constexpr auto distant_future() noexcept -> Date { return {INT32_MAX}; }
  [[nodiscard]] auto to_string() const -> std::string;

  friend constexpr auto operator<=>(const Date&, const Date&) noexcept
      -> std::strong_ordering = default;
};

// The days from `from` (inclusive) to `until` (exclusive).
struct Period {
  Date from = Date::distant_past();
  Date until = Date::distant_future();

  [[nodiscard]] constexpr auto contains(Date day) const noexcept -> bool {
    return from <= day && day < until;
  }
  friend constexpr auto operator==(const Period&, const Period&) noexcept -> bool = default;
};

}  // namespace v0
}  // namespace tariff
