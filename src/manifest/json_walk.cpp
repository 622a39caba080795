#include "manifest/json_walk.hpp"

#include <algorithm>

#include "base/json_text.hpp"

namespace tariff::manifest {

namespace {

auto skip_string(std::string_view text, std::size_t at, std::string* out) -> std::size_t {
  JsonError ignored;
  std::size_t end = text.size();
  return base::read_string(text, at, end, out, ignored) ? end : text.size();
}

auto ends_scalar(char c) noexcept -> bool {
  constexpr std::string_view enders = ",}] \t\r\n";
  return enders.find(c) != std::string_view::npos;
}

}  // namespace

auto skip_json_space(std::string_view text, std::size_t at) noexcept -> std::size_t {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

auto skip_json_value(std::string_view text, std::size_t at) -> std::size_t {
  int depth = 0;
  for (at = skip_json_space(text, at); at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at, nullptr);
      if (depth == 0) return at;
      continue;
    }
    if (depth == 0 && ends_scalar(c)) return at;
    ++at;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return at;
  }
  return text.size();
}

auto JsonWalk::next() -> bool {
  if (at_ >= text_.size() || (text_[at_] != '{' && text_[at_] != '[')) return false;
  const bool object = text_[at_] == '{';
  auto at = at_;
  if (value_ != 0) {
    if (behind_ == 0) behind_ = skip_json_value(text_, value_);
    at = skip_json_space(text_, behind_);  // at the comma or the end
    if (at >= text_.size() || text_[at] != ',') return false;
  }
  at = skip_json_space(text_, at + 1);
  if (at >= text_.size() || text_[at] == ']' || text_[at] == '}') return false;
  if (object) {
    key_ = at;
    name_.clear();
    at = skip_json_space(text_, skip_string(text_, at, &name_));
    at = skip_json_space(text_, at + 1);  // behind the colon
  }
  value_ = at;
  behind_ = 0;
  return true;
}

}  // namespace tariff::manifest
