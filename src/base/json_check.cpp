#include "base/json_check.hpp"

#include <string>

#include "base/json_text.hpp"
#include "base/text_source.hpp"

namespace tariff::base {

namespace {

class Checker {
 public:
  Checker(std::string_view text, int max_depth, JsonError& error)
      : text_(text), depth_left_(max_depth), error_(error) {}

  auto document() -> bool {
    if (!value()) return false;
    skip_space();
    return at_ == text_.size() || fail("text after the end of the JSON value");
  }

 private:
  auto fail(std::string message) -> bool {
    error_ = {std::move(message), at_};
    return false;
  }

  void skip_space() noexcept {
    at_ = text_.find_first_not_of(" \t\r\n", at_);
    if (at_ == std::string_view::npos) at_ = text_.size();
  }

  [[nodiscard]] auto next_is(char c) const noexcept -> bool {
    return at_ < text_.size() && text_[at_] == c;
  }

  auto take(char c) noexcept -> bool {
    skip_space();
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }

  auto value() -> bool {
    skip_space();
    if (at_ == text_.size()) return fail("expected a value, found the end of the text");
    switch (text_[at_]) {
      case '{': return nested('}', true);
      case '[': return nested(']', false);
      case '"': return string();
      case 't': return word("true");
      case 'f': return word("false");
      case 'n': return word("null");
      default: return number();
    }
  }

  auto string() -> bool { return read_string(text_, at_, at_, nullptr, error_); }

  auto word(std::string_view spelling) -> bool {
    if (!text_.substr(at_).starts_with(spelling)) return fail("expected a value");
    at_ += spelling.size();
    return at_end_of_scalar();
  }

  auto number() -> bool {
    const auto length = number_length(text_.substr(at_));
    if (length == 0) return fail(text_[at_] == '\0' ? "NUL byte" : "expected a value");
    at_ += length;
    return at_end_of_scalar();
  }

  auto at_end_of_scalar() -> bool {
    constexpr std::string_view enders = " \t\r\n,]}:";
    return at_ == text_.size() || enders.find(text_[at_]) != std::string_view::npos ||
           fail("expected ',' or the end of the value");
  }

  auto nested(char closer, bool object) -> bool {
    if (depth_left_ == 0) return fail("nested too deeply");
    --depth_left_;
    ++at_;
    if (!take(closer)) {
      do {
        if (!(object ? member() : value())) return false;
      } while (take(','));
      if (!take(closer)) return fail(std::string{"expected ',' or '"} + closer + "'");
    }
    ++depth_left_;
    return true;
  }

  auto member() -> bool {
    skip_space();
    if (!next_is('"')) return fail("expected a member name in double quotes");
    if (!string()) return false;
    return take(':') ? value() : fail("expected ':'");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_left_;
  JsonError& error_;
};

}  // namespace

auto check_json(std::string_view text, int max_depth, JsonError& error) -> bool {
  if (const auto bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    error = {"not valid UTF-8", bad};
    return false;
  }
  return Checker{text, max_depth, error}.document();
}

}  // namespace tariff::base
