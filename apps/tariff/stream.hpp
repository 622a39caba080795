// An input as a stream, and its lines for showing them with a finding: read again from a file;
// remembered, as far as that is reasonable, of a pipe, which can be read only once.
#pragma once

#include <istream>
#include <memory>
#include <streambuf>
#include <string>

#include "byte_source.hpp"
#include "inputs.hpp"

namespace tariff::app {

class RememberingBuffer : public std::streambuf {
 public:
  // `head` has been read from the source before.
  RememberingBuffer(ByteSource& source, std::string head);

  [[nodiscard]] auto source() const noexcept -> const ByteSource& { return source_; }
  [[nodiscard]] auto remembered() const noexcept -> const std::string& { return text_; }

 protected:
  auto underflow() -> int_type override;

 private:
  ByteSource& source_;
  std::string block_;
  std::size_t keep_;  // Unit: bytes; beyond, what was read is forgotten
  bool begun_ = false;
  std::string text_;
};

// The lines of what a buffer reads.
class RememberedSnippets : public Snippets {
 public:
  RememberedSnippets(std::string name, const RememberingBuffer& buffer)
      : name_(std::move(name)), buffer_(buffer) {}

  [[nodiscard]] auto source_of(const Location& place) -> const base::TextSource* override;

 private:
  [[nodiscard]] auto read_again(const Location& place) -> const base::TextSource*;

  std::string name_;
  const RememberingBuffer& buffer_;
  std::unique_ptr<base::TextSource> source_;
};

}  // namespace tariff::app
