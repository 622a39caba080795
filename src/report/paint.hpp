// Colours of a terminal. With colour off every function gives its text back.
#pragma once

#include <string>
#include <string_view>

#include "tariff/diagnostic.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

class Paint {
 public:
  explicit Paint(TextOptions options) noexcept : color_(options.color) {}

  [[nodiscard]] auto bold(std::string_view text) const -> std::string { return wrap("1", text); }
  [[nodiscard]] auto dim(std::string_view text) const -> std::string { return wrap("2", text); }
  [[nodiscard]] auto good(std::string_view text) const -> std::string { return wrap("32", text); }
  [[nodiscard]] auto caution(std::string_view text) const -> std::string {
    return wrap("1;33", text);
  }
  [[nodiscard]] auto bad(std::string_view text) const -> std::string { return wrap("1;31", text); }
  [[nodiscard]] auto severity(Severity severity, std::string_view text) const -> std::string {
    if (severity == Severity::error) return bad(text);
    return severity == Severity::warning ? caution(text) : bold(text);
  }
  [[nodiscard]] auto enabled() const noexcept -> bool { return color_; }

 private:
  [[nodiscard]] auto wrap(std::string_view code, std::string_view text) const -> std::string {
    if (!color_ || text.empty()) return std::string{text};
    return "\x1b[" + std::string{code} + "m" + std::string{text} + "\x1b[0m";
  }

  bool color_;
};

}  // namespace tariff::report
