// How files are called in reports that other tools read.
#pragma once

#include <string>
#include <string_view>

#include "formats/writer.hpp"

namespace tariff::formats {

// What standard input is called.
inline constexpr std::string_view standard_input = "-";

// The path from the run's base folder, with "/" between folders and neither "." nor ".."; absolute
// for a file outside of it. As the user wrote it where the folders are not known.
[[nodiscard]] auto report_path(const std::string& name, const LintRun& run) -> std::string;

// The same; the base folder itself, ".", for a finding of no file in formats that demand a path.
[[nodiscard]] auto path_or_root(const std::string& name, const LintRun& run) -> std::string;

// A path as a URI (RFC 3986): "images/h%C3%A9ro.yaml", or "file:///…" for an absolute one.
[[nodiscard]] auto uri_of(std::string_view path) -> std::string;

}  // namespace tariff::formats
