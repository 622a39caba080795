// Evaluation: is a request valid on a day, and what does it cost? Pure: no I/O, clock, locale or
// global state; the same input gives the same bytes on every machine.
//
// Two modes of one compiled program:
//   evaluate()  explains: every finding, messages, fixes, sources, the whole quote.
//   decide()    answers: valid? price? No allocation for a valid request, no text.
//
//     const auto& catalog = tariff::default_catalog();
//     tariff::Request request;
//     request.provider = "acme"; request.model = "lumen-2";
//     request.set("prompt", "a red balloon").set("size", "1024x1024").set("quality", "low");
//     auto verdict = tariff::evaluate(catalog, request, day);
//     if (!verdict.accepted) reject(verdict.diagnostics);
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/catalog.hpp"
#include "tariff/request.hpp"
#include "tariff/verdict.hpp"

namespace tariff {
inline namespace v0 {

struct EvaluateOptions {
  bool fixes = true;  // look for fixes and evaluate them (the dearest part of explaining)
};

// `as_of` is used unless the request carries its own. Never throws on bad input: a request that
// names no known offer gets a verdict with that finding and an unknown cost.
[[nodiscard]] TARIFF_API auto evaluate(const Catalog& catalog, const Request& request, Date as_of,
                                       EvaluateOptions options = {}) -> Verdict;

// A request read against its offer: names looked up, values typed, defaults filled in. Views into
// the request and the catalog; both must outlive it.
struct BoundRequest;

// Whose body it is, and what for. An empty model is the one that the body names; the rest is as in
// a Request.
struct Addressee {
  std::string_view provider;
  std::string_view model;
  std::string_view operation{};
  std::string_view endpoint{};
  std::string_view tier{};
};

// Keep one for each thread: its buffers are used again, so that neither way of binding allocates
// after the first requests, and decide() never does.
//
//     tariff::Binding binding;
//     tariff::JsonError error;
//     for (std::string_view body : bodies) {
//       if (!binding.bind_json(catalog, "acme", "lumen-2", body, error)) reject(error.message);
//       else if (!decide(catalog, binding, day).accepted)
//         explain(evaluate(catalog, *binding.request(), day));
//     }
class TARIFF_API Binding {
 public:
  Binding();
  ~Binding();
  Binding(Binding&&) noexcept;
  auto operator=(Binding&&) noexcept -> Binding&;

  // False when the request names no known offer.
  [[nodiscard]] auto bind(const Catalog& catalog, const Request& request) -> bool;

  // Binds a provider's own JSON body, as Request::from_json() and bind() would; the request is kept
  // in the binding. False: the body is not a JSON object, or there is no such offer (offset 0).
  [[nodiscard]] auto bind_json(const Catalog& catalog, const Addressee& to, std::string_view body,
                               JsonError& error) -> bool;
  [[nodiscard]] auto bind_json(const Catalog& catalog, std::string_view provider,
                               std::string_view model, std::string_view body, JsonError& error)
      -> bool {
    return bind_json(catalog, Addressee{.provider = provider, .model = model}, body, error);
  }

  // What is bound, until the next binding; null when nothing is.
  [[nodiscard]] auto request() const noexcept -> const Request*;
  [[nodiscard]] auto bound() const noexcept -> const BoundRequest& { return *bound_; }

 private:
  struct Body;

  std::unique_ptr<BoundRequest> bound_;
  std::unique_ptr<Body> body_;  // made by the first bind_json()
};

// The fast answer. Unit of money: the offer's currency.
struct Decision {
  bool accepted = false;
  std::uint32_t errors = 0;
  std::uint32_t warnings = 0;
  CostKind kind = CostKind::unknown;
  Range total;
};

[[nodiscard]] TARIFF_API auto decide(const Catalog& catalog, const Binding& request,
                                     Date as_of) noexcept -> Decision;

// One request over every offer that can serve it, cheapest first; offers that cannot follow, with
// the reason. The request is restated for each offer under that provider's own names.
struct Alternative {
  OfferSummary offer;
  Request request;  // ready to send to that offer
  Verdict verdict;
  bool can_serve = false;
  std::vector<std::string> why_not;  // why it cannot serve the request
  std::vector<std::string> notes;    // what could not be said to this offer and was left out
};

[[nodiscard]] TARIFF_API auto compare(const Catalog& catalog, const Request& request, Date as_of)
    -> std::vector<Alternative>;

// The request restated for another offer: its canonical fields under that provider's own names.
// `lost` names what that offer cannot say.
[[nodiscard]] TARIFF_API auto restate(const Catalog& catalog, const Request& request, OfferId offer,
                                      std::vector<std::string>& lost) -> Request;

}  // namespace v0
}  // namespace tariff
