// A file's content replaced at once: whoever reads it sees the old text or the new one.
#pragma once

#include <string>
#include <string_view>

namespace tariff::app {

// Puts `text` in the place of `before`, which is what was read. The file keeps its mode, and a
// symbolic link keeps pointing to it. False: `why` says what is wrong, and the file is as it was:
// it cannot be written, is no regular file, or holds something else by now.
[[nodiscard]] auto replace_file(const std::string& path, std::string_view before,
                                std::string_view text, std::string& why) -> bool;

}  // namespace tariff::app
