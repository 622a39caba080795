#include "lint/finding_store.hpp"

#include <optional>
#include <utility>

#include "catalog/bytes.hpp"

namespace tariff::lint {
namespace {

using catalog::ByteReader;
using catalog::ByteWriter;

constexpr int deepest_value = 128;  // twice what a manifest may have

class Writer {
 public:
  template <class... Items>
  void operator()(const Items&... items) {
    (put(items), ...);
  }
  auto take() -> std::string { return bytes_.take(); }

 private:
  template <catalog::WholeNumber T>
  void put(T value) {
    bytes_.number(value);
  }
  template <class T>
  requires std::is_enum_v<T>
  void put(T value) { bytes_.number(static_cast<std::uint8_t>(value)); }
  void put(bool value) { bytes_.number(static_cast<std::uint8_t>(value)); }
  void put(const std::string& text) {
    bytes_.number(static_cast<std::uint32_t>(text.size()));
    bytes_.bytes(text.data(), text.size());
  }
  void put(const Rational& value) { (*this)(value.numerator(), value.denominator()); }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& items) {
    bytes_.number(static_cast<std::uint32_t>(items.size()));
    for (const auto& item : items) put(item);
  }
  void put(const Value& value) {
    (*this)(value.kind(), value.as_boolean(), value.as_number(), value.number_fits(),
            value.written_as_decimal(), value.as_text(), value.items(), value.members());
  }
  template <class T>
  requires std::is_class_v<T>
  void put(const T& record) { visit_members(*this, record); }

  ByteWriter bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <class... Items>
  void operator()(Items&... items) {
    (get(items), ...);
  }
  [[nodiscard]] auto is_whole() const -> bool {
    return !bytes_.failed() && bytes_.remaining() == 0;
  }

 private:
  template <catalog::WholeNumber T>
  void get(T& out) {
    out = bytes_.number<T>();
  }
  void get(bool& out) { out = small(1) != 0; }
  void get(Severity& out) { out = static_cast<Severity>(small(2)); }
  void get(Suppression::By& out) { out = static_cast<Suppression::By>(small(2)); }
  void get(std::string& out) { out = bytes_.view(bytes_.number<std::uint32_t>()); }
  void get(Rational& out) {
    const auto numerator = bytes_.number<std::int64_t>();
    const auto denominator = bytes_.number<std::int64_t>();
    if (!Rational::make(numerator, denominator, out)) bytes_.fail();
  }
  template <class T>
  void get(std::optional<T>& out) {
    out.reset();
    if (small(1) != 0) get(out.emplace());
  }
  template <class T>
  void get(std::vector<T>& out) {
    out.clear();
    // Every item has some bytes, so a count that lies fails soon.
    for (auto count = bytes_.number<std::uint32_t>(); count > 0 && !bytes_.failed(); --count) {
      get(out.emplace_back());
    }
  }
  void get(Value& out);
  template <class T>
  requires std::is_class_v<T>
  void get(T& record) { visit_members(*this, record); }

  // A byte that is at most `most`.
  auto small(std::uint8_t most) -> std::uint8_t {
    const auto value = bytes_.number<std::uint8_t>();
    if (value > most) bytes_.fail();
    return value > most ? std::uint8_t{0} : value;
  }

  ByteReader bytes_;
  int depth_ = 0;  // of values
};

// The members of each struct, once for both ways. A member that is added to a struct breaks the
// binding here, and so is not forgotten.
template <class Form, class T>
void visit_members(Form& form, T& record) {
  using Plain = std::remove_const_t<T>;
  if constexpr (std::is_same_v<Plain, Location>) {
    auto& [file, line, column, offset, length] = record;
    form(file, line, column, offset, length);
  } else if constexpr (std::is_same_v<Plain, Range>) {
    auto& [low, expected, high] = record;
    form(low, expected, high);
  } else if constexpr (std::is_same_v<Plain, Value::Member>) {
    auto& [name, value] = record;
    form(name, value);
  } else if constexpr (std::is_same_v<Plain, Fix>) {
    auto& [params, remove, envelope, safe, cost_before, cost_after] = record;
    form(params, remove, envelope, safe, cost_before, cost_after);
  } else if constexpr (std::is_same_v<Plain, Diagnostic>) {
    auto& [code, severity, path, message, provider_message, because, source, fix, location] =
        record;
    form(code, severity, path, message, provider_message, because, source, fix, location);
  } else if constexpr (std::is_same_v<Plain, TextEdit>) {
    auto& [offset, length, text] = record;
    form(offset, length, text);
  } else if constexpr (std::is_same_v<Plain, Change>) {
    auto& [title, safe, edits] = record;
    form(title, safe, edits);
  } else if constexpr (std::is_same_v<Plain, Suppression>) {
    auto& [by, reason, location] = record;
    form(by, reason, location);
  } else if constexpr (std::is_same_v<Plain, RelatedPlace>) {
    auto& [location, message] = record;
    form(location, message);
  } else if constexpr (std::is_same_v<Plain, AssetRef>) {
    auto& [id, location] = record;
    form(id, location);
  } else {
    static_assert(std::is_same_v<Plain, Finding>);
    auto& [diagnostic, currency, assets, asset_count, related, change, suppression, topic,
           fingerprint, unreadable, of_records] = record;
    form(diagnostic, currency, assets, asset_count, related, change, suppression, topic,
         fingerprint, unreadable, of_records);
  }
}

auto value_of(std::uint8_t kind, bool boolean, Rational number, bool fits, const std::string& text)
    -> Value {
  switch (static_cast<Value::Kind>(kind)) {
    case Value::Kind::null: return {};
    case Value::Kind::boolean: return Value::boolean(boolean);
    case Value::Kind::number: return fits ? Value::number(number) : Value::huge_number(text);
    case Value::Kind::text: return Value::text(text);
    case Value::Kind::array: return Value::array();
    case Value::Kind::object: return Value::object();
  }
  return {};
}

void Reader::get(Value& out) {
  if (++depth_ > deepest_value) bytes_.fail();
  const auto kind = small(static_cast<std::uint8_t>(Value::Kind::object));
  bool boolean = false;
  bool fits = false;
  bool decimal = false;
  Rational number;
  std::string text;
  std::vector<Value> items;
  std::vector<Value::Member> members;
  (*this)(boolean, number, fits, decimal, text, items, members);
  out = value_of(kind, boolean, number, fits, text);
  const bool has_text = out.is_text() || !out.number_fits();
  if ((!has_text && !text.empty()) || (!out.is_array() && !items.empty()) ||
      (!out.is_object() && !members.empty()) || fits != out.number_fits()) {
    bytes_.fail();  // nothing writes that
  }
  if (out.is_array()) out.items() = std::move(items);
  if (out.is_object()) out.members() = std::move(members);
  if (decimal) out.mark_decimal();
  --depth_;
}

}  // namespace

auto write_findings(const std::vector<Finding>& findings) -> std::string {
  Writer writer;
  writer(findings);
  return writer.take();
}

auto read_findings(std::string_view bytes, std::vector<Finding>& out) -> bool {
  Reader reader{bytes};
  reader(out);
  return reader.is_whole();
}

}  // namespace tariff::lint
