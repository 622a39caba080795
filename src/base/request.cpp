#include "tariff/request.hpp"

namespace tariff {
inline namespace v0 {

auto Request::from_json(std::string_view provider, std::string_view model, std::string_view body,
                        Request& out, JsonError& error) -> bool {
  Value params;
  if (!parse_json(body, params, error)) return false;
  if (!params.is_object()) {
    error = {"a request body is a JSON object", body.find_first_not_of(" \t\r\n")};
    return false;
  }
  Request request;
  request.provider = provider;
  request.model = model;
  if (const auto* named = params.find("model"); model.empty() && named != nullptr) {
    request.model = named->as_text();
  }
  request.params = std::move(params);
  out = std::move(request);
  return true;
}

}  // namespace v0
}  // namespace tariff
