// The oracle: a second, naive reading of the rule language. It walks the syntax tree over one
// concrete value for each name, with unbounded fractions, and shares no code with the compiler and
// the machine. Slow on purpose; tests hold the fast path to it.
#pragma once

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "lang/ast.hpp"
#include "tariff/request.hpp"

namespace tariff::oracle {

// Without expression templates, which take minutes to compile and gain nothing here.
using Number = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend,
                                             boost::multiprecision::et_off>;
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;

struct Result {
  enum class Kind { absent, error, boolean, number, text };
  Kind kind = Kind::absent;
  bool truth = false;
  Number number;
  std::string text;

  static auto absent() -> Result { return {}; }
  static auto error() -> Result { return {Kind::error, false, {}, {}}; }
  static auto of(bool value) -> Result { return {Kind::boolean, value, {}, {}}; }
  static auto of(Number value) -> Result { return {Kind::number, false, std::move(value), {}}; }
  static auto of(std::string value) -> Result { return {Kind::text, false, {}, std::move(value)}; }
};

inline auto number_of(Rational value) -> Number {
  return Number{Integer{value.numerator()}, Integer{value.denominator()}};
}

// True when a fraction in lowest terms has both parts in 64 bits, as every value of the language
// must.
inline auto fits(const Number& value) -> bool {
  const Integer least = std::numeric_limits<std::int64_t>::min();
  const Integer most = std::numeric_limits<std::int64_t>::max();
  return numerator(value) >= least && numerator(value) <= most && denominator(value) <= most;
}

inline auto floor(const Number& value) -> Integer {
  const Integer top = numerator(value);
  const Integer bottom = denominator(value);
  Integer quotient = top / bottom;
  if (top < 0 && quotient * bottom != top) quotient -= 1;
  return quotient;
}

struct Environment {
  std::map<std::string, Result> names;
  std::vector<InputImage> images;  // of the list "input_images"
  bool has_images = false;
  std::set<std::string> unreadable;  // given in a form that cannot be read: not even has() knows
};

// A key of a pick as it is spelt: bare, quoted, or a whole number.
inline auto unquoted(const std::string& key) -> std::string {
  const bool quoted = key.size() >= 2 && (key.front() == '"' || key.front() == '\'');
  return quoted ? key.substr(1, key.size() - 2) : key;
}

class Walker {
 public:
  Walker(const lang::Ast& ast, const Environment& environment)
      : ast_(ast), environment_(environment) {}

  auto run() -> Result { return walk(ast_.root); }

 private:
  using Kind = lang::NodeKind;

  auto walk(lang::NodeId id) -> Result {
    const lang::Node& node = ast_.at(id);
    switch (node.kind) {
      case Kind::number: return Result::of(number_of(node.number));
      case Kind::boolean: return Result::of(!node.number.is_zero());
      case Kind::text: return Result::of(node.text);
      case Kind::name: return name(node.text);
      case Kind::conditional: return conditional(node);
      case Kind::pick: return pick(node);
      case Kind::call: return call(node);
      case Kind::quantifier: return quantifier(node);
      default: return operation(node);
    }
  }

  auto name(const std::string& name) -> Result {
    if (name == "input_images") {
      return environment_.has_images ? Result::of(Number{environment_.images.size()})
                                     : Result::absent();
    }
    const std::size_t dot = name.find('.');
    if (dot != std::string::npos && element_ != nullptr) return member(name.substr(dot + 1));
    const auto found = environment_.names.find(name);
    return found == environment_.names.end() ? Result::absent() : found->second;
  }

  auto member(const std::string& name) -> Result {
    const auto number = [](const std::optional<std::int64_t>& value) {
      return value ? Result::of(Number{Integer{*value}}) : Result::absent();
    };
    if (name == "width") return number(element_->width);
    if (name == "height") return number(element_->height);
    if (name == "bytes") return number(element_->bytes);
    const std::string& text = name == "format" ? element_->format : element_->role;
    return text.empty() ? Result::absent() : Result::of(text);
  }

  auto conditional(const lang::Node& node) -> Result {
    const Result condition = walk(node.children[0]);
    if (condition.kind != Result::Kind::boolean) return condition;
    return walk(node.children[condition.truth ? 1 : 2]);
  }

  auto pick(const lang::Node& node) -> Result {
    const Result index = walk(node.children[0]);
    if (index.kind == Result::Kind::absent || index.kind == Result::Kind::error) return index;
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
      const bool same = index.kind == Result::Kind::text
                            ? index.text == unquoted(node.keys[i])
                            : index.number == Number{Integer{node.keys[i]}};
      if (same) return walk(node.children[i + 1]);
    }
    return Result::absent();
  }

  static auto bad(const Result& a) -> bool {
    return a.kind == Result::Kind::absent || a.kind == Result::Kind::error;
  }

  static auto worst(const Result& a, const Result& b) -> Result {
    if (a.kind == Result::Kind::error || b.kind == Result::Kind::error) return Result::error();
    return Result::absent();
  }

  static auto checked(Number value) -> Result {
    return fits(value) ? Result::of(std::move(value)) : Result::error();
  }

  static auto conjunction(const Result& a, const Result& b) -> Result {
    if (a.kind == Result::Kind::error || b.kind == Result::Kind::error) return Result::error();
    if (a.kind == Result::Kind::boolean && !a.truth) return a;
    if (b.kind == Result::Kind::boolean && !b.truth) return b;
    return bad(a) ? a : b;
  }

  static auto disjunction(const Result& a, const Result& b) -> Result {
    return negation(conjunction(negation(a), negation(b)));
  }

  static auto negation(Result a) -> Result {
    if (!bad(a)) a.truth = !a.truth;
    return a;
  }

  static auto equal(const Result& a, const Result& b) -> Result {
    if (bad(a) || bad(b)) return worst(a, b);
    if (a.kind == Result::Kind::text) return Result::of(a.text == b.text);
    if (a.kind == Result::Kind::boolean) return Result::of(a.truth == b.truth);
    return Result::of(a.number == b.number);
  }

  static auto relate(std::string_view relation, const Result& a, const Result& b) -> Result {
    if (relation == "=") return equal(a, b);
    if (relation == "!=") return negation(equal(a, b));
    if (bad(a) || bad(b)) return worst(a, b);
    if (relation == "<") return Result::of(a.number < b.number);
    if (relation == "<=") return Result::of(a.number <= b.number);
    if (relation == ">") return Result::of(a.number > b.number);
    return Result::of(a.number >= b.number);
  }

  auto operation(const lang::Node& node) -> Result {
    std::vector<Result> values;
    for (const lang::NodeId child : node.children) values.push_back(walk(child));
    switch (node.kind) {
      case Kind::negate: return bad(values[0]) ? values[0] : checked(-values[0].number);
      case Kind::logical_not: return negation(values[0]);
      case Kind::logical_and: return conjunction(values[0], values[1]);
      case Kind::logical_or: return disjunction(values[0], values[1]);
      case Kind::equal: return relate("=", values[0], values[1]);
      case Kind::not_equal: return relate("!=", values[0], values[1]);
      case Kind::less: return relate("<", values[0], values[1]);
      case Kind::less_equal: return relate("<=", values[0], values[1]);
      case Kind::greater: return relate(">", values[0], values[1]);
      case Kind::greater_equal: return relate(">=", values[0], values[1]);
      case Kind::chain: return chain(node, values);
      case Kind::between: return between(values);
      case Kind::not_between: return negation(between(values));
      case Kind::in_list: return in_list(values);
      case Kind::not_in_list: return negation(in_list(values));
      default: return arithmetic(node.kind, values[0], values[1]);
    }
  }

  static auto chain(const lang::Node& node, const std::vector<Result>& values) -> Result {
    Result all = Result::of(true);
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
      const std::size_t end = std::min(node.text.find(' ', at), node.text.size());
      all = conjunction(
          all, relate(std::string_view{node.text}.substr(at, end - at), values[i], values[i + 1]));
      at = end + 1;
    }
    return all;
  }

  static auto between(const std::vector<Result>& values) -> Result {
    return conjunction(relate("<=", values[1], values[0]), relate("<=", values[0], values[2]));
  }

  static auto in_list(const std::vector<Result>& values) -> Result {
    Result any = Result::of(false);
    for (std::size_t i = 1; i < values.size(); ++i) {
      any = disjunction(any, equal(values[0], values[i]));
    }
    return any;
  }

  static auto arithmetic(Kind kind, const Result& a, const Result& b) -> Result {
    if (bad(a) || bad(b)) return worst(a, b);
    switch (kind) {
      case Kind::add: return checked(a.number + b.number);
      case Kind::subtract: return checked(a.number - b.number);
      case Kind::multiply: return checked(a.number * b.number);
      default: break;
    }
    if (b.number == 0) return Result::error();
    const Number quotient = a.number / b.number;
    if (!fits(quotient)) return Result::error();
    if (kind == Kind::divide) return Result::of(quotient);
    const Number whole{floor(quotient)};
    if (kind == Kind::integer_divide) return checked(whole);
    if (!fits(whole * b.number)) return Result::error();
    return checked(a.number - whole * b.number);
  }

  auto call(const lang::Node& node) -> Result {
    if (node.text == "has") {
      const Result value = walk(node.children[0]);
      const lang::Node& argument = ast_.at(node.children[0]);
      if (argument.kind == Kind::name && environment_.unreadable.contains(argument.text)) {
        return Result::absent();
      }
      const bool list = argument.kind == Kind::name && argument.text == "input_images";
      if (list) return Result::of(!environment_.images.empty());  // an empty list is not had
      return value.kind == Result::Kind::error ? value : Result::of(!bad(value));
    }
    if (node.text == "unknown") return Result::absent();
    if (node.text == "length") return length(walk(node.children[0]));
    std::vector<Result> values;
    for (const lang::NodeId child : node.children) values.push_back(walk(child));
    Result result = values[0];
    for (std::size_t i = 1; i < values.size(); ++i) result = fold(node.text, result, values[i]);
    return values.size() > 1 || bad(result) ? result : single(node.text, result);
  }

  static auto length(const Result& text) -> Result {
    if (bad(text)) return text;
    return Result::of(Number{std::count_if(text.text.begin(), text.text.end(),
                                           [](char c) { return (c & 0xC0) != 0x80; })});
  }

  static auto fold(const std::string& name, const Result& a, const Result& b) -> Result {
    if (bad(a) || bad(b)) return worst(a, b);
    if (name == "spread") return a;  // the expected value
    if (name == "min") return a.number < b.number ? a : b;
    if (name == "max") return a.number < b.number ? b : a;
    if (denominator(a.number) != 1 || denominator(b.number) != 1) return Result::error();
    return checked(Number{gcd(numerator(a.number), numerator(b.number))});
  }

  static auto single(const std::string& name, const Result& a) -> Result {
    if (name == "count") return a;
    if (name == "abs") return checked(abs(a.number));
    if (name == "floor") return checked(Number{floor(a.number)});
    if (name == "ceil") return checked(Number{-floor(-a.number)});
    if (name == "round_half_up") return checked(Number{floor(a.number + Number{1, 2})});
    if (name == "round_half_even") return checked(Number{half_even(a.number)});
    if (name == "isqrt")
      return a.number < 0 ? Result::error() : Result::of(Number{sqrt(floor(a.number))});
    return Result::error();
  }

  static auto half_even(const Number& value) -> Integer {
    const Integer down = floor(value);
    const Number rest = value - Number{down};
    const Number half{1, 2};
    if (rest > half) return down + 1;
    if (rest < half) return down;
    return down % 2 == 0 ? down : down + 1;
  }

  auto quantifier(const lang::Node& node) -> Result {
    if (!environment_.has_images) return Result::absent();
    const bool truth = node.text == "any" || node.text == "all";
    Result result = truth                                      ? Result::of(node.text == "all")
                    : node.text == "min" || node.text == "max" ? Result::absent()
                                                               : Result::of(Number{0});
    bool first = true;
    for (const InputImage& image : environment_.images) {
      element_ = &image;
      const Result value = walk(node.children[0]);
      element_ = nullptr;
      result = accumulate(node.text, result, value, first);
      first = false;
    }
    return result;
  }

  static auto accumulate(const std::string& kind, const Result& sum, const Result& value,
                         bool first) -> Result {
    if (kind == "any") return disjunction(sum, value);
    if (kind == "all") return conjunction(sum, value);
    if (kind == "sum") return arithmetic(Kind::add, sum, value);
    if (kind == "count") {
      if (bad(value) || bad(sum)) return worst(sum, value);
      return arithmetic(Kind::add, sum, Result::of(Number{value.truth ? 1 : 0}));
    }
    return first ? value : fold(kind, sum, value);
  }

  const lang::Ast& ast_;
  const Environment& environment_;
  const InputImage* element_ = nullptr;
};

inline auto evaluate(const lang::Ast& ast, const Environment& environment) -> Result {
  return Walker{ast, environment}.run();
}

}  // namespace tariff::oracle
