#include "manifest/json_place.hpp"

#include <algorithm>
#include <charconv>

#include "base/text_source.hpp"
#include "manifest/json_walk.hpp"

namespace tariff {

namespace manifest {

namespace {

// The value of the member of the object at `at`, or npos.
auto find_member(std::string_view text, std::size_t at, std::string_view name) -> std::size_t {
  JsonWalk walk{text, at};
  if (at >= text.size() || text[at] != '{') return std::string_view::npos;
  while (walk.next()) {
    if (walk.name() == name) return walk.value();
  }
  return std::string_view::npos;
}

// The item of the array at `at`, or npos.
auto find_item(std::string_view text, std::size_t at, std::size_t index) -> std::size_t {
  JsonWalk walk{text, at};
  if (at >= text.size() || text[at] != '[') return std::string_view::npos;
  for (; walk.next(); --index) {
    if (index == 0) return walk.value();
  }
  return std::string_view::npos;
}

// Takes "name" or "[3]" off the front of a path.
auto take_step(std::string_view& path) noexcept -> std::string_view {
  if (path.starts_with('.')) path.remove_prefix(1);
  const auto end = path.starts_with('[') ? path.find(']') : path.find_first_of(".[");
  auto length = std::min(end, path.size());
  if (path.starts_with('[') && length < path.size()) ++length;
  const auto step = path.substr(0, length);
  path.remove_prefix(length);
  return step;
}

auto find_step(std::string_view text, std::size_t at, std::string_view step) -> std::size_t {
  if (!step.starts_with('[')) return find_member(text, at, step);
  std::size_t index = 0;
  std::from_chars(step.data() + 1, step.data() + step.size(), index);
  return find_item(text, at, index);
}

}  // namespace

}  // namespace manifest

inline namespace v0 {

auto JsonText::place(std::size_t begin, std::size_t length) const -> Location {
  begin = std::min(begin, text.size());
  const auto before = std::string_view{text}.substr(0, begin);
  const auto newline = before.rfind('\n');
  const bool on_first_line = newline == std::string_view::npos;
  const auto line_start = on_first_line ? 0 : newline + 1;
  Location place;
  place.file = name;
  place.line =
      first_line + static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
  place.column = static_cast<std::uint32_t>(base::count_code_points(before.substr(line_start))) +
                 (on_first_line ? first_column : 1);
  place.offset = first_offset + begin;
  place.length = static_cast<std::uint32_t>(std::min(length, text.size() - begin));
  return place;
}

auto JsonText::find(std::string_view path) const -> Location {
  auto at = manifest::skip_json_space(text, 0);
  bool first = true;
  while (!path.empty()) {
    auto step = manifest::take_step(path);
    if (step.empty()) break;
    if (batch && first && step == "params") step = "body";
    first = false;
    const auto found = manifest::find_step(text, at, step);
    if (found == std::string_view::npos) break;
    at = found;
  }
  return place(at, manifest::skip_json_value(text, at) - at);
}

}  // namespace v0
}  // namespace tariff
