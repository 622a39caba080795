// The door for JSON. The only file that includes simdjson, which finds the structure of the text;
// scalars are read here from their bytes, so that numbers stay exact.
#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/json_check.hpp"
#include "base/json_text.hpp"
#include "tariff/value.hpp"

namespace tariff {
inline namespace v0 {

namespace {

namespace ondemand = simdjson::ondemand;

// Recursion is by level of nesting; this bounds the stack whatever the caller asks for.
constexpr int deepest = 512;
// Unit: bytes. Larger working memory is given back after use.
constexpr std::size_t keep_at_most = std::size_t{1} << 20U;
// Values of one text: a value takes some fifty times the memory of the byte that it may be.
constexpr std::size_t most_values = 1'000'000;
// Up to here, members are compared pairwise; beyond, names are sorted.
constexpr std::size_t few_members = 16;

// Working memory that is reused from one text to the next: reading a small body is then free of
// large allocations. Holds no state between calls.
struct Workspace {
  ondemand::parser parser;
  std::vector<char> padded;

  auto load(std::string_view text) -> simdjson::padded_string_view {
    const auto needed = text.size() + simdjson::SIMDJSON_PADDING;
    if (padded.size() < needed) padded.resize(needed);
    std::memcpy(padded.data(), text.data(), text.size());
    std::memset(padded.data() + text.size(), ' ', simdjson::SIMDJSON_PADDING);
    return simdjson::padded_string_view{padded.data(), text.size(), padded.size()};
  }
  void trim() {
    if (padded.size() <= keep_at_most) return;
    padded = {};
    parser = ondemand::parser{};
  }
};

class Reader {
 public:
  // `copy` is where simdjson reads the same bytes.
  Reader(std::string_view text, const char* copy, int max_depth, JsonError& error)
      : text_(text), copy_(copy), depth_left_(max_depth), error_(error) {}

  // False with an empty error message: the caller asks the checker what is wrong.
  auto document(ondemand::document& document, Value& out) -> bool {
    ondemand::json_type type{};
    if (document.type().get(type) != simdjson::SUCCESS || depth_left_ == 0) return false;
    --depth_left_;
    // Asked of the document, not of its root value: only the former checks the last character.
    const bool read =
        type == ondemand::json_type::array ? array(document, out) : object(document, out);
    // Behind the last token there is no location.
    return read && document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  }

  auto scalar(std::string_view token, Value& out) -> bool {
    const auto last = token.find_last_not_of(" \t\r\n");
    token = token.substr(0, last == std::string_view::npos ? 0 : last + 1);
    if (token.empty()) return false;
    if (token.front() == '"') return string(token, out);
    if (token == "true" || token == "false") {
      out = Value::boolean(token == "true");
      return true;
    }
    if (token == "null") {
      out = Value{};
      return true;
    }
    if (base::number_length(token) != token.size()) return false;
    out = base::number_value(token);
    return true;
  }

 private:
  auto string(std::string_view token, Value& out) -> bool {
    std::string decoded;
    std::size_t end = 0;
    JsonError ignored;
    if (!base::read_string(token, 0, end, &decoded, ignored) || end != token.size()) return false;
    out = Value::text(std::move(decoded));
    return true;
  }

  auto value(ondemand::value& in, Value& out) -> bool {
    if (++values_ > most_values) {
      error_ = {"more than " + std::to_string(most_values) + " values", 0};
      return false;
    }
    ondemand::json_type type{};
    if (in.type().get(type) != simdjson::SUCCESS) return false;
    if (type != ondemand::json_type::array && type != ondemand::json_type::object) {
      const auto token = std::string_view{in.raw_json_token()};
      // A string that is not consumed would be skipped as if it were a member name.
      if (type == ondemand::json_type::string &&
          in.get_raw_json_string().error() != simdjson::SUCCESS) {
        return false;
      }
      return scalar(token, out);
    }
    if (depth_left_ == 0) return false;
    --depth_left_;
    const bool read = type == ondemand::json_type::array ? array(in, out) : object(in, out);
    ++depth_left_;
    return read;
  }

  template <typename Source>
  auto array(Source& in, Value& out) -> bool {
    ondemand::array items;
    if (in.get_array().get(items) != simdjson::SUCCESS) return false;
    out = Value::array();
    for (auto item : items) {
      ondemand::value each;
      if (std::move(item).get(each) != simdjson::SUCCESS) return false;
      if (!value(each, out.items().emplace_back())) return false;
    }
    return true;
  }

  template <typename Source>
  auto object(Source& in, Value& out) -> bool {
    ondemand::object members;
    if (in.get_object().get(members) != simdjson::SUCCESS) return false;
    out = Value::object();
    const auto first_offset = name_offsets_.size();
    for (auto member : members) {
      ondemand::field field;
      if (std::move(member).get(field) != simdjson::SUCCESS) return false;
      auto& added = out.members().emplace_back();
      if (!name(field, added.name) || !value(field.value(), added.value)) return false;
    }
    const bool unique = names_differ(out.members(), first_offset);
    name_offsets_.resize(first_offset);
    return unique;
  }

  auto name(ondemand::field& field, std::string& out) -> bool {
    // raw() points behind the opening quote, in the padded copy of the text.
    const auto offset = static_cast<std::size_t>(field.key().raw() - copy_) - 1;
    name_offsets_.push_back(offset);
    std::size_t end = 0;
    JsonError ignored;
    return base::read_string(text_, offset, end, &out, ignored);
  }

  auto names_differ(const std::vector<Value::Member>& members, std::size_t first_offset) -> bool {
    const auto refuse = [&](std::size_t index) {
      error_ = {"member name \"" + members[index].name + "\" occurs twice",
                name_offsets_[first_offset + index]};
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
    std::vector<std::uint32_t> order(members.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return members[a].name < members[b].name;
    });
    const auto same = std::adjacent_find(order.begin(), order.end(), [&](auto a, auto b) {
      return members[a].name == members[b].name;
    });
    return same == order.end() || refuse(*(same + 1));
  }

  std::string_view text_;
  const char* copy_;
  int depth_left_;
  std::size_t values_ = 0;
  JsonError& error_;
  std::vector<std::size_t> name_offsets_;  // of the objects that are being read, innermost last
};

auto is_nested(std::string_view text) noexcept -> bool {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

auto read(std::string_view text, Value& out, JsonError& error, int max_depth) -> bool {
  if (!is_nested(text)) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && simdjson::validate_utf8(text) &&
           Reader{text, text.data(), max_depth, error}.scalar(text.substr(first), out);
  }
  thread_local Workspace workspace;
  const auto padded = workspace.load(text);
  ondemand::document document;
  const bool done = workspace.parser.iterate(padded).get(document) == simdjson::SUCCESS &&
                    Reader{text, padded.data(), max_depth, error}.document(document, out);
  workspace.trim();
  return done;
}

}  // namespace

auto parse_json(std::string_view text, Value& out, JsonError& error, int max_depth) -> bool {
  max_depth = std::clamp(max_depth, 0, deepest);
  error = {};
  Value value;
  if (!read(text, value, error, max_depth)) {
    // Only duplicate names and limits are found here; the checker knows the rest.
    if (error.message.empty() && base::check_json(text, max_depth, error)) {
      error = {"not valid JSON", 0};
    }
    return false;
  }
  out = std::move(value);
  return true;
}

}  // namespace v0
}  // namespace tariff
