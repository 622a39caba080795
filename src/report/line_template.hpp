// The JSON lines of records that are answered alike: the explaining way writes the first of them,
// and the others differ from it in their marks only. So there is one source of every word.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "report/byte_buffer.hpp"
#include "report/json_writer.hpp"
#include "tariff/report.hpp"

namespace tariff::report {

class LineTemplate {
 public:
  explicit LineTemplate(const RecordResult& first);

  // Copies the line and calls write(to, variable) in place of each variable of it, in order; it
  // returns the end of what it has written. `room`: bytes that all variables take at most.
  template <class Write>
  void append(ByteBuffer& out, std::size_t room, Write&& write) const {
    char* to = out.room(text_.size() + room);
    const char* from = text_.data();
    const auto copy_until = [&](const char* end) {
      const auto size = static_cast<std::size_t>(end - from);
      std::memcpy(to, from, size);
      to += size;
    };
    for (const Mark& mark : marks_) {
      copy_until(text_.data() + mark.begin);
      to = write(to, mark.what);
      from = text_.data() + mark.end;
    }
    copy_until(text_.data() + text_.size());
    out.end_at(to);
  }

  [[nodiscard]] auto variables() const noexcept -> std::size_t { return marks_.size(); }

 private:
  std::string text_;
  std::vector<Mark> marks_;
};

}  // namespace tariff::report
