// JSON text, written in one pass onto the end of a string. Commas are put by the writer; that each
// begin_… has its end_… is the caller's part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/rational.hpp"
#include "tariff/value.hpp"

namespace tariff::report {

// True when the text stands in JSON as it is.
[[nodiscard]] auto is_plain_json(std::string_view text) noexcept -> bool;

// What differs between the lines of records that are answered alike (see report/line_template.hpp).
enum class Variable : std::uint8_t {
  id,
  group,
  line,
  column,
  low,  // of the total, as are the next two
  expected,
  high,
  quantity,
  amount,
  unit_total
};

// Where a variable was written. Unit: bytes, half-open.
struct Mark {
  Variable what{};
  std::size_t begin = 0;
  std::size_t end = 0;
};

class JsonWriter {
 public:
  // `marks`: gets the place of each variable; null: nobody asks.
  explicit JsonWriter(std::string& out, std::vector<Mark>* marks = nullptr) noexcept
      : out_(out), marks_(marks) {}

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

  // The value that write() writes next is a variable.
  template <class Write>
  auto variable(Variable what, Write write) -> JsonWriter& {
    const auto begin = out_.size();
    write();
    if (marks_ != nullptr) marks_->push_back({what, begin, out_.size()});
    return *this;
  }

  // A member each; the optional ones are left out when there is nothing to say.
  auto member(std::string_view name, std::string_view value) -> JsonWriter&;
  auto optional_member(std::string_view name, std::string_view value) -> JsonWriter&;
  auto count_member(std::string_view name, std::int64_t value) -> JsonWriter&;
  auto flag_member(std::string_view name, bool value) -> JsonWriter&;

 private:
  void separate();

  std::string& out_;
  std::vector<Mark>* marks_;
  bool needs_comma_ = false;
};

}  // namespace tariff::report
