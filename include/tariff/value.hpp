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

  Value() noexcept : number_{} {}
  ~Value() { release(); }
  Value(const Value& other);
  Value(Value&& other) noexcept;
  auto operator=(const Value& other) -> Value&;
  auto operator=(Value&& other) noexcept -> Value&;

  static auto boolean(bool value) noexcept -> Value;
  static auto number(Rational value) noexcept -> Value;
  static auto integer(std::int64_t value) noexcept -> Value { return number(Rational{value}); }
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
  [[nodiscard]] auto as_number() const noexcept -> Rational {
    return is_number() && number_fits_ ? number_ : Rational{};
  }
  [[nodiscard]] auto number_fits() const noexcept -> bool { return number_fits_; }
  // True when the number was written with a fraction or exponent ("1.0"), as JSON tells apart.
  [[nodiscard]] auto written_as_decimal() const noexcept -> bool { return decimal_; }
  auto mark_decimal() -> Value& {
    decimal_ = true;
    return *this;
  }
  [[nodiscard]] auto as_text() const noexcept -> const std::string& {
    return holds_text() ? text_ : no_text();
  }
  [[nodiscard]] auto items() const noexcept -> const std::vector<Value>& {
    return is_array() ? items_ : no_items();
  }
  [[nodiscard]] auto members() const noexcept -> const std::vector<Member>& {
    return is_object() ? members_ : no_members();
  }
  // For changing it in place. A value of another kind becomes an empty one of this kind.
  auto edit_text() -> std::string&;
  auto items() -> std::vector<Value>&;
  auto members() -> std::vector<Member>&;

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
  static auto no_text() noexcept -> const std::string&;
  static auto no_items() noexcept -> const std::vector<Value>&;
  static auto no_members() noexcept -> const std::vector<Member>&;

  [[nodiscard]] auto holds_text() const noexcept -> bool { return is_text() || !number_fits_; }
  // Whether more than bytes is alive in the union.
  [[nodiscard]] auto holds_buffer() const noexcept -> bool {
    return kind_ >= Kind::text || !number_fits_;
  }
  void release() noexcept {
    if (holds_buffer()) release_buffer();
  }
  void release_buffer() noexcept;
  void copy_flags(const Value& other) noexcept {
    kind_ = other.kind_;
    boolean_ = other.boolean_;
    decimal_ = other.decimal_;
    number_fits_ = other.number_fits_;
  }
  // Each expects that no buffer is held.
  void copy_from(const Value& other);
  void move_from(Value& other) noexcept {
    copy_flags(other);
    if (holds_buffer()) return move_buffer(other);
    number_ = other.number_;
  }
  void move_buffer(Value& other) noexcept;

  Kind kind_ = Kind::null;
  bool boolean_ = false;
  bool decimal_ = false;
  bool number_fits_ = true;  // false for huge numbers only
  union {                    // which one is alive follows from the kind
    Rational number_;        // also of null and boolean, unused
    std::string text_;       // text, or the spelling of a number that does not fit
    std::vector<Value> items_;
    std::vector<Member> members_;
  };
};

struct Value::Member {
  std::string name;
  Value value;

  friend auto operator==(const Member&, const Member&) noexcept -> bool = default;
};

inline Value::Value(const Value& other) : number_{} {
  copy_from(other);
}
inline Value::Value(Value&& other) noexcept : number_{} {
  move_from(other);
}
inline auto Value::operator=(Value&& other) noexcept -> Value& {
  if (!holds_buffer() && !other.holds_buffer()) {
    move_from(other);
  } else if (this != &other) {
    Value taken{std::move(other)};  // `other` may be a part of this value
    release();
    move_from(taken);
  }
  return *this;
}
inline auto Value::boolean(bool value) noexcept -> Value {
  Value result;
  result.kind_ = Kind::boolean;
  result.boolean_ = value;
  return result;
}
inline auto Value::number(Rational value) noexcept -> Value {
  Value result;
  result.kind_ = Kind::number;
  result.number_ = value;
  return result;
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
