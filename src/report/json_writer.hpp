// JSON text, written in one pass onto the end of a string. Commas are put by the writer; that each
// begin_… has its end_… is the caller's part.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tariff/rational.hpp"
#include "tariff/value.hpp"

namespace tariff::report {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) noexcept : out_(out) {}

  auto begin_object() -> JsonWriter&;
  auto end_object() -> JsonWriter&;
  auto begin_array() -> JsonWriter&;
  auto end_array() -> JsonWriter&;
  auto key(std::string_view name) -> JsonWriter&;

  // Bytes that are not UTF-8 become U+FFFD, so that the output is always JSON.
  auto text(std::string_view value) -> JsonWriter&;
  auto integer(std::int64_t value) -> JsonWriter&;
  auto boolean(bool value) -> JsonWriter&;
  auto null() -> JsonWriter&;
  auto value(const Value& value) -> JsonWriter&;
  // JSON that is already written.
  auto raw(std::string_view json) -> JsonWriter&;

  // An exact number as a decimal string; rounded to 12 decimals where it has no finite decimal.
  auto decimal(Rational value) -> JsonWriter&;

  // A member each; the optional ones are left out when there is nothing to say.
  auto member(std::string_view name, std::string_view value) -> JsonWriter&;
  auto optional_member(std::string_view name, std::string_view value) -> JsonWriter&;
  auto count_member(std::string_view name, std::int64_t value) -> JsonWriter&;
  auto flag_member(std::string_view name, bool value) -> JsonWriter&;

 private:
  void separate();

  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace tariff::report
