// Binding a JSON body in one step against reading it and binding the request: the same, whatever
// the body is, and without an allocation.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/bound.hpp"
#include "support/allocations.hpp"
#include "support/request_generator.hpp"
#include "tariff/tariff.hpp"

namespace {

using namespace tariff;
using engine::FieldValue;

#ifdef NDEBUG
constexpr int bodies_an_offer = 200;
#else
constexpr int bodies_an_offer = 20;
#endif

auto today() -> Date {
  return Date::of(2026, 11, 21);
}

// A body and where it goes.
struct Call {
  std::string provider, model, operation, tier, body;

  [[nodiscard]] auto to() const -> Addressee {
    return {.provider = provider, .model = model, .operation = operation, .tier = tier};
  }
};

auto generate(std::uint64_t seed, int count_an_offer) -> std::vector<Call> {
  const catalog::CatalogData& data = default_catalog().data();
  testing::RequestGenerator random{data, seed};
  std::vector<Call> calls;
  for (std::uint32_t offer = 0; offer < data.offers.size(); ++offer) {
    for (int i = 0; i < count_an_offer; ++i) {
      const Request request = random.next(offer);
      calls.push_back({request.provider, request.model, request.operation, request.tier,
                       request.params.to_json()});
    }
  }
  return calls;
}

void mangle(std::string& body, std::mt19937_64& random) {
  const std::string_view bytes = "{}[]\",:\\ue1-.0 tn\x01\xff\xc3\n";
  const auto at = random() % body.size();
  switch (random() % 4) {
    case 0: body.erase(at, 1 + random() % 4); break;
    case 1: body.insert(at, 1, bytes[random() % bytes.size()]); break;
    case 2: body.resize(at); break;
    default: body[at] = bytes[random() % bytes.size()]; break;
  }
}

auto same(const Value* a, const Value* b) -> bool {
  return a == b || (a != nullptr && b != nullptr && *a == *b);
}

auto same(const FieldValue& a, const FieldValue& b) -> bool {
  if (a.kind != b.kind || a.list.size() != b.list.size()) return false;
  switch (a.kind) {
    case FieldValue::Kind::number: return a.number == b.number;
    case FieldValue::Kind::boolean: return a.boolean == b.boolean;
    case FieldValue::Kind::text: return a.text == b.text && a.symbol == b.symbol;
    case FieldValue::Kind::list: return std::equal(a.list.begin(), a.list.end(), b.list.begin());
    default: return true;
  }
}

auto same(const BoundFinding& a, const BoundFinding& b) -> bool {
  return a.kind == b.kind && a.parameter == b.parameter && a.name == b.name &&
         same(a.value, b.value) && a.count == b.count;
}

auto same(const BoundWord& a, const BoundWord& b) -> bool {
  return a.parameter == b.parameter && a.word == b.word && same(a.value, b.value);
}

auto same(const OpenField& a, const OpenField& b) -> bool {
  return a.slot == b.slot && a.parameter == b.parameter && a.word == b.word;
}

template <class T>
auto all_same(const std::vector<T>& a, const std::vector<T>& b) -> bool {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const T& x, const T& y) { return same(x, y); });
}

auto same(const BoundRequest& a, const BoundRequest& b) -> bool {
  return a.catalog == b.catalog && a.offer == b.offer && a.name == b.name && same(a.body, b.body) &&
         all_same(a.slots, b.slots) && all_same(a.given, b.given) && a.defaulted == b.defaulted &&
         all_same(a.findings, b.findings) && all_same(a.dated_words, b.dated_words) &&
         all_same(a.open, b.open) && a.images == b.images;
}

auto same(const Decision& a, const Decision& b) -> bool {
  return a.accepted == b.accepted && a.errors == b.errors && a.warnings == b.warnings &&
         a.kind == b.kind && a.total == b.total;
}

// The two steps, with a new request and a new binding.
struct Reference {
  Request request;
  JsonError error;
  Binding binding;
  bool bound = false;

  explicit Reference(const Call& call) {
    if (!Request::from_json(call.provider, call.model, call.body, request, error)) return;
    request.operation = call.operation;
    request.tier = call.tier;
    bound = binding.bind(default_catalog(), request);
  }
};

// What does not agree; empty: nothing.
auto difference(const Call& call, Binding& binding, JsonError& error) -> std::string {
  const Reference reference{call};
  if (binding.bind_json(default_catalog(), call.to(), call.body, error) != reference.bound) {
    return "bound";
  }
  if (!reference.bound) {
    const bool is_json = reference.error.message.empty();
    if (binding.request() != nullptr || error.message.empty()) return "a refusal";
    if (is_json) return error.offset == 0 ? "" : "an unknown offer";
    return error.message == reference.error.message && error.offset == reference.error.offset
               ? ""
               : "error";
  }
  if (!(binding.request()->params == reference.request.params)) return "params";
  if (!same(binding.bound(), reference.binding.bound())) return "bound request";
  return same(decide(default_catalog(), binding, today()),
              decide(default_catalog(), reference.binding, today()))
             ? ""
             : "decision";
}

}  // namespace

TEST_CASE("binding a body is reading it and binding the request") {
  std::mt19937_64 random{21};
  Binding binding;
  JsonError error;
  std::size_t bound = 0;
  auto calls = generate(21, bodies_an_offer);
  std::shuffle(calls.begin(), calls.end(), random);
  for (Call& call : calls) {
    for (auto changes = random() % 3; changes > 0 && !call.body.empty(); --changes) {
      mangle(call.body, random);
    }
    if (random() % 20 == 0) call.model += 'x';
    const std::string what = difference(call, binding, error);
    CAPTURE(call.provider);
    CAPTURE(call.model);
    CAPTURE(call.body);
    REQUIRE(what == "");
    if (binding.request() != nullptr) ++bound;
  }
  CHECK(bound > calls.size() / 4);
  CHECK(bound < calls.size() * 3 / 4);
}

TEST_CASE("the body may name the model") {
  Binding binding;
  JsonError error;
  const catalog::OfferName& name = default_catalog().data().names.front();
  const std::string body = R"({"model":")" + name.model + R"("})";
  REQUIRE(binding.bind_json(default_catalog(), name.provider, "", body, error));
  CHECK(binding.request()->model == name.model);
  CHECK_FALSE(binding.bind_json(default_catalog(), name.provider, "", "{}", error));
  CHECK(error.message.find("model") != std::string::npos);
  CHECK_FALSE(binding.bind_json(default_catalog(), name.provider, "", "[]", error));
  CHECK(error.message == "a request body is a JSON object");
  CHECK(binding.request() == nullptr);
  CHECK_FALSE(decide(default_catalog(), binding, today()).accepted);
}

TEST_CASE("a binding that moves keeps what is bound") {
  Binding binding;
  JsonError error;
  const auto calls = generate(23, 1);
  REQUIRE(binding.bind_json(default_catalog(), calls[0].to(), calls[0].body, error));
  const Decision before = decide(default_catalog(), binding, today());
  Binding moved = std::move(binding);
  CHECK(same(before, decide(default_catalog(), moved, today())));
  REQUIRE(moved.bind_json(default_catalog(), calls[1].to(), calls[1].body, error));
}

TEST_CASE("binding bodies of any shape in turn allocates nothing") {
  if (!testing::counts_allocations) return;
  const auto calls = generate(22, 5);
  Binding binding;
  JsonError error;
  const auto bind_all = [&] {
    std::size_t bound = 0;
    for (const Call& call : calls) {
      bound += binding.bind_json(default_catalog(), call.to(), call.body, error) ? 1U : 0U;
    }
    return bound;
  };
  // A buffer may serve a larger text in each round, until all have the size of the largest.
  for (int round = 0; round < 60; ++round) CHECK(bind_all() == calls.size());
  const auto before = testing::allocations();
  CHECK(bind_all() == calls.size());
  CHECK((testing::allocations() - before).calls == 0);
}
