// What stands in the parameters of a message. Whatever is missing or of another kind reads as
// nothing: clients leave out what they like.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/text_document.hpp"
#include "tariff/value.hpp"

namespace tariff::lsp {

using MemberPath = std::initializer_list<std::string_view>;

// Null: there is none.
[[nodiscard]] auto value_at(const Value& params, MemberPath path) -> const Value*;
[[nodiscard]] auto text_at(const Value& params, MemberPath path) -> std::string;
[[nodiscard]] auto integer_at(const Value& params, MemberPath path) -> std::int64_t;
[[nodiscard]] auto flag_at(const Value& params, MemberPath path) -> bool;
[[nodiscard]] auto texts_at(const Value& params, MemberPath path) -> std::vector<std::string>;

[[nodiscard]] auto read_position(const Value& value, Position& out) -> bool;
[[nodiscard]] auto read_range(const Value& value, PositionRange& out) -> bool;

}  // namespace tariff::lsp
