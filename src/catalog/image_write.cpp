// From a catalog to its bytes, member by member. Every value has one byte form.
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "catalog/image.hpp"
#include "catalog/image_form.hpp"
#include "catalog/image_frame.hpp"
#include "catalog/members.hpp"

namespace tariff::catalog {
namespace {

class Writer {
 public:
  template <WholeNumber T>
  void put(T value) {
    out_.number(value);
  }
  void put(bool value) { out_.number(static_cast<std::uint8_t>(value)); }
  template <class T>
  requires std::is_enum_v<T>
  void put(T value) { out_.number(static_cast<std::underlying_type_t<T>>(value)); }
  void put(const std::string& text) {
    put_count(text.size());
    out_.bytes(text.data(), text.size());
  }
  void put(Rational number) {
    out_.number(number.numerator());
    out_.number(number.denominator());
  }
  template <class T, std::size_t n>
  void put(const std::array<T, n>& items) {
    for (const auto& item : items) put(item);
  }
  template <class A, class B>
  void put(const std::pair<A, B>& pair) {
    put(pair.first);
    put(pair.second);
  }
  template <class T>
  void put(const std::optional<T>& maybe) {
    put(maybe.has_value());
    if (maybe) put(*maybe);
  }
  template <class T>
  void put(const std::vector<T>& items) {
    put_count(items.size());
    if constexpr (is_flat<T>) {
      out_.bytes(items.data(), items.size() * sizeof(T));
    } else {
      for (const auto& item : items) put(item);
    }
  }
  // A section, or the sizes of sections and then those.
  template <class T>
  void put(const LazyList<T>& list) {
    put(section(list.get()));
  }
  template <class T>
  void put(const LazyItems<T>& list) {
    std::vector<std::string> sections;
    put_count(list.size());
    for (const T& item : list) put_count(sections.emplace_back(section(item)).size());
    for (const auto& bytes : sections) out_.bytes(bytes.data(), bytes.size());
  }
  template <Described T>
  void put(const T& x) {
    std::apply([this](const auto&... member) { (put(member), ...); }, members(x));
  }
  void put(const Value& value);

  [[nodiscard]] auto take() -> std::string { return out_.take(); }

 private:
  void put_count(std::size_t count) { out_.number(static_cast<Count>(count)); }
  template <class T>
  static auto section(const T& value) -> std::string {
    Writer writer;
    writer.put(value);
    return writer.take();
  }

  ByteWriter out_;
};

void Writer::put(const Value& value) {
  auto head = static_cast<std::uint32_t>(value.kind());
  if (value.is_number() && value.written_as_decimal()) head |= written_as_decimal;
  if (value.is_number() && !value.number_fits()) head |= does_not_fit;
  put(head);
  switch (value.kind()) {
    case Value::Kind::null: break;
    case Value::Kind::boolean: put(value.as_boolean()); break;
    case Value::Kind::number:
      value.number_fits() ? put(value.as_number()) : put(value.as_text());
      break;
    case Value::Kind::text: put(value.as_text()); break;
    case Value::Kind::array: put(value.items()); break;
    case Value::Kind::object:
      put_count(value.members().size());
      for (const auto& member : value.members()) {
        put(member.name);
        put(member.value);
      }
      break;
  }
}

}  // namespace

auto write_image(const CatalogData& data) -> std::string {
  Writer writer;
  writer.put(data);
  return frame_image(writer.take());
}

}  // namespace tariff::catalog
