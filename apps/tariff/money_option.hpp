// Amounts on the command line: "25USD", "0.50 USD".
#pragma once

#include <string>
#include <string_view>

#include "tariff/manifest.hpp"

namespace tariff::app {

// An amount that is not negative, and a currency of three capital letters. False: `why` says what
// was expected.
[[nodiscard]] auto read_money(std::string_view text, Money& out, std::string& why) -> bool;

}  // namespace tariff::app
