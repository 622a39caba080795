#include "base/spare_buffers.hpp"

namespace tariff::base {

namespace {

// The last buffer kept, or a new one.
template <class Buffer>
auto pop(std::vector<Buffer>& kept) -> Buffer {
  if (kept.empty()) return {};
  Buffer last = std::move(kept.back());
  kept.pop_back();
  return last;
}

// A text of this size needs no buffer.
auto inline_capacity() noexcept -> std::size_t {
  return std::string{}.capacity();
}

}  // namespace

auto SpareBuffers::text(Value& value) -> std::string& {
  if (!value.is_text()) take(value);
  return value.edit_text();
}

auto SpareBuffers::items(Value& value) -> std::vector<Value>& {
  if (!value.is_array()) {
    take(value);
    value = Value::array(pop(items_));
  }
  return value.items();
}

auto SpareBuffers::members(Value& value) -> std::vector<Value::Member>& {
  if (!value.is_object()) {
    take(value);
    value = Value::object(pop(members_));
  }
  return value.members();
}

void SpareBuffers::make_room(std::string& text, std::size_t size) {
  if (size <= text.capacity() || texts_.empty()) return;
  text.swap(texts_.back());
  if (texts_.back().capacity() <= inline_capacity()) texts_.pop_back();
}

void SpareBuffers::cut(std::vector<Value>& items, std::size_t size) {
  for (; items.size() > size; items.pop_back()) take(items.back());
}

void SpareBuffers::cut(std::vector<Value::Member>& members, std::size_t size) {
  for (; members.size() > size; members.pop_back()) {
    take(members.back().name);
    take(members.back().value);
  }
}

void SpareBuffers::take(std::string& text) {
  if (text.capacity() > inline_capacity()) texts_.push_back(std::move(text));
}

void SpareBuffers::take_buffer(Value& value) {
  switch (value.kind()) {
    case Value::Kind::text: return take(value.edit_text());
    case Value::Kind::array:
      cut(value.items(), 0);
      return items_.push_back(std::move(value.items()));
    case Value::Kind::object:
      cut(value.members(), 0);
      return members_.push_back(std::move(value.members()));
    default: return;
  }
}

}  // namespace tariff::base
