#include "manifest/reader.hpp"

#include "base/json_text.hpp"
#include "base/near_name.hpp"
#include "base/text_source.hpp"

namespace tariff::manifest {

auto make_error(const char* code, std::string path, std::string message, Location location)
    -> Diagnostic {
  Diagnostic error;
  error.code = code;
  error.path = std::move(path);
  error.message = std::move(message);
  error.location = std::move(location);
  return error;
}

auto shown_name(std::string_view name) -> std::string {
  constexpr std::size_t longest = 60;  // Unit: bytes
  auto start = name.substr(0, longest);
  // Never half a code point.
  start = start.substr(0, base::find_invalid_utf8(start));
  return std::string{"'"}.append(start).append(start.size() < name.size() ? "…'" : "'");
}

auto unknown_name(std::string_view what, std::string_view name,
                  std::span<const std::string_view> known) -> std::string {
  auto text = std::string{"unknown "}.append(what).append(" ").append(shown_name(name));
  const auto near = base::nearest_name(name, known);
  if (!near.empty()) text.append("; did you mean '").append(near).append("'?");
  return text;
}

void add_error(Record& record, Diagnostic error) {
  if (!record.error.has_value()) {
    record.error = std::move(error);
  } else {
    record.more_errors.push_back(std::move(error));
  }
}

auto typed_scalar(std::string_view text) -> Value {
  if (text == "true" || text == "false") return Value::boolean(text == "true");
  // Exponents are JSON's, not a person's: "1e3" is a name as likely as a number.
  const bool number = !text.empty() && base::number_length(text) == text.size() &&
                      text.find_first_of("eE") == std::string_view::npos;
  return number ? base::number_value(text) : Value::text(std::string{text});
}

}  // namespace tariff::manifest
