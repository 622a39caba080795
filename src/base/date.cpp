#include "tariff/date.hpp"

#include <array>
#include <cassert>

namespace tariff {
inline namespace v0 {

namespace {

// Days are counted in eras of 400 years that start on 1 March, so that the leap day comes last.
constexpr std::int64_t days_per_era = 146'097;
constexpr std::int64_t epoch_from_era_start = 719'468;  // 0000-03-01 to 1970-01-01

struct Civil {
  std::int64_t year;
  int month;
  int day;
};

auto days_from(Civil date) noexcept -> std::int64_t {
  const auto year = date.month <= 2 ? date.year - 1 : date.year;
  const auto era = (year >= 0 ? year : year - 399) / 400;
  const auto year_of_era = year - era * 400;
  const auto month_from_march = (date.month + 9) % 12;
  const auto day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const auto day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * days_per_era + day_of_era - epoch_from_era_start;
}

auto civil_from(std::int64_t days) noexcept -> Civil {
  days += epoch_from_era_start;
  const auto era = (days >= 0 ? days : days - (days_per_era - 1)) / days_per_era;
  const auto day_of_era = days - era * days_per_era;
  const auto year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const auto day_of_year =
      static_cast<int>(day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
  const int month_from_march = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

auto days_in_month(std::int64_t year, int month) noexcept -> int {
  constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

// All of `text` as decimal digits, or -1.
auto read_digits(std::string_view text) noexcept -> int {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

auto padded(std::int64_t value, std::size_t width) -> std::string {
  auto digits = std::to_string(value < 0 ? -value : value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return value < 0 ? "-" + digits : digits;
}

}  // namespace

auto Date::parse(std::string_view text, Date& out) noexcept -> bool {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const int year = read_digits(text.substr(0, 4));
  const int month = read_digits(text.substr(5, 2));
  const int day = read_digits(text.substr(8, 2));
  if (year < 0 || month < 1 || month > 12) return false;
  if (day < 1 || day > days_in_month(year, month)) return false;
  out.days = static_cast<std::int32_t>(days_from({year, month, day}));
  return true;
}

auto Date::of(int year, int month, int day) noexcept -> Date {
  assert(month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month));
  return {static_cast<std::int32_t>(days_from({year, month, day}))};
}

auto Date::to_string() const -> std::string {
  const auto date = civil_from(days);
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

}  // namespace v0
}  // namespace tariff
