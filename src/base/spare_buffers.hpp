// Memory of values that are no longer needed, kept for the next ones: reading one text after the
// other into the same value then allocates nothing, whatever changes its place or kind.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tariff/value.hpp"

namespace tariff::base {

class SpareBuffers {
 public:
  // Each makes the value one of its kind whose content is to be overwritten.
  [[nodiscard]] auto text(Value& value) -> std::string&;
  [[nodiscard]] auto items(Value& value) -> std::vector<Value>&;
  [[nodiscard]] auto members(Value& value) -> std::vector<Value::Member>&;
  // Makes the value one without a buffer: null, boolean or number.
  void plain(Value& value, Value plain) {
    take(value);
    value = std::move(plain);
  }

  // Gives a text that is to be overwritten a buffer of that size, if there is one.
  void make_room(std::string& text, std::size_t size);

  // Shortens what was overwritten.
  void cut(std::vector<Value>& items, std::size_t size);
  void cut(std::vector<Value::Member>& members, std::size_t size);

 private:
  void take(Value& value) {
    if (value.kind() >= Value::Kind::text) take_buffer(value);
  }
  void take_buffer(Value& value);
  void take(std::string& text);

  std::vector<std::string> texts_;
  std::vector<std::vector<Value>> items_;
  std::vector<std::vector<Value::Member>> members_;
};

}  // namespace tariff::base
