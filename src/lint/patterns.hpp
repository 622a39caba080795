// Regular expressions that run in time linear in the text, whatever the pattern: RE2.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace tariff::lint {

// Unit: bytes. Patterns of policies have some tens.
inline constexpr std::size_t longest_pattern = 1024;

// A compiled pattern. Any number of threads may share it.
class Pattern {
 public:
  // False: `why` says what is wrong with the pattern.
  [[nodiscard]] static auto compile(std::string_view pattern, Pattern& out, std::string& why)
      -> bool;

  Pattern();
  ~Pattern();
  Pattern(Pattern&&) noexcept;
  auto operator=(Pattern&&) noexcept -> Pattern&;

  // Whether the pattern fits somewhere in the text; ^ and $ tie it to the ends.
  [[nodiscard]] auto is_in(std::string_view text) const -> bool;

 private:
  std::unique_ptr<const re2::RE2> regex_;
};

}  // namespace tariff::lint
