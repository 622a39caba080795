// A request said again for another offer: the images that it edits.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tariff/tariff.hpp"

namespace {

using namespace tariff;

auto offer_called(std::string_view name) -> OfferId {
  for (const auto& offer : default_catalog().summaries(Date::of(2026, 11, 21))) {
    if (offer.name == name) return offer.id;
  }
  FAIL("no such offer");
  return {};
}

auto edit(std::string_view provider, std::string_view model, std::string_view body) -> Request {
  Request request;
  JsonError error;
  REQUIRE(Request::from_json(provider, model, body, request, error));
  request.operation = "edit";
  return request;
}

auto restated(const Request& request, std::string_view offer) -> std::string {
  std::vector<std::string> lost;
  const auto out = restate(default_catalog(), request, offer_called(offer), lost);
  std::string images;
  for (const char* name : {"images", "image", "image_urls"}) {
    const auto* value = out.params.find(name);
    if (value != nullptr) images += std::string{name} + "=" + value->to_json() + ";";
  }
  for (const auto& each : lost) images += " lost " + each;
  return images;
}

}  // namespace

TEST_CASE("images go over in the form that the other offer takes") {
  const auto objects =
      edit("openai", "gpt-image-2", R"({"prompt":"x","images":[{"image_url":"https://a/b.png"}]})");
  CHECK(restated(objects, "fal/openai/gpt-image-2/edit") == R"(image_urls=["https://a/b.png"];)");
  CHECK(restated(objects, "openai/gpt-image-2.5-flare/edit") ==
        R"(images=[{"image_url":"https://a/b.png"}];)");

  const auto addresses =
      edit("fal", "openai/gpt-image-2", R"({"prompt":"x","image_urls":["https://a/b.png"]})");
  CHECK(restated(addresses, "openai/gpt-image-2/edit") ==
        R"(images=[{"image_url":"https://a/b.png"}];)");
}

TEST_CASE("of two forms of a body, the one that the request has is kept") {
  const auto files = edit("openai", "gpt-image-2", R"({"prompt":"x","image":["a.png","b.png"]})");
  CHECK(restated(files, "openai/gpt-image-2.5-flare/edit") == R"(image=["a.png","b.png"];)");
  CHECK(restated(files, "fal/openai/gpt-image-2/edit") == R"(image_urls=["a.png","b.png"];)");
}
