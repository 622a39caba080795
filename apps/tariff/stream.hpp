// An input as a stream that remembers what was read from it, as far as that is reasonable, so that
// a finding can show its line. Standard input can be read only once.
#pragma once

#include <cstdio>
#include <istream>
#include <memory>
#include <streambuf>
#include <string>

#include "inputs.hpp"

namespace tariff::app {

class RememberingBuffer : public std::streambuf {
 public:
  // `keep`: Unit: bytes; beyond, what was read is forgotten.
  RememberingBuffer(std::FILE* file, std::size_t keep) : file_(file), keep_(keep) {}

  [[nodiscard]] auto remembered() const noexcept -> const std::string& { return text_; }
  [[nodiscard]] auto bytes_read() const noexcept -> std::uint64_t { return bytes_read_; }
  // errno of a read that failed, or 0.
  [[nodiscard]] auto error() const noexcept -> int { return error_; }

 protected:
  auto underflow() -> int_type override;

 private:
  std::FILE* file_;
  std::size_t keep_;
  std::string block_;
  std::string text_;
  std::uint64_t bytes_read_ = 0;
  int error_ = 0;
};

// The lines of what a buffer remembers.
class RememberedSnippets : public Snippets {
 public:
  RememberedSnippets(std::string name, const RememberingBuffer& buffer)
      : name_(std::move(name)), buffer_(buffer) {}

  [[nodiscard]] auto source_of(const Location& place) -> const base::TextSource* override;

 private:
  std::string name_;
  const RememberingBuffer& buffer_;
  std::unique_ptr<base::TextSource> source_;
};

}  // namespace tariff::app
