// Where results go: standard output or a file. A reader that closes its end is not an error.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace tariff::app {

class Output {
 public:
  Output() = default;
  ~Output();
  Output(const Output&) = delete;
  auto operator=(const Output&) -> Output& = delete;

  // Empty: standard output. A file is started anew, also one that is open already. False: `why`
  // says what is wrong.
  [[nodiscard]] auto open(const std::string& path, std::string& why) -> bool;

  // False: nobody reads any more, or the disk is full; the caller stops.
  auto write(std::string_view text) -> bool;
  auto flush() -> bool;
  // False: not everything could be written, and the reader did not just go away.
  [[nodiscard]] auto close(std::string& why) -> bool;

  [[nodiscard]] auto is_terminal() const -> bool;
  [[nodiscard]] auto failed() const noexcept -> bool { return error_ != 0; }

 private:
  std::FILE* file_ = nullptr;
  bool owned_ = false;
  int error_ = 0;  // errno of the first write that failed
};

}  // namespace tariff::app
