// Members of an object read one by one; the first that is not there, or not what it should be, is
// the error.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "tariff/diagnostic.hpp"
#include "tariff/value.hpp"

namespace tariff::planning {

class Members {
 public:
  // `what`: whose members they are, for messages: "the plan".
  Members(const char* what, Diagnostic& why) : what_(what), why_(why) {}

  // Each reads the member at a path of names with dots between them. False: `why` says what is
  // wrong with it, and `out` means nothing.
  auto text(const Value& object, std::string_view path, std::string& out) -> bool;
  auto word(const Value& object, std::string_view path,
            std::initializer_list<std::string_view> words, std::string& out) -> bool;
  auto decimal(const Value& object, std::string_view path, Rational& out) -> bool;  // as text
  auto count(const Value& object, std::string_view path, std::int64_t& out) -> bool;

 private:
  // The member, or null.
  auto find(const Value& object, std::string_view path) -> const Value*;
  auto expected(std::string_view what, std::string_view path) -> bool;

  const char* what_;
  Diagnostic& why_;
};

}  // namespace tariff::planning
