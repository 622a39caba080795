// Texts of others inside Markdown: nothing in them may be read as markup, mention or link.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tariff::report {

// Plain text, at most `cells` wide before it is escaped, that also stands in a cell of a table.
[[nodiscard]] auto markdown_text(std::string_view text, std::size_t cells) -> std::string;

// The same as code, for names; as text where that is not possible.
[[nodiscard]] auto markdown_code(std::string_view text, std::size_t cells) -> std::string;

}  // namespace tariff::report
