// Random requests for a random pack. Each value is drawn together with what it must come to: the
// fields that it sets and the findings of reading it. So there is no second reader that could be
// wrong in the same way as the first.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "support/oracle.hpp"
#include "support/random_pack.hpp"
#include "tariff/request.hpp"

namespace tariff::testing {

struct RandomRequest {
  Request request;
  oracle::Environment environment;    // without derived fields; an open quality is not in it
  std::vector<std::string> findings;  // "error REQ-PARAM-MIN", of reading
  bool open_quality = false;          // the provider chooses among low, medium and high
  Date day;
};

class RequestGenerator {
 public:
  RequestGenerator(std::uint64_t seed, const RandomShape& shape) : random_(seed), shape_(shape) {}

  auto next() -> RandomRequest {
    out_ = {};
    calm_ = random_.chance(50);
    out_.request.provider = "acme";
    out_.request.model = "brush";
    draw_prompt();
    draw_guidance();
    draw_count();
    shape_.size ? draw_size() : draw_edges();
    if (shape_.aspect) draw_aspect();
    draw_quality();
    draw_stream();
    draw_mask();
    draw_images();
    draw_strangers();
    draw_day_and_tier();
    return std::move(out_);
  }

 private:
  // Half of the requests have nothing that reading could find, so that enough are accepted.
  auto odd(std::size_t percent) -> bool { return !calm_ && random_.chance(percent); }
  auto one_in(std::size_t cases) -> std::size_t { return calm_ ? cases : random_.below(cases); }

  // ---- What a value comes to

  void find(const char* code) { out_.findings.push_back(std::string{"error "} + code); }
  void set(const char* name, Value value) { out_.request.set(name, std::move(value)); }
  void unreadable(const char* field) { out_.environment.unreadable.insert(field); }
  void mean(const char* field, Rational value) {
    out_.environment.names[field] = oracle::Result::of(oracle::number_of(value));
  }
  void mean(const char* field, const std::string& text) {
    out_.environment.names[field] = oracle::Result::of(text);
  }
  void mean(const char* field, bool truth) {
    out_.environment.names[field] = oracle::Result::of(truth);
  }

  void wrong_type(const char* parameter, const char* field, Value value) {
    set(parameter, std::move(value));
    find("REQ-PARAM-TYPE");
    unreadable(field);
  }

  auto not_a_number() -> Value {
    static const std::vector<Value> values = {Value::text("7"), Value::boolean(true),
                                              Value::array(), Value::object()};
    return random_.pick(values);
  }

  auto whole(std::int64_t least, std::int64_t most) -> std::int64_t {
    return least + static_cast<std::int64_t>(random_.below(static_cast<std::size_t>(most - least)));
  }
  // Legal values, most of the time, and now and then one beyond an end.
  auto around(std::int64_t least, std::int64_t most) -> std::int64_t {
    if (odd(5)) return INT64_MAX - whole(0, 3);
    if (odd(10)) return most + whole(1, 9);
    if (odd(10)) return least - whole(1, 30);
    return random_.chance(10) ? (random_.chance(50) ? least : most) : whole(least, most);
  }

  void bounded(const char* parameter, const char* field, Rational value, std::int64_t least,
               std::int64_t most) {
    set(parameter, Value::number(value));
    mean(field, value);
    if (value < Rational{least}) find("REQ-PARAM-MIN");
    if (value > Rational{most}) find("REQ-PARAM-MAX");
  }

  // Numbers that fit no fraction of 64-bit integers.
  void huge(const char* parameter, const char* field) {
    static const std::vector<std::pair<const char*, const char*>> cases = {
        {"1e400", "REQ-PARAM-MAX"}, {"-1e400", "REQ-PARAM-MIN"}, {"1e-400", "REQ-PARAM-TYPE"}};
    const auto& [spelling, code] = random_.pick(cases);
    set(parameter, Value::huge_number(spelling));
    find(code);
    unreadable(field);
  }

  void whole_number(const char* parameter, const char* field, std::int64_t least,
                    std::int64_t most) {
    switch (one_in(20)) {
      case 0: return wrong_type(parameter, field, not_a_number());
      case 1: return wrong_type(parameter, field, Value::number(half_of(7)));
      case 2: return huge(parameter, field);
      case 3: return wrong_type(parameter, field, Value{});
      default: return bounded(parameter, field, Rational{around(least, most)}, least, most);
    }
  }

  static auto half_of(std::int64_t value) -> Rational {
    Rational half;
    static_cast<void>(Rational::make(value, 2, half));
    return half;
  }

  // ---- The parameters

  void draw_prompt() {
    if (odd(8)) return find("REQ-PARAM-MISSING");
    if (odd(5)) return wrong_type("prompt", "prompt", Value::integer(3));
    static const std::vector<std::pair<const char*, const char*>> cases = {
        {"low", ""},
        {"größe", ""},
        {"two words", ""},
        {"high", ""},
        {"it's", ""},
        {"stranger", ""},
        {"png", ""},
        {"", "REQ-PARAM-SHORT"},
        {"a", "REQ-PARAM-SHORT"},
        {"ten letters", "REQ-PARAM-LONG"}};
    const auto& [text, code] = cases[random_.below(calm_ ? 7 : cases.size())];
    set("prompt", Value::text(text));
    mean("prompt", std::string{text});
    if (*code != '\0') find(code);
  }

  void draw_guidance() {
    if (random_.chance(15)) return;
    switch (one_in(12)) {
      case 0:
      case 1: return set("guidance", Value{});  // null may stand for "not given" here
      case 2:
      case 3: return wrong_type("guidance", "guidance", not_a_number());
      case 4: return huge("guidance", "guidance");
      default: return bounded("guidance", "guidance", half_of(around(2, 40)), 1, 20);
    }
  }

  void draw_count() {
    if (!random_.chance(30)) return whole_number("count", "n", 1, 10);
    if (shape_.default_count) mean("n", Rational{2});
  }

  void draw_edges() {
    if (random_.chance(88)) whole_number("wide", "width", 16, 3000);
    if (random_.chance(88)) whole_number("high", "height", 16, 3000);
  }

  void draw_size() {
    if (random_.chance(10)) return;
    if (odd(15)) return draw_bad_size();
    if (random_.chance(10)) return draw_word();
    draw_good_size();
  }

  void draw_bad_size() {
    static const std::vector<std::string> malformed = {
        "",         "1024",      "0x16",     "-16x16",        "16x016", "1024 x 1024",
        "16x16x16", "1024X1024", "squarish", "1234567890x16", "x",      "16x"};
    unreadable("width");
    unreadable("height");
    if (random_.chance(20)) {
      set("size", Value::integer(1024));
      return find("REQ-PARAM-TYPE");
    }
    set("size", Value::text(random_.pick(malformed)));
    find("REQ-SIZE-SYNTAX");
  }

  void draw_word() {
    const bool square = random_.chance(50);
    set("size", Value::text(square ? "square" : "tall"));
    if (square) mean("width", Rational{1024});
    mean("height", Rational{square ? 1024 : 9});
  }

  void draw_good_size() {
    const bool from_list = shape_.listed_sizes && !odd(30);
    const bool small = random_.chance(50);
    const std::int64_t width = from_list ? (small ? 512 : 1024) : whole(1, 4000);
    const std::int64_t height = from_list ? (small ? 512 : 768) : whole(1, 4000);
    set("size", Value::text(fmt::format("{}x{}", width, height)));
    mean("width", Rational{width});
    mean("height", Rational{height});
    const bool known = (width == 512 && height == 512) || (width == 1024 && height == 768);
    if (shape_.listed_sizes && !known) find("REQ-SIZE-VALUE");
  }

  void draw_aspect() {
    if (random_.chance(60)) return;
    if (odd(10)) return wrong_type("aspect", "aspect", not_a_number());
    const Rational value = half_of(whole(-3, 9));
    set("aspect", Value::number(value));
    mean("aspect", value);
  }

  void draw_quality() {
    if (random_.chance(20)) {
      out_.open_quality = shape_.default_quality && shape_.choices;
      if (shape_.default_quality && !shape_.choices) mean("quality", std::string{"low"});
      return;
    }
    if (odd(5)) return wrong_type("quality", "quality", Value{});
    static const std::vector<std::string> words = {"low", "medium", "high", "auto", "auto", "Low"};
    const std::string& word = words[random_.below(!calm_ ? 6 : shape_.choices ? 5 : 3)];
    set("quality", Value::text(word));
    if (word == "Low" || (word == "auto" && !shape_.choices)) {
      find("REQ-PARAM-VALUE");
      return unreadable("quality");
    }
    out_.open_quality = word == "auto";
    if (!out_.open_quality) mean("quality", word);
  }

  void draw_stream() {
    if (random_.chance(30)) return;
    if (odd(8)) return wrong_type("stream", "stream", Value::text("true"));
    const bool value = random_.chance(50);
    set("stream", Value::boolean(value));
    mean("stream", value);
  }

  void draw_mask() {
    if (random_.chance(50)) return;
    if (odd(10)) return wrong_type("mask", "mask", Value::boolean(true));
    set("mask", random_.chance(50) ? Value::text("file-1") : Value::object());
    mean("mask", true);
  }

  void draw_images() {
    std::size_t in_body = 0;
    const bool given = random_.chance(50);
    if (given) in_body = draw_image_parameter();
    auto& known = out_.request.input_images;
    if (random_.chance(50)) known.resize(random_.below(4));
    for (InputImage& image : known) image = draw_image();
    if (out_.environment.unreadable.contains("input_images")) return;
    out_.environment.images = known;
    out_.environment.images.resize(std::max(in_body, known.size()));
    // An empty list is a list.
    out_.environment.has_images = given || !known.empty();
  }

  auto draw_image_parameter() -> std::size_t {
    if (odd(10)) {
      wrong_type("image", "input_images", Value::array({Value::text("a"), Value::integer(1)}));
      return 0;
    }
    if (random_.chance(20)) {
      set("image", Value::text("one"));
      return 1;
    }
    const std::size_t count = calm_ ? 1 + random_.below(3) : random_.below(5);
    set("image", Value::array(std::vector<Value>(count, Value::text("https://acme.example/a"))));
    if (count < 1) find("REQ-PARAM-FEW");
    if (count > 3) find("REQ-PARAM-MANY");
    return count;
  }

  auto draw_image() -> InputImage {
    InputImage image;
    if (random_.chance(80)) image.width = whole(0, 3000);
    if (random_.chance(80)) image.height = whole(0, 3000);
    if (random_.chance(50)) image.bytes = whole(0, 1000);
    if (random_.chance(50)) image.format = random_.chance(50) ? "png" : "low";
    if (random_.chance(20)) image.role = "style";
    return image;
  }

  void draw_strangers() {
    if (odd(8)) {
      set("nonsense", Value::integer(1));
      find("REQ-PARAM-UNKNOWN");
    }
    if (odd(8)) {
      set("old", Value::integer(1));
      find("REQ-PARAM-UNKNOWN");
    }
    if (odd(8)) {
      set("idle", Value::array());
      out_.findings.emplace_back("warning REQ-PARAM-IGNORED");
    }
  }

  void draw_day_and_tier() {
    out_.day = random_.chance(50) ? turning_day() : Date{turning_day().days - 1};
    const bool before_any_card = odd(5);
    if (before_any_card) out_.day = Date::of(2025, 12, 31);
    static const std::vector<std::string> tiers = {"",      "",      "",      "standard",
                                                   "batch", "batch", "quiet", "nonsense"};
    out_.request.tier = tiers[random_.below(calm_ ? 6 : tiers.size())];
    if (out_.request.tier == "nonsense" && !before_any_card) find("REQ-TIER");
  }

  Random random_;
  bool calm_ = false;
  const RandomShape& shape_;
  RandomRequest out_;
};

}  // namespace tariff::testing
