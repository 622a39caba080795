// Text as XML 1.0 holds it. What XML cannot hold at all (control characters, broken UTF-8, U+FFFE
// and U+FFFF) is made visible or replaced.
#pragma once

#include <string>
#include <string_view>

namespace tariff::formats {

// Between tags; line ends are kept.
[[nodiscard]] auto xml_text(std::string_view text) -> std::string;

// ` name="value"`; line ends become character references, which readers keep.
[[nodiscard]] auto xml_attribute(std::string_view name, std::string_view value) -> std::string;

}  // namespace tariff::formats
