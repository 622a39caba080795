// What the completion scripts of the shells are made from: every option that the program takes, and
// what may stand behind it. So that a script never lacks an option, none is written by hand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "options.hpp"

namespace tariff::app {

// What the shell offers for a value.
struct Hint {
  enum class Kind : std::uint8_t {
    nothing,  // the user knows
    words,    // one of `words`
    files,
    folders,
    names,  // `tariff completion WHAT` lists them; `words` holds WHAT
    list    // the same, several with commas between them
  };
  Kind kind{};
  std::vector<std::string> words;
};

[[nodiscard]] auto hint_of(Command command, const OptionHelp& option) -> Hint;

// Words with one space between them.
[[nodiscard]] auto spaced(const std::vector<std::string>& words) -> std::string;

[[nodiscard]] auto bash_completion(const std::vector<CommandHelp>& commands) -> std::string;
[[nodiscard]] auto zsh_completion(const std::vector<CommandHelp>& commands) -> std::string;
[[nodiscard]] auto fish_completion(const std::vector<CommandHelp>& commands) -> std::string;

}  // namespace tariff::app
