#include "tariff/edit.hpp"

namespace tariff {
inline namespace v0 {

auto apply_edits(std::string_view text, std::span<const TextEdit> edits)
    -> std::optional<std::string> {
  std::string out;
  std::uint64_t done = 0;
  bool inserted_here = false;  // an insertion at `done` was the last edit
  for (const auto& edit : edits) {
    const bool inside = edit.offset <= text.size() && edit.length <= text.size() - edit.offset;
    const bool twice = inserted_here && edit.offset == done && edit.length == 0;
    if (!inside || edit.offset < done || twice) return std::nullopt;
    out.append(text.substr(done, edit.offset - done)).append(edit.text);
    done = edit.offset + edit.length;
    inserted_here = edit.length == 0;
  }
  out.append(text.substr(done));
  return out;
}

}  // namespace v0
}  // namespace tariff
