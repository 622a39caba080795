// The requests that the benchmarks share, all on one day.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/model.hpp"
#include "check/requests.hpp"
#include "tariff/tariff.hpp"

namespace tariff::bench {

inline auto today() -> Date {
  Date day;
  return Date::parse("2026-11-21", day) ? day : Date{};
}

inline constexpr const char* prompt =
    "A misty alpine valley at dawn, watercolor, soft light from the left, a red barn by the river";

struct NamedRequest {
  std::string name;
  Request request;
};

inline auto make(const char* provider, const char* model, const char* operation = "generate")
    -> Request {
  Request request;
  request.provider = provider;
  request.model = model;
  request.operation = operation;
  request.set("prompt", prompt);
  return request;
}

inline auto edit_with_two_images() -> Request {
  Request request = make("openai", "gpt-image-2", "edit");
  std::vector<Value> images;
  for (int i = 0; i < 2; ++i) {
    Value image = Value::object();
    image.set("image_url", Value::text("https://example.com/a.png"));
    images.push_back(std::move(image));
    InputImage known;
    known.width = 1024;
    known.height = 768;
    known.format = "png";
    request.input_images.push_back(known);
  }
  request.set("images", Value::array(std::move(images)));
  request.set("size", "1536x1024").set("quality", "medium");
  return request;
}

// One valid request for each way in which the shipped offers take and bill them.
inline auto families() -> std::vector<NamedRequest> {
  std::vector<NamedRequest> all;
  const auto add = [&all](const char* name, Request request) -> Request& {
    return all.emplace_back(NamedRequest{name, std::move(request)}).request;
  };
  add("fixed_size", make("azure", "gpt-image-1.5"))
      .set("size", "1536x1024")
      .set("quality", "high")
      .set("n", 2);
  add("free_size", make("openai", "gpt-image-2")).set("size", "1792x1024").set("quality", "medium");
  add("quality_auto", make("openai", "gpt-image-2"))
      .set("size", "1792x1024")
      .set("quality", "auto");
  add("size_and_quality_auto", make("openai", "gpt-image-2"));
  add("edit_two_images", edit_with_two_images());
  add("preset_words", make("fal", "openai/gpt-image-2"))
      .set("image_size", "landscape_4_3")
      .set("quality", "low");
  add("credits", make("vm0", "gpt-image-2")).set("size", "1536x1024").set("quality", "low");
  add("gateway", make("vercel", "openai/gpt-image-2"));
  add("flat_price", make("runflow", "openai/gpt-image-2"));
  return all;
}

// A request that is refused: a size off the grid.
inline auto off_the_grid() -> Request {
  return std::move(make("openai", "gpt-image-2").set("size", "1920x1080").set("quality", "medium"));
}

// An accepted example of every shipped offer that is open on the day.
inline auto one_of_each_offer(const Catalog& catalog) -> std::vector<Request> {
  std::vector<Request> requests;
  for (const catalog::Offer& offer : catalog.data().offers) {
    for (Request& request : check::base_requests(offer, 8)) {
      request.as_of.reset();
      if (!evaluate(catalog, request, today(), {.fixes = false}).accepted) continue;
      requests.push_back(std::move(request));
      break;
    }
  }
  return requests;
}

}  // namespace tariff::bench
