#include "plan/members.hpp"

#include <algorithm>

#include "manifest/reader.hpp"

namespace tariff::planning {

auto Members::find(const Value& object, std::string_view path) -> const Value* {
  const auto* found = &object;
  for (auto rest = path; found != nullptr && !rest.empty();) {
    const auto dot = std::min(rest.find('.'), rest.size());
    found = found->find(rest.substr(0, dot));
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  if (found == nullptr) {
    why_ = manifest::make_error(manifest::code::missing, std::string{path},
                                std::string{what_} + " has no '" + std::string{path} + "'", {});
  }
  return found;
}

auto Members::expected(std::string_view what, std::string_view path) -> bool {
  why_ = manifest::make_error(
      manifest::code::type, std::string{path},
      "expected " + std::string{what} + " as '" + std::string{path} + "' of " + what_, {});
  return false;
}

auto Members::text(const Value& object, std::string_view path, std::string& out) -> bool {
  const auto* found = find(object, path);
  if (found == nullptr) return false;
  out = found->as_text();
  return found->is_text() || expected("a text", path);
}

auto Members::word(const Value& object, std::string_view path,
                   std::initializer_list<std::string_view> words, std::string& out) -> bool {
  if (!text(object, path, out)) return false;
  if (std::find(words.begin(), words.end(), out) != words.end()) return true;
  std::string list;
  for (const auto word : words) list += (list.empty() ? "'" : ", '") + std::string{word} + "'";
  return expected(words.size() == 1 ? list : "one of " + list, path);
}

auto Members::decimal(const Value& object, std::string_view path, Rational& out) -> bool {
  std::string digits;
  return text(object, path, digits) &&
         (Rational::parse(digits, out) || expected("a decimal number as text", path));
}

auto Members::count(const Value& object, std::string_view path, std::int64_t& out) -> bool {
  const auto* found = find(object, path);
  if (found == nullptr) return false;
  const auto number = found->as_number();
  out = number.numerator();
  const bool counts = found->is_number() && found->number_fits() && number.is_integer();
  return (counts && !number.is_negative()) || expected("a whole number", path);
}

}  // namespace tariff::planning
