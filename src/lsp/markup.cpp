#include "lsp/markup.hpp"

#include "report/utf8.hpp"

namespace tariff::lsp {

auto Markup::text(std::string_view words) -> Markup& {
  constexpr std::string_view special = "\\`*_{}[]<>#|~$";
  for (const char c : report::printable(words)) {
    if (markdown_ && special.find(c) != std::string_view::npos) out_ += '\\';
    out_ += c;
  }
  return *this;
}

auto Markup::strong(std::string_view words) -> Markup& {
  if (markdown_) out_ += "**";
  text(words);
  if (markdown_) out_ += "**";
  return *this;
}

// A backtick inside would end it.
auto Markup::code(std::string_view words) -> Markup& {
  if (words.find('`') != std::string_view::npos) return text(words);
  if (markdown_) out_ += '`';
  out_ += report::printable(words);
  if (markdown_) out_ += '`';
  return *this;
}

auto Markup::link(std::string_view label, std::string_view url) -> Markup& {
  const bool safe = url.find_first_of(" ()<>") == std::string_view::npos;
  if (!markdown_ || !safe) {
    return label == url ? text(url) : text(label).text(": ").text(url);
  }
  out_ += '[';
  text(label);
  out_.append("](").append(url) += ')';
  return *this;
}

auto Markup::paragraph() -> Markup& {
  if (!out_.empty()) out_ += markdown_ || in_list_ ? "\n\n" : "\n";
  in_list_ = false;
  return *this;
}

auto Markup::bullet() -> Markup& {
  if (!out_.empty()) out_ += in_list_ || !markdown_ ? "\n" : "\n\n";
  in_list_ = true;
  out_ += "- ";
  return *this;
}

}  // namespace tariff::lsp
