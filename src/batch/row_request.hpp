// A row as a request: the prototype with what the columns say put in.
#pragma once

#include "batch/plan.hpp"
#include "engine/bound.hpp"
#include "tariff/request.hpp"

namespace tariff::batch {

// Where the offer reads its parameters.
[[nodiscard]] auto body_of(const catalog::Offer& offer, Request& request) -> Value&;

void set_choice(Value& body, const BatchColumn& column, std::size_t index);
void set_number(Value& body, const BatchColumn& column, std::int64_t number);
// In the form that the parameter takes; without one as "WxH".
void set_size(Value& body, const BatchColumn& column, const catalog::Parameter* parameter,
              std::int64_t width, std::int64_t height);

// Tells a bound text how many tokens it has.
void set_tokens(BoundRequest& bound, const Plan& plan, std::size_t column, std::int64_t tokens);

}  // namespace tariff::batch
