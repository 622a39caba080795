// The lines of accepted requests, straight from what was bound and priced: no quote, no text and,
// after the first of its shape, no memory of its own. Byte for byte what append_json_line() makes
// of evaluate().
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/bound.hpp"
#include "pricing/price.hpp"
#include "report/byte_buffer.hpp"
#include "tariff/date.hpp"

namespace tariff::report {

// What the record itself gives to its line.
struct LineSubject {
  std::string_view id;
  std::string_view group;
};

struct LineShape;

// The lines of one offer.
class QuoteLines {
 public:
  QuoteLines();
  ~QuoteLines();
  QuoteLines(QuoteLines&&) noexcept;
  auto operator=(QuoteLines&&) noexcept -> QuoteLines&;

  // `bound` has no finding on `day`, and `price` is its price. The line has no line end. False, and
  // nothing is appended: a rare kind of answer; evaluate() has to be asked.
  [[nodiscard]] auto append(ByteBuffer& out, const LineSubject& subject, const BoundRequest& bound,
                            Date day, const pricing::Price& price) -> bool;

 private:
  struct Facts;
  struct Known;

  // The line of that shape; null when `shape` is wrong about the rounding of this price.
  auto known(const LineShape& shape, const LineSubject& subject, const BoundRequest& bound,
             Date day) -> const Known*;

  std::unique_ptr<Facts> facts_;
  std::vector<std::unique_ptr<Known>> lines_;
};

}  // namespace tariff::report
