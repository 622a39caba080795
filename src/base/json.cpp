// The door for JSON. One pass over the text, by its grammar; what is wrong with a text that is
// refused is found out by the checker. The only file of this folder that includes simdjson, which
// knows at once whether the bytes are UTF-8.
#include <simdjson.h>

#include <algorithm>

#include "base/json_check.hpp"
#include "base/json_reader.hpp"
#include "base/json_text.hpp"

namespace tariff {

namespace base {

namespace {

// Recursion is by level of nesting; this bounds the stack whatever the caller asks for.
constexpr int deepest = 512;
// Unit: bytes. The memory that a larger text took is given back before the next one.
constexpr std::size_t keep_at_most = std::size_t{1} << 20U;
// As many values take that much.
constexpr std::size_t keep_values = keep_at_most / sizeof(Value);
// Values of one text: a value takes some twenty times the memory of the two bytes that it may be.
constexpr std::size_t most_values = 1'000'000;
// Up to here, members are compared pairwise; beyond, names are sorted.
constexpr std::size_t few_members = 16;
// Room of an object that has any member.
constexpr std::size_t usual_members = 4;

// One of 64 bits. Names of different bits differ.
auto bit_of(std::string_view name) noexcept -> std::uint64_t {
  if (name.empty()) return 1;
  const auto mixed = name.size() * 7 + std::size_t{3} * static_cast<unsigned char>(name.front()) +
                     static_cast<unsigned char>(name.back());
  return std::uint64_t{1} << (mixed % 64);
}

}  // namespace

class JsonReader::Pass {
 public:
  Pass(std::string_view text, int max_depth, JsonReader& reader, JsonError& error)
      : text_(text), depth_left_(max_depth), reader_(reader), error_(error) {}

  // False with an empty error message: the caller asks the checker what is wrong.
  auto document(Value& out) -> bool {
    if (!content(out)) return false;
    skip_space();
    return at_ == text_.size();
  }

  [[nodiscard]] auto values() const noexcept -> std::size_t { return values_; }

 private:
  // NUL at the end of the text, where nothing is allowed that it may be confused with.
  [[nodiscard]] auto next() const noexcept -> char {
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  void skip_space() noexcept {
    const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
    while (is_space(next())) ++at_;
  }

  auto take(char c) noexcept -> bool {
    skip_space();
    if (next() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  auto value(Value& out) -> bool {
    if (++values_ > most_values) {
      error_ = {"more than " + std::to_string(most_values) + " values", 0};
      return false;
    }
    return content(out);
  }

  auto content(Value& out) -> bool {
    skip_space();
    switch (next()) {
      case '{': return nested(out, &Pass::object);
      case '[': return nested(out, &Pass::array);
      case '"': return string(reader_.spare_.text(out));
      case 't': return word("true", Value::boolean(true), out);
      case 'f': return word("false", Value::boolean(false), out);
      case 'n': return word("null", Value{}, out);
      default: return number(out);
    }
  }

  auto word(std::string_view spelling, Value meaning, Value& out) -> bool {
    if (!text_.substr(at_).starts_with(spelling)) return false;
    at_ += spelling.size();
    reader_.spare_.plain(out, std::move(meaning));
    return true;
  }

  auto number(Value& out) -> bool {
    const auto length = number_length(text_.substr(at_));
    if (length == 0) return false;
    reader_.spare_.plain(out, number_value(text_.substr(at_, length)));
    at_ += length;
    return true;
  }

  auto string(std::string& out) -> bool {
    const auto begin = at_ + 1;
    const auto end = plain_end(text_, begin);
    if (end == text_.size() || text_[end] != '"') return escaped_string(out, end);
    reader_.spare_.make_room(out, end - begin);
    out.assign(text_, begin, end - begin);
    at_ = end + 1;
    return true;
  }

  // `end` is that of the first plain run.
  auto escaped_string(std::string& out, std::size_t end) -> bool {
    while (end < text_.size() && text_[end] != '"') {
      end = plain_end(text_, std::min(text_.size(), end + (text_[end] == '\\' ? 2U : 1U)));
    }
    reader_.spare_.make_room(out, end - at_);  // what an escape means is shorter than it
    out.clear();
    out.reserve(end - at_);
    JsonError ignored;
    return read_string(text_, at_, at_, &out, ignored);
  }

  auto nested(Value& out, bool (Pass::*read)(Value&)) -> bool {
    if (depth_left_ == 0) return false;
    --depth_left_;
    ++at_;
    const bool done = (this->*read)(out);
    ++depth_left_;
    return done;
  }

  auto array(Value& out) -> bool {
    auto& items = reader_.spare_.items(out);
    std::size_t count = 0;
    if (!take(']')) {
      do {
        if (count == items.size()) items.emplace_back();
        if (!value(items[count++])) return false;
      } while (take(','));
      if (!take(']')) return false;
    }
    reader_.spare_.cut(items, count);
    return true;
  }

  auto object(Value& out) -> bool {
    auto& members = reader_.spare_.members(out);
    const auto first_offset = reader_.name_offsets_.size();
    std::size_t count = 0;
    std::uint64_t bits = 0;
    bool twice = false;  // perhaps
    if (!take('}')) {
      members.reserve(usual_members);
      reader_.name_offsets_.reserve(few_members);
      do {
        if (count == members.size()) members.emplace_back();
        auto& member = members[count++];
        if (!name(member.name) || !take(':') || !value(member.value)) return false;
        const auto bit = bit_of(member.name);
        twice = twice || (bits & bit) != 0;
        bits |= bit;
      } while (take(','));
      if (!take('}')) return false;
    }
    reader_.spare_.cut(members, count);
    const bool unique = !twice || names_differ(members, first_offset);
    reader_.name_offsets_.resize(first_offset);
    return unique;
  }

  auto name(std::string& out) -> bool {
    skip_space();
    if (next() != '"') return false;
    reader_.name_offsets_.push_back(at_);
    return string(out);
  }

  auto names_differ(const std::vector<Value::Member>& members, std::size_t first_offset) -> bool {
    const auto refuse = [&](std::size_t index) {
      error_ = {"member name \"" + members[index].name + "\" occurs twice",
                reader_.name_offsets_[first_offset + index]};
      return false;
    };
    if (members.size() <= few_members) {
      for (std::size_t i = 1; i < members.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (members[i].name == members[j].name) return refuse(i);
        }
      }
      return true;
    }
    auto& order = reader_.order_;
    order.resize(members.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto by_name = members[a].name.compare(members[b].name);
      return by_name != 0 ? by_name < 0 : a < b;
    });
    const auto same = std::adjacent_find(order.begin(), order.end(), [&](auto a, auto b) {
      return members[a].name == members[b].name;
    });
    return same == order.end() || refuse(*(same + 1));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_left_;
  std::size_t values_ = 0;
  JsonReader& reader_;
  JsonError& error_;
};

auto JsonReader::read(std::string_view text, Value& out, JsonError& error, int max_depth) -> bool {
  max_depth = std::clamp(max_depth, 0, deepest);
  error.message.clear();
  error.offset = 0;
  if (large_) {
    out = Value{};
    *this = JsonReader{};
  }
  name_offsets_.clear();
  Pass pass{text, max_depth, *this, error};
  const bool done = simdjson::validate_utf8(text) && pass.document(out);
  large_ = text.size() > keep_at_most || pass.values() > keep_values;
  // Only duplicate names and limits are found here; the checker knows the rest.
  if (!done && error.message.empty() && check_json(text, max_depth, error)) {
    error = {"not valid JSON", 0};
  }
  return done;
}

}  // namespace base

inline namespace v0 {

auto parse_json(std::string_view text, Value& out, JsonError& error, int max_depth) -> bool {
  Value value;
  if (!base::JsonReader{}.read(text, value, error, max_depth)) return false;
  out = std::move(value);
  return true;
}

}  // namespace v0
}  // namespace tariff
