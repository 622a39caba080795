// A JSON-like value with exact numbers: the form in which parameters enter and leave.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tariff/rational.hpp"

namespace tariff {
inline namespace v0 {

class TARIFF_API Value {
 public:
  enum class Kind : std::uint8_t { null, boolean, number, text, array, object };
  struct Member;

  // Defaulted below, where Member is complete.
  Value() noexcept;
  ~Value();
  Value(const Value&);
  Value(Value&&) noexcept;
  auto operator=(const Value&) -> Value&;
  auto operator=(Value&&) noexcept -> Value&;

  static auto boolean(bool value) -> Value;
  static auto number(Rational value) -> Value;
  static auto integer(std::int64_t value) -> Value { return number(Rational{value}); }
  // A number that is valid JSON but does not fit a Rational ("1e400"): `spelling` is kept, and
  // number_fits() is false.
  static auto huge_number(std::string spelling) -> Value;
  static auto text(std::string value) -> Value;
  static auto array() -> Value;
  static auto array(std::vector<Value> items) -> Value;
  static auto object() -> Value;
  static auto object(std::vector<Member> members) -> Value;

  [[nodiscard]] auto kind() const noexcept -> Kind { return kind_; }
  [[nodiscard]] auto is_null() const noexcept -> bool { return kind_ == Kind::null; }
  [[nodiscard]] auto is_text() const noexcept -> bool { return kind_ == Kind::text; }
  [[nodiscard]] auto is_object() const noexcept -> bool { return kind_ == Kind::object; }
  [[nodiscard]] auto is_array() const noexcept -> bool { return kind_ == Kind::array; }
  [[nodiscard]] auto is_number() const noexcept -> bool { return kind_ == Kind::number; }
  [[nodiscard]] auto is_boolean() const noexcept -> bool { return kind_ == Kind::boolean; }

  // Each is meaningful for its own kind only, and a neutral value otherwise.
  [[nodiscard]] auto as_boolean() const noexcept -> bool { return boolean_; }
  [[nodiscard]] auto as_number() const noexcept -> Rational { return number_; }
  [[nodiscard]] auto number_fits() const noexcept -> bool { return number_fits_; }
  // True when the number was written with a fraction or exponent ("1.0"), as JSON tells apart.
  [[nodiscard]] auto written_as_decimal() const noexcept -> bool { return decimal_; }
  auto mark_decimal() -> Value& {
    decimal_ = true;
    return *this;
  }
  [[nodiscard]] auto as_text() const noexcept -> const std::string& { return text_; }
  [[nodiscard]] auto items() const noexcept -> const std::vector<Value>& { return items_; }
  [[nodiscard]] auto members() const noexcept -> const std::vector<Member>& { return members_; }
  auto items() noexcept -> std::vector<Value>& { return items_; }
  auto members() noexcept -> std::vector<Member>& { return members_; }

  // The member of that name, or null. Linear: bodies have few members.
  [[nodiscard]] auto find(std::string_view name) const noexcept -> const Value*;
  // Sets or replaces a member of an object, keeping the order of first appearance.
  auto set(std::string_view name, Value value) -> Value&;
  // Removes a member; false when there was none.
  auto erase(std::string_view name) -> bool;

  // Compact JSON; numbers that have no finite decimal are written rounded.
  [[nodiscard]] auto to_json() const -> std::string;

  friend TARIFF_API auto operator==(const Value& a, const Value& b) noexcept -> bool;

 private:
  Kind kind_ = Kind::null;
  bool boolean_ = false;
  bool decimal_ = false;
  bool number_fits_ = true;
  Rational number_;
  std::string text_;  // text, or the spelling of a number that does not fit
  std::vector<Value> items_;
  std::vector<Member> members_;
};

struct Value::Member {
  std::string name;
  Value value;

  friend auto operator==(const Member&, const Member&) noexcept -> bool = default;
};

inline Value::Value() noexcept = default;
inline Value::~Value() = default;
inline Value::Value(const Value&) = default;
inline Value::Value(Value&&) noexcept = default;
inline auto Value::operator=(const Value&) -> Value& = default;
inline auto Value::operator=(Value&&) noexcept -> Value& = default;
inline auto Value::array() -> Value {
  return array(std::vector<Value>{});
}
inline auto Value::object() -> Value {
  return object(std::vector<Member>{});
}

// Reads one JSON document strictly: UTF-8, no duplicate member names, no trailing text, at most
// `max_depth` levels and a million values. False: `error` says what is wrong and `offset` (bytes)
// where.
struct JsonError {
  std::string message;
  std::size_t offset = 0;
};
[[nodiscard]] TARIFF_API auto parse_json(std::string_view text, Value& out, JsonError& error,
                                         int max_depth = 64) -> bool;

}  // namespace v0
}  // namespace tariff
