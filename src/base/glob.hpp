// Patterns of paths, as .gitignore and settings files have them.
//
//     const Glob glob{"drafts/**/*.yaml"};
//     glob.matches("drafts/spring/cats.yaml", Glob::Entry::file);   // true
//
// `*` and `?` match within a name, `[a-z]`, `[!a-z]` and `[[:digit:]]` one byte of a name, `**` as
// a whole name any number of folders, `\` takes what follows literally. A pattern with a slash
// before its end is anchored at the folder that it is of; any other matches a name at any depth. A
// slash at the end asks for a folder. A leading `!` is nothing special here: negation is a matter
// of lists of patterns.
//
// Names are bytes: no encoding is assumed, and case counts. A pattern that cannot be read (an
// unclosed bracket, a backslash at the end) matches nothing, as with git.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tariff::base {

class Glob {
 public:
  enum class Entry : std::uint8_t { file, folder };

  explicit Glob(std::string_view pattern);

  // `path` is relative to the pattern's folder: names with '/' between them, without "." and "..".
  // Cost: at most the length of the pattern times the length of the path.
  [[nodiscard]] auto matches(std::string_view path, Entry entry) const noexcept -> bool;

  // Whether it matches the file, or one of the folders on the way to it.
  [[nodiscard]] auto covers(std::string_view file) const noexcept -> bool;

 private:
  class Reader;
  using Bytes = std::bitset<256>;

  enum class Step : std::uint8_t { byte, any_byte, any_bytes, one_of };
  struct Token {
    Step step{};
    char byte = 0;
    std::uint32_t set = 0;  // index of sets_
  };
  // A name of the pattern. Unit: indices of tokens_, half-open.
  struct Name {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool any_folders = false;  // `**`
  };

  [[nodiscard]] auto matches_byte(const Token& token, char byte) const noexcept -> bool;
  [[nodiscard]] auto matches_name(const Name& name, std::string_view text) const noexcept -> bool;
  [[nodiscard]] auto matches_path(std::string_view path) const noexcept -> bool;

  std::vector<Token> tokens_;
  std::vector<Name> names_;
  std::vector<Bytes> sets_;
  bool folders_only_ = false;
  bool anchored_ = false;
  bool readable_ = true;
};

}  // namespace tariff::base
