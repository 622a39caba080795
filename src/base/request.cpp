#include "tariff/request.hpp"

#include "base/body.hpp"

namespace tariff {

namespace base {

auto read_body(JsonReader& reader, std::string_view provider, std::string_view model,
               std::string_view body, Request& out, JsonError& error) -> bool {
  if (!reader.read(body, out.params, error)) return false;
  if (!out.params.is_object()) {
    error = {"a request body is a JSON object", body.find_first_not_of(" \t\r\n")};
    return false;
  }
  out.provider = provider;
  out.model = model;
  if (!model.empty()) return true;
  if (const auto* named = out.params.find("model")) out.model = named->as_text();
  return true;
}

}  // namespace base

inline namespace v0 {

auto Request::from_json(std::string_view provider, std::string_view model, std::string_view body,
                        Request& out, JsonError& error) -> bool {
  base::JsonReader reader;
  Request request;
  if (!base::read_body(reader, provider, model, body, request, error)) return false;
  out = std::move(request);
  return true;
}

}  // namespace v0
}  // namespace tariff
