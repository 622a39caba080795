#include <doctest/doctest.h>

#include "support.hpp"
#include "tariff/catalog.hpp"

using namespace tariff;
using namespace tariff::catalog::test;

namespace {

auto small_catalog() -> const Catalog& {
  static const Catalog loaded{load_texts(good_pack, good_cards).data};
  return loaded;
}

// The operation that is found, or the code, path and message.
auto found(std::string provider, std::string model, std::string operation = {},
           std::string endpoint = {}) -> std::string {
  Request request;
  request.provider = std::move(provider);
  request.model = std::move(model);
  request.operation = std::move(operation);
  request.endpoint = std::move(endpoint);
  OfferId offer{};
  Diagnostic why;
  if (!small_catalog().find(request, offer, why)) {
    return why.code + " " + why.path + ": " + why.message;
  }
  return small_catalog().summary(offer, Date{}).operation;
}

auto status_on(std::string_view day) -> std::string {
  Date date;
  REQUIRE(Date::parse(day, date));
  return small_catalog().summary(OfferId{0}, date).status;
}

}  // namespace

TEST_CASE("offers are found by name, alias, operation and endpoint") {
  CHECK(found("acme", "brush-1") == "generate");
  CHECK(found("acme", "brush-latest") == "generate");
  CHECK(found("acme", "brush-latest", "edit") == "edit");
  CHECK(found("acme", "brush-1/edit") == "edit");
  CHECK(found("acme", "brush-1", "", "/v1/edit") == "edit");
  CHECK(found("acme", "brush-1", "generate", "/v1/edit") == "generate");
}

TEST_CASE("what is not found comes with a near name") {
  CHECK(found("acne", "brush-1") ==
        "REQ-PROVIDER provider: no provider 'acne'; did you mean 'acme'?");
  CHECK(found("", "brush-1") == "REQ-PROVIDER provider: the request names no provider");
  CHECK(found("acme", "brush-2") ==
        "REQ-MODEL model: acme has no model 'brush-2'; did you mean 'brush-1'?");
  CHECK(found("acme", "brush-1", "edti") ==
        "REQ-OPERATION operation: acme/brush-1 has no operation 'edti'; did you mean 'edit'?");
  CHECK(found("acme", "brush-1/edit", "generate") ==
        "REQ-OPERATION operation: acme/brush-1/edit has no operation 'generate'");
  CHECK(found("acme", "brush-1", "", "/v1/edits") ==
        "REQ-OPERATION endpoint: acme/brush-1 has no endpoint '/v1/edits'; did you mean "
        "'/v1/edit'?");
}

TEST_CASE("a model's status follows the day") {
  CHECK(status_on("2025-12-31") == "not yet available");
  CHECK(status_on("2026-01-31") == "preview");
  CHECK(status_on("2026-02-01") == "current");
  CHECK(status_on("2026-12-01") == "deprecated");
  CHECK(status_on("2027-01-01") == "shut down");
  CHECK(small_catalog().summaries(Date{}).size() == small_catalog().offer_count());
}
