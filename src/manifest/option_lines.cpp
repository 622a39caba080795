#include "manifest/option_lines.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/json_text.hpp"
#include "manifest/json_place.hpp"
#include "manifest/json_walk.hpp"
#include "manifest/reader.hpp"

namespace tariff::manifest {

namespace {

constexpr std::int64_t most_copies = 1'000'000'000;
constexpr std::string_view asset_members[] = {"asset", "count", "options"};
constexpr std::string_view option_members[] = {"id", "cost", "utility"};

}  // namespace

// Reads lines of plain ASCII texts and whole numbers, which are nearly all. What it refuses, the
// checker reads, slowly.
class OptionLines::PlainPass {
 public:
  PlainPass(std::string_view text, Asset& out) : text_(text), out_(out) {}

  auto read() -> bool {
    out_ = {{}, 1, std::move(out_.options)};
    out_.options.clear();
    unsigned seen = 0;
    if (!take('{')) return false;
    do {
      std::string_view name;
      if (!text(name) || !take(':') || !member(name, seen)) return false;
    } while (take(','));
    return take('}') && (seen | count) == (asset | count | options) && at_end();
  }

 private:
  enum Member : unsigned { asset = 1, count = 2, options = 4 };
  enum OptionMember : unsigned { id = 1, cost = 2, utility = 4 };

  void skip_space() noexcept {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }
  auto take(char c) noexcept -> bool {
    skip_space();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  auto at_end() noexcept -> bool {
    skip_space();
    return at_ == text_.size();
  }
  // True the first time.
  static auto mark(unsigned& seen, unsigned bit) noexcept -> bool {
    const bool first = (seen & bit) == 0;
    seen |= bit;
    return first;
  }

  auto text(std::string_view& out) noexcept -> bool {
    if (!take('"')) return false;
    const auto begin = at_;
    const auto is_plain = [](char c) {
      return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80 &&
             c != '"' && c != '\\';
    };
    while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
    out = text_.substr(begin, at_ - begin);
    return at_ < text_.size() && text_[at_++] == '"';
  }

  // As JSON has it: no sign +, no leading 0.
  auto integer(std::int64_t& out) noexcept -> bool {
    skip_space();
    const auto* begin = text_.data() + at_;
    const auto* end = text_.data() + text_.size();
    const auto [behind, error] = std::from_chars(begin, end, out);
    const auto* digits = begin + static_cast<int>(begin != end && *begin == '-');
    if (error != std::errc{} || (*digits == '0' && behind != digits + 1)) return false;
    at_ = static_cast<std::size_t>(behind - text_.data());
    return true;  // a fraction or an exponent is no comma and no bracket
  }

  auto member(std::string_view name, unsigned& seen) -> bool {
    if (name == "asset") return mark(seen, asset) && text(out_.name);
    if (name == "count") {
      return mark(seen, count) && integer(out_.count) && out_.count >= 1 &&
             out_.count <= most_copies;
    }
    return name == "options" && mark(seen, options) && option_list();
  }

  auto option_list() -> bool {
    if (!take('[')) return false;
    do {
      if (!option(out_.options.emplace_back())) return false;
    } while (take(','));
    return take(']');
  }

  auto option(ReadOption& out) -> bool {
    unsigned seen = 0;
    if (!take('{')) return false;
    do {
      std::string_view name;
      if (!text(name) || !take(':') || !option_member(name, seen, out)) return false;
    } while (take(','));
    return take('}') && seen == (id | cost | utility);
  }

  auto option_member(std::string_view name, unsigned& seen, ReadOption& out) -> bool {
    if (name == "id") return mark(seen, id) && text(out.id);
    if (name == "cost") {
      return mark(seen, cost) && integer(out.option.cost) && out.option.cost >= 0;
    }
    return name == "utility" && mark(seen, utility) && integer(out.option.utility);
  }

  std::string_view text_;
  Asset& out_;
  std::size_t at_ = 0;
};

// Reads any line that is valid, and says what is wrong with any other.
class OptionLines::Checker {
 public:
  Checker(JsonText place, Value& value, Asset& out, Diagnostic& error)
      : place_(std::move(place)), value_(value), out_(out), error_(error) {}

  auto read() -> bool {
    JsonError error;
    out_ = {};
    if (!parse_json(place_.text, value_, error)) {
      error_ =
          make_error(code::syntax, "", std::move(error.message), place_.place(error.offset, 1));
      return false;
    }
    if (!value_.is_object()) return fail(code::type, "", "a line must be a JSON object");
    return known_members(value_, "", "member", asset_members) && name() && copies() &&
           option_list();
  }

  auto fail(const char* code, const std::string& path, std::string message) -> bool {
    error_ = make_error(code, path, std::move(message), place_.find(path));
    return false;
  }

 private:
  auto known_members(const Value& object, const std::string& path, std::string_view what,
                     std::span<const std::string_view> known) -> bool {
    for (const auto& member : object.members()) {
      if (std::find(known.begin(), known.end(), member.name) != known.end()) continue;
      return fail_at_key(path, member.name, unknown_name(what, member.name, known));
    }
    return true;
  }

  // A name may hold what paths are made of, so it is looked up by walking.
  auto fail_at_key(const std::string& path, std::string_view name, std::string message) -> bool {
    const auto object = place_.find(path).offset - place_.first_offset;
    JsonWalk walk{place_.text, static_cast<std::size_t>(object)};
    while (walk.next() && walk.name() != name) {
    }
    error_ = make_error(code::unknown, path, std::move(message),
                        place_.place(walk.key(), walk.value() - walk.key()));
    return false;
  }

  auto name() -> bool {
    const auto* asset = value_.find("asset");
    if (asset == nullptr) return fail(code::missing, "", "\"asset\" is missing: the asset's name");
    if (!asset->is_text()) return fail(code::type, "asset", "\"asset\" must be a text");
    out_.name = asset->as_text();
    return true;
  }

  auto copies() -> bool {
    const auto* count = value_.find("count");
    if (count == nullptr) return true;
    if (!integer(*count, "count", out_.count)) return false;
    if (out_.count >= 1 && out_.count <= most_copies) return true;
    return fail(code::value, "count",
                "\"count\" must be between 1 and " + std::to_string(most_copies));
  }

  auto integer(const Value& value, const std::string& path, std::int64_t& out) -> bool {
    const auto what = "\"" + path.substr(path.rfind('.') + 1) + "\" must be a whole number";
    if (!value.is_number()) return fail(code::type, path, what);
    if (!value.number_fits() || !value.as_number().is_integer()) {
      return fail(code::value, path, what + " of 64 bits");
    }
    out = value.as_number().numerator();
    return true;
  }

  auto option_list() -> bool {
    const auto* options = value_.find("options");
    if (options == nullptr) return fail(code::missing, "", "\"options\" is missing");
    if (!options->is_array()) return fail(code::type, "options", "\"options\" must be an array");
    if (options->items().empty()) {
      return fail(code::value, "options", "an asset needs at least one option");
    }
    for (std::size_t i = 0; i < options->items().size(); ++i) {
      const auto path = "options[" + std::to_string(i) + "]";
      if (!option(options->items()[i], path, out_.options.emplace_back())) return false;
    }
    return true;
  }

  auto option(const Value& value, const std::string& path, ReadOption& out) -> bool {
    if (!value.is_object()) return fail(code::type, path, "an option must be a JSON object");
    if (!known_members(value, path, "member", option_members)) return false;
    for (const auto name : option_members) {
      if (value.find(name) != nullptr) continue;
      return fail(code::missing, path, "\"" + std::string{name} + "\" is missing");
    }
    const auto* id = value.find("id");
    if (!id->is_text()) return fail(code::type, path + ".id", "\"id\" must be a text");
    out.id = id->as_text();
    if (!integer(*value.find("cost"), path + ".cost", out.option.cost)) return false;
    if (out.option.cost < 0) {
      return fail(code::value, path + ".cost", "\"cost\" must not be negative");
    }
    return integer(*value.find("utility"), path + ".utility", out.option.utility);
  }

  JsonText place_;
  Value& value_;
  Asset& out_;
  Diagnostic& error_;
};

auto OptionLines::read(std::string_view line, std::uint32_t number, std::uint64_t offset,
                       Diagnostic& error) -> bool {
  Value value;  // owns the texts of a line that is not plain
  const auto checker = [&] {
    JsonText place;
    place.name = name_;
    place.text = line;
    place.first_line = number;
    place.first_offset = offset;
    return Checker{std::move(place), value, asset_, error};
  };
  if (!PlainPass{line, asset_}.read() && !checker().read()) return false;

  if (table_.classes.size() == std::numeric_limits<std::uint32_t>::max() - 1) {
    return checker().fail(code::limit, "", "too many assets");
  }
  bool added = false;
  const auto asset = table_.assets.add(asset_.name, added);
  if (!added) {
    return checker().fail(
        code::duplicate, "asset",
        "this asset stands in line " + std::to_string(lines_[asset]) + " already");
  }
  lines_.push_back(number);
  for (std::size_t i = 0; i < asset_.options.size(); ++i) {
    const auto id = number_of(asset_.options[i].id, i);
    if (seen_in_[id] == std::uint64_t{asset} + 1) {
      return checker().fail(code::duplicate, "options[" + std::to_string(i) + "].id",
                            "this option stands twice");
    }
    seen_in_[id] = std::uint64_t{asset} + 1;
    table_.ids.push_back(id);
  }
  keep();
  return true;
}

auto OptionLines::number_of(std::string_view id, std::size_t position) -> std::uint32_t {
  if (position < usual_ids_.size()) {
    const auto usual = usual_ids_[position];
    if (table_.option_names.name(usual) == id) return usual;
  }
  bool added = false;
  const auto number = table_.option_names.add(id, added);
  if (added) seen_in_.push_back(0);
  usual_ids_.resize(std::max(usual_ids_.size(), position + 1), number);
  usual_ids_[position] = number;
  return number;
}

void OptionLines::keep() {
  table_.classes.push_back(
      {table_.options.size(), static_cast<std::uint32_t>(asset_.options.size()), asset_.count});
  for (const auto& read : asset_.options) table_.options.push_back(read.option);
}

}  // namespace tariff::manifest
