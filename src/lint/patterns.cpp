#include "lint/patterns.hpp"

#include <re2/re2.h>

namespace tariff::lint {
namespace {

// Unit: bytes of a compiled pattern; RE2 refuses what needs more, and falls back to a slower way of
// the same linear time where its caches would.
constexpr std::int64_t most_memory = std::int64_t{1} << 20U;

}  // namespace

auto Pattern::compile(std::string_view pattern, Pattern& out, std::string& why) -> bool {
  if (pattern.size() > longest_pattern) {
    why = "a pattern is at most " + std::to_string(longest_pattern) + " bytes long";
    return false;
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(most_memory);
  auto regex =
      std::make_unique<const re2::RE2>(re2::StringPiece{pattern.data(), pattern.size()}, options);
  if (!regex->ok()) {
    why = "not a pattern: " + regex->error();
    return false;
  }
  out.regex_ = std::move(regex);
  return true;
}

Pattern::Pattern() = default;
Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
auto Pattern::operator=(Pattern&&) noexcept -> Pattern& = default;

auto Pattern::is_in(std::string_view text) const -> bool {
  return regex_ != nullptr &&
         re2::RE2::PartialMatch(re2::StringPiece{text.data(), text.size()}, *regex_);
}

}  // namespace tariff::lint
