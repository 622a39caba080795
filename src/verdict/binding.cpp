#include "base/body.hpp"
#include "catalog/find.hpp"
#include "engine/bound.hpp"
#include "engine/resolve.hpp"
#include "tariff/evaluate.hpp"

namespace tariff {
inline namespace v0 {

// What bind_json() reads into, again and again.
struct Binding::Body {
  base::JsonReader reader;
  Request request;
};

Binding::Binding() : bound_(std::make_unique<BoundRequest>()) {}
Binding::~Binding() = default;
Binding::Binding(Binding&&) noexcept = default;
auto Binding::operator=(Binding&&) noexcept -> Binding& = default;

auto Binding::bind(const Catalog& catalog, const Request& request) -> bool {
  return engine::resolve(catalog, request, *bound_);
}

auto Binding::bind_json(const Catalog& catalog, const Addressee& to, std::string_view body,
                        JsonError& error) -> bool {
  if (body_ == nullptr) body_ = std::make_unique<Body>();
  Request& request = body_->request;
  if (!base::read_body(body_->reader, to.provider, to.model, body, request, error)) {
    bound_->offer = nullptr;
    return false;
  }
  request.operation = to.operation;
  request.endpoint = to.endpoint;
  request.tier = to.tier;
  if (engine::resolve(catalog, request, *bound_)) return true;
  error = {catalog::explain_unknown(catalog.data(), request).message, 0};
  return false;
}

auto Binding::request() const noexcept -> const Request* {
  return bound_->offer == nullptr ? nullptr : bound_->request;
}

}  // namespace v0
}  // namespace tariff
