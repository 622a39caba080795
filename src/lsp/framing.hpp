// How messages follow each other in the byte stream of a language client: headers, an empty line,
// and as many bytes as Content-Length says.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tariff::lsp {

// Unit: bytes. A client sends whole documents; more than this is no manifest that anyone edits.
inline constexpr std::size_t largest_message = std::size_t{64} << 20U;
// Unit: bytes of all headers of a message.
inline constexpr std::size_t largest_header = 8192;

struct Frame {
  bool good = false;
  std::string text;  // the message; or what is wrong with its frame
};

// Takes the stream in any pieces. A message that is too long is skipped and said once; headers
// without a length are said, and reading goes on behind them.
class FrameReader {
 public:
  void add(std::string_view bytes) { buffer_.append(bytes); }

  // The next message that is there as a whole; nothing: more bytes are needed.
  [[nodiscard]] auto next() -> std::optional<Frame>;

  // True once no start of a message can be found any more: headers that do not end.
  [[nodiscard]] auto is_lost() const noexcept -> bool { return lost_; }

 private:
  auto read_header() -> std::optional<Frame>;
  auto read_body() -> std::optional<Frame>;
  void consume(std::size_t count);

  std::string buffer_;
  std::size_t at_ = 0;                 // what stands before it has been read
  std::optional<std::size_t> length_;  // of the body that is awaited
  std::size_t skipped_ = 0;            // bytes of a message that was too long, still to come
  bool lost_ = false;
};

// A message as it is sent.
[[nodiscard]] auto frame(std::string_view message) -> std::string;

}  // namespace tariff::lsp
