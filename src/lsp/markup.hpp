// Text with a little emphasis, as Markdown or plain, whichever the client shows.
#pragma once

#include <string>
#include <string_view>

namespace tariff::lsp {

class Markup {
 public:
  explicit Markup(bool markdown) : markdown_(markdown) {}

  // Text of others: what Markdown would act on is escaped.
  auto text(std::string_view words) -> Markup&;
  auto strong(std::string_view words) -> Markup&;
  auto code(std::string_view words) -> Markup&;
  auto link(std::string_view label, std::string_view url) -> Markup&;
  auto paragraph() -> Markup&;  // what follows stands in one of its own
  auto bullet() -> Markup&;     // an item of a list

  [[nodiscard]] auto empty() const noexcept -> bool { return out_.empty(); }
  [[nodiscard]] auto is_markdown() const noexcept -> bool { return markdown_; }
  [[nodiscard]] auto str() const noexcept -> const std::string& { return out_; }

 private:
  bool markdown_;
  bool in_list_ = false;
  std::string out_;
};

}  // namespace tariff::lsp
