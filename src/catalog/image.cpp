// The byte form of a catalog, both ways. Structs are written member by member (members.hpp); only
// the leaves stand here twice. Every value has one byte form, so that write(read(x)) is x.
#include "catalog/image.hpp"

#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "catalog/bytes.hpp"
#include "catalog/image_frame.hpp"
#include "catalog/members.hpp"
#include "catalog/validate.hpp"

namespace tariff::catalog {
namespace {

// Values of parameters in examples and presets: written by people, hence shallow.
constexpr int max_value_depth = 64;

// Types whose bytes in memory are their byte form: vectors of them are copied at once.
template <class T>
inline constexpr bool is_flat = false;
template <WholeNumber T>
inline constexpr bool is_flat<T> = std::endian::native == std::endian::little;
template <class T, std::size_t n>
inline constexpr bool is_flat<std::array<T, n>> = is_flat<T>;
template <>
inline constexpr bool is_flat<lang::Instruction> =
    std::endian::native ==
    std::endian::little&& std::has_unique_object_representations_v<lang::Instruction>;

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

// The first four bytes of a value: its kind and what JSON tells apart.
constexpr std::uint32_t kind_mask = 0xff;
constexpr std::uint32_t written_as_decimal = 0x100;
constexpr std::uint32_t does_not_fit = 0x200;

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
  template <Described T>
  void put(const T& x) {
    std::apply([this](const auto&... member) { (put(member), ...); }, members(x));
  }
  void put(const Value& value);

  [[nodiscard]] auto take() -> std::string { return out_.take(); }

 private:
  void put_count(std::size_t count) { out_.number(static_cast<std::uint32_t>(count)); }

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

class Reader {
 public:
  explicit Reader(std::string_view bytes) : in_(bytes) {}

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
  void get(std::string& text) { text = in_.view(in_.number<std::uint32_t>()); }
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
  template <Described T>
  void get(T& x) {
    std::apply([this](auto&... member) { (get(member), ...); }, members(x));
  }
  void get(Value& value);

  [[nodiscard]] auto finished() const -> bool { return !in_.failed() && in_.remaining() == 0; }

 private:
  // A count that the rest of the bytes can hold, or 0.
  auto get_count(std::size_t least_bytes) -> std::size_t {
    const auto count = in_.number<std::uint32_t>();
    if (count <= in_.remaining() / least_bytes) return count;
    in_.fail();
    return 0;
  }
  void get_number(std::uint32_t head, Value& value);
  void get_members(Value& value);

  ByteReader in_;
  int depth_ = 0;
};

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

auto write_image(const CatalogData& data) -> std::string {
  Writer writer;
  writer.put(data);
  return frame_image(writer.take());
}

auto read_image(std::string_view bytes, CatalogData& out) -> bool {
  std::string_view payload;
  if (!unframe_image(bytes, payload)) return false;
  CatalogData data;
  Reader reader(payload);
  reader.get(data);
  if (!reader.finished() || !is_consistent(data)) return false;
  out = std::move(data);
  return true;
}

}  // namespace tariff::catalog
