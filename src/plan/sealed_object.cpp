#include "plan/sealed_object.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/json_reader.hpp"
#include "base/json_text.hpp"
#include "base/sha256.hpp"

namespace tariff::planning {
namespace {

constexpr std::string_view hash_name = "hash";
// Far more than any of our objects has; bounds the names that are kept to find one that is twice.
constexpr std::size_t most_members = 1'000;

// Walks the outermost level; whatever is deeper is the JSON reader's.
class Reading {
 public:
  Reading(std::string_view text, const TakeMember& take, JsonError& error)
      : text_(text), take_(take), error_(error) {}

  auto read(Seal& seal) -> bool {
    if (text_.size() > longest_sealed) return refuse(0, "the text is longer than 1 GiB");
    if (!take_char('{')) return refuse(at_, "expected an object");
    sha_.add("{");
    if (!take_char('}')) {
      do {
        if (!member()) return false;
      } while (take_char(','));
      if (!take_char('}')) return refuse(at_, "expected ',' or '}'");
    }
    skip_space();
    if (at_ != text_.size()) return refuse(at_, "there is text behind the object");
    sha_.add("}");
    seal = {"sha256:" + sha_.finish(), std::move(stated_)};
    return true;
  }

 private:
  auto refuse(std::size_t at, const char* message) -> bool {
    error_ = {message, at};
    return false;
  }

  void skip_space() noexcept {
    at_ = std::min(text_.find_first_not_of(" \n\r\t", at_), text_.size());
  }

  auto take_char(char c) noexcept -> bool {
    skip_space();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  auto member() -> bool {
    skip_space();
    const auto begin = at_;
    if (!value(name_)) return false;
    if (!name_.is_text()) return refuse(begin, "expected a member's name");
    const auto& name = name_.as_text();
    if (!names_.insert(name).second) return refuse(begin, "this name occurs twice");
    if (names_.size() > most_members) return refuse(begin, "there are too many members");
    if (!take_char(':')) return refuse(at_, "expected ':'");
    if (name == hash_name) return hash();
    if (std::exchange(hashed_any_, true)) sha_.add(",");
    sha_.add(name_.to_json());
    sha_.add(":");
    if (take_char('[')) return items();
    if (!content()) return false;
    if (take_) take_(name, value_);
    return true;
  }

  auto hash() -> bool {
    if (!value(value_)) return false;
    stated_ = value_.as_text();
    return true;
  }

  auto items() -> bool {
    sha_.add("[");
    if (!take_char(']')) {
      const char* between = "";
      do {
        sha_.add(between);
        between = ",";
        if (!content()) return false;
      } while (take_char(','));
      if (!take_char(']')) return refuse(at_, "expected ',' or ']'");
    }
    sha_.add("]");
    return true;
  }

  auto content() -> bool {
    if (!value(value_)) return false;
    sha_.add(value_.to_json());
    return true;
  }

  // Reads the value that starts here.
  auto value(Value& out) -> bool {
    skip_space();
    const auto begin = at_;
    at_ = value_end();
    if (at_ == begin) return refuse(at_, "expected a value");
    if (reader_.read(text_.substr(begin, at_ - begin), out, error_, deepest_sealed)) return true;
    error_.offset += begin;
    return false;
  }

  // Where the value ends if it is one, by its brackets and quotes.
  [[nodiscard]] auto value_end() const noexcept -> std::size_t {
    std::size_t depth = 0;
    auto at = at_;
    while (at < text_.size()) {
      const char c = text_[at];
      const bool closes = c == '}' || c == ']';
      if (depth == 0 && (closes || c == ',' || c == ':')) return at;
      if (c == '"') {
        at = string_end(at);
      } else {
        ++at;
        if (c == '{' || c == '[') ++depth;
        if (closes) --depth;
      }
      if (depth == 0 && (closes || c == '"')) return at;
    }
    return at;
  }

  // Behind the closing quote of the string that starts at `at`, or the end of the text.
  [[nodiscard]] auto string_end(std::size_t at) const noexcept -> std::size_t {
    ++at;
    while (true) {
      at = base::plain_end(text_, at);
      if (at >= text_.size()) return text_.size();
      if (text_[at] == '"') return at + 1;
      at += text_[at] == '\\' ? 2U : 1U;
      if (at >= text_.size()) return text_.size();
    }
  }

  std::string_view text_;
  const TakeMember& take_;
  JsonError& error_;
  std::size_t at_ = 0;
  base::JsonReader reader_;
  base::Sha256 sha_;
  bool hashed_any_ = false;
  std::set<std::string> names_;
  std::string stated_;
  Value name_;
  Value value_;
};

}  // namespace

auto read_sealed(std::string_view text, const TakeMember& take, Seal& seal, JsonError& error)
    -> bool {
  return Reading{text, take, error}.read(seal);
}

void seal_object(std::string& object, std::size_t at) {
  Seal seal;
  JsonError error;
  if (read_sealed(object, {}, seal, error))
    object.insert(at, ",\"hash\":\"" + seal.computed + "\"");
}

}  // namespace tariff::planning
