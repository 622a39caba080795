// What is asked for: one call of one provider's image API, before anything is sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tariff/date.hpp"
#include "tariff/diagnostic.hpp"
#include "tariff/value.hpp"

namespace tariff {
inline namespace v0 {

// What is known of an input image where the body only carries bytes or a URL.
struct InputImage {
  std::optional<std::int64_t> width;   // Unit: pixels
  std::optional<std::int64_t> height;  // Unit: pixels
  std::optional<std::int64_t> bytes;   // Unit: bytes of the encoded file
  std::string format;                  // "png", "jpeg", "webp", …; empty: not known
  std::string role;                    // "", "mask", "character", …

  friend auto operator==(const InputImage&, const InputImage&) -> bool = default;
};

// A request as it was written: parameters under the provider's own names, nothing checked yet.
struct Request {
  std::string id;
  std::string provider;
  std::string model;  // the model's name or any of its aliases at that provider
  std::string
      operation;  // "generate", "edit", …; empty: follows from endpoint or alias, or generate
  std::string endpoint;  // a path such as "/v1/images/edits"; may stand for the operation
  Value params = Value::object();
  std::vector<InputImage> input_images;
  std::string tier;  // empty: standard
  std::optional<Date> as_of;
  std::optional<Value> usage;  // what the provider reported back: the cost is settled from it
  Location location;           // where the record starts in its input

  // A request from the provider's own JSON body. Errors: not JSON, or not an object.
  [[nodiscard]] TARIFF_API static auto from_json(std::string_view provider, std::string_view model,
                                                 std::string_view body, Request& out,
                                                 JsonError& error) -> bool;

  // Typed building: each returns *this, so that calls chain. Names are the provider's own.
  auto set(std::string_view name, Value value) -> Request& {
    params.set(name, std::move(value));
    return *this;
  }
  auto set(std::string_view name, std::string_view text) -> Request& {
    return set(name, Value::text(std::string{text}));
  }
  auto set(std::string_view name, const char* text) -> Request& {
    return set(name, std::string_view{text});
  }
  auto set(std::string_view name, std::int64_t value) -> Request& {
    return set(name, Value::integer(value));
  }
  auto set(std::string_view name, int value) -> Request& { return set(name, std::int64_t{value}); }
  auto set(std::string_view name, bool value) -> Request& {
    return set(name, Value::boolean(value));
  }
};

}  // namespace v0
}  // namespace tariff
