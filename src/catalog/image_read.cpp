// From bytes to a catalog, with suspicion: the first thing that does not fit ends the reading, and
// nothing is allocated that the rest of the bytes could not hold.
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "catalog/image.hpp"
#include "catalog/image_form.hpp"
#include "catalog/image_frame.hpp"
#include "catalog/members.hpp"
#include "catalog/validate.hpp"

namespace tariff::catalog {
namespace {

// Values of parameters in examples and presets: written by people, hence shallow.
constexpr int max_value_depth = 64;

// When sections are read: with what they are in, or when somebody asks for them.
enum class Sections : std::uint8_t { now, later };

// The least number of bytes that a value takes. It bounds what a forged count can allocate.
template <class T>
struct LeastBytes {
  static constexpr std::size_t value = 4;  // strings, vectors, values
};
template <class T>
requires std::is_arithmetic_v<T> || std::is_enum_v<T>
struct LeastBytes<T> {
  static constexpr std::size_t value = sizeof(T);
};
template <>
struct LeastBytes<Rational> {
  static constexpr std::size_t value = 16;
};
template <class T>
struct LeastBytes<std::optional<T>> {
  static constexpr std::size_t value = 1;
};
template <class T, std::size_t n>
struct LeastBytes<std::array<T, n>> {
  static constexpr std::size_t value = n * LeastBytes<T>::value;
};
template <class... T>
struct LeastBytes<std::tuple<T&...>> {
  static constexpr std::size_t value = (LeastBytes<T>::value + ... + 0);
};
template <class A, class B>
struct LeastBytes<std::pair<A, B>> {
  static constexpr std::size_t value = LeastBytes<A>::value + LeastBytes<B>::value;
};
template <Described T>
struct LeastBytes<T> {
  static constexpr std::size_t value = LeastBytes<decltype(members(std::declval<T&>()))>::value;
};

class Reader {
 public:
  Reader(std::string_view bytes, Sections sections) : in_(bytes), sections_(sections) {}

  template <WholeNumber T>
  void get(T& value) {
    value = in_.number<T>();
  }
  void get(bool& value) {
    const auto byte = in_.number<std::uint8_t>();
    if (byte > 1) in_.fail();
    value = byte == 1;
  }
  template <class T>
  requires std::is_enum_v<T>
  void get(T& value) {
    const auto number = in_.number<std::underlying_type_t<T>>();
    if (number > static_cast<std::underlying_type_t<T>>(last_of<T>)) return in_.fail();
    value = static_cast<T>(number);
  }
  // Made and moved: assigning to a string asks what it holds.
  void get(std::string& text) { text = std::string{in_.view(in_.number<Count>())}; }
  void get(Rational& number);
  template <class T, std::size_t n>
  void get(std::array<T, n>& items) {
    for (auto& item : items) get(item);
  }
  template <class A, class B>
  void get(std::pair<A, B>& pair) {
    get(pair.first);
    get(pair.second);
  }
  template <class T>
  void get(std::optional<T>& maybe) {
    bool present = false;
    get(present);
    if (present) get(maybe.emplace());
  }
  template <class T>
  void get(std::vector<T>& items) {
    items.resize(get_count(LeastBytes<T>::value));
    if constexpr (is_flat<T>) {
      in_.bytes(items.data(), items.size() * sizeof(T));
    } else {
      for (auto& item : items) get(item);
    }
  }
  template <class T>
  void get(LazyList<T>& list) {
    Deferred<std::vector<T>> items;
    get_section(in_.number<Count>(), items);
    list = LazyList<T>{std::move(items)};
  }
  template <class T>
  void get(LazyItems<T>& list) {
    std::vector<Count> sizes;
    get(sizes);
    list.clear();
    for (const Count size : sizes) {
      Deferred<T> item;
      get_section(size, item);
      if (in_.failed()) return;  // before a forged count allocates anything
      list.hold(std::move(item));
    }
  }
  template <Described T>
  void get(T& x) {
    std::apply([this](auto&... member) { (get(member), ...); }, members(x));
  }
  void get(Value& value);

  [[nodiscard]] auto finished() const -> bool { return !in_.failed() && in_.remaining() == 0; }

 private:
  // A count that the rest of the bytes can hold, or 0.
  auto get_count(std::size_t least_bytes) -> std::size_t {
    const auto count = in_.number<Count>();
    if (count <= in_.remaining() / least_bytes) return count;
    in_.fail();
    return 0;
  }
  template <class T>
  void get_section(std::size_t size, Deferred<T>& out);
  void get_number(std::uint32_t head, Value& value);
  void get_members(Value& value);

  ByteReader in_;
  Sections sections_;
  int depth_ = 0;
};

// What stands for a section that cannot be read.
template <class T>
auto instead_of(std::string_view /*bytes*/, const T* /*type*/) -> T {
  return {};
}
auto instead_of(std::string_view bytes, const Offer* /*type*/) -> Offer {
  return damaged_offer(read_key(bytes));
}

template <class T>
auto read_section(std::string_view bytes) -> std::unique_ptr<T> {
  auto value = std::make_unique<T>();
  Reader reader{bytes, Sections::later};
  reader.get(*value);
  if (!reader.finished()) *value = instead_of(bytes, value.get());
  return value;
}

template <class T>
void Reader::get_section(std::size_t size, Deferred<T>& out) {
  const auto bytes = in_.view(size);
  if (sections_ == Sections::later) {
    out = Deferred<T>{bytes, &read_section<T>};
    return;
  }
  T value;
  Reader reader{bytes, Sections::now};
  reader.get(value);
  if (!reader.finished()) return in_.fail();
  out = Deferred<T>{std::move(value)};
}

void Reader::get(Rational& number) {
  const auto numerator = in_.number<std::int64_t>();
  const auto denominator = in_.number<std::int64_t>();
  if (denominator == 1) {
    number = Rational{numerator};
    return;
  }
  // In lowest terms already, or it is not what put() wrote.
  if (!Rational::make(numerator, denominator, number) || number.denominator() != denominator) {
    in_.fail();
  }
}

void Reader::get(Value& value) {
  const auto head = in_.number<std::uint32_t>();
  const auto kind = head & kind_mask;
  const bool number = kind == static_cast<std::uint32_t>(Value::Kind::number);
  if (kind > static_cast<std::uint32_t>(Value::Kind::object) || depth_ >= max_value_depth ||
      (head & ~kind_mask & ~(number ? written_as_decimal | does_not_fit : 0)) != 0) {
    return in_.fail();
  }
  ++depth_;
  bool truth = false;
  std::string text;
  switch (static_cast<Value::Kind>(kind)) {
    case Value::Kind::null: value = Value{}; break;
    case Value::Kind::boolean:
      get(truth);
      value = Value::boolean(truth);
      break;
    case Value::Kind::number: get_number(head, value); break;
    case Value::Kind::text:
      get(text);
      value = Value::text(std::move(text));
      break;
    case Value::Kind::array:
      value = Value::array();
      get(value.items());
      break;
    case Value::Kind::object:
      value = Value::object();
      get_members(value);
      break;
  }
  --depth_;
}

void Reader::get_number(std::uint32_t head, Value& value) {
  if ((head & does_not_fit) != 0) {
    std::string spelling;
    get(spelling);
    value = Value::huge_number(std::move(spelling));
  } else {
    Rational number;
    get(number);
    value = Value::number(number);
  }
  // A spelling may mark itself; then it was never written without the mark.
  if ((head & written_as_decimal) != 0) value.mark_decimal();
  if (value.written_as_decimal() != ((head & written_as_decimal) != 0)) in_.fail();
}

void Reader::get_members(Value& value) {
  value.members().resize(get_count(8));
  for (auto& member : value.members()) {
    get(member.name);
    get(member.value);
  }
}

}  // namespace

auto read_image(std::string_view bytes, CatalogData& out) -> bool {
  std::string_view payload;
  if (!unframe_image(bytes, payload)) return false;
  CatalogData data;
  Reader reader{payload, Sections::now};
  reader.get(data);
  if (!reader.finished() || !is_consistent(data)) return false;
  out = std::move(data);
  return true;
}

auto open_image(std::string_view bytes, CatalogData& out) -> bool {
  std::string_view payload;
  if (!open_frame(bytes, payload)) return false;
  CatalogData data;
  Reader reader{payload, Sections::later};
  reader.get(data);
  if (!reader.finished()) return false;
  out = std::move(data);
  return true;
}

auto read_key(std::string_view section) noexcept -> OfferKey {
  ByteReader in{section};
  const auto text = [&in] { return in.view(in.number<Count>()); };
  return {text(), text(), text(), text()};  // braces: in this order
}

}  // namespace tariff::catalog
