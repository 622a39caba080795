// Manifests at random, in every style that a person may write them in.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "tariff/manifest.hpp"

namespace edit_test {

class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  auto below(int count) -> int { return std::uniform_int_distribution<int>{0, count - 1}(random_); }
  auto chance(int percent) -> bool { return below(100) < percent; }
  auto pick(const std::vector<std::string>& words) -> std::string {
    return words[static_cast<std::size_t>(below(static_cast<int>(words.size())))];
  }

  // A value of a parameter as JSON.
  auto value(const std::string& name) -> std::string {
    if (name == "n" || name == "seed") return std::to_string(below(90) + 1);
    if (name == "style" && chance(50)) {
      return R"({"name":)" + text() + R"(,"weight":)" + std::to_string(below(9)) + "}";
    }
    if (name == "images" && chance(50)) return "[" + text() + "," + text() + "]";
    return text();
  }
  auto text() -> std::string {
    return pick({R"("1024x1024")", R"("10x20")", R"("a # b")", R"("größe")", R"("it's")", R"("12")",
                 R"("a: b")", R"("{x}")", R"("a, b")", R"("true")", R"("say \"x\"")", R"("- y")",
                 R"("🎨 x")", R"("two\nlines")", R"("back\\slash")"});
  }

 private:
  std::mt19937 random_;
};

inline const std::vector<std::string> parameter_names{"size", "quality", "n",
                                                      "seed", "style",   "images"};

class RandomManifest {
 public:
  explicit RandomManifest(RandomText& random) : random_(random) {}

  auto make(tariff::InputKind kind) -> std::string {
    switch (kind) {
      case tariff::InputKind::csv: csv(); break;
      case tariff::InputKind::jsonl: lines(); break;
      case tariff::InputKind::json: json(); break;
      default: yaml(); break;
    }
    if (random_.chance(20)) out_.pop_back();  // the last line's end
    if (random_.chance(20)) out_ = "\xEF\xBB\xBF" + out_;
    if (random_.chance(30)) with_returns();
    return out_;
  }

  [[nodiscard]] auto ids() const -> const std::vector<std::string>& { return ids_; }
  // Comments on lines of their own: all of them stay whatever is mended.
  [[nodiscard]] auto comments() const -> const std::vector<std::string>& { return comments_; }

 private:
  auto new_id() -> std::string {
    ids_.push_back("a" + std::to_string(ids_.size()));
    return ids_.back();
  }

  void with_returns() {
    std::string out;
    for (const char c : out_) {
      if (c == '\n') out += '\r';
      out += c;
    }
    out_ = out;
  }

  // --- YAML ---

  auto names(int percent) -> std::vector<std::string> {
    std::vector<std::string> some;
    for (const auto& name : parameter_names) {
      if (random_.chance(percent)) some.push_back(name);
    }
    return some;
  }

  auto gap() -> std::string { return random_.chance(20) ? "  " : " "; }
  auto tail() -> std::string { return random_.chance(20) ? "  # tail" : ""; }

  void own_lines(const std::string& indent) {
    if (random_.chance(10)) out_ += "\n";
    if (!random_.chance(15)) return;
    comments_.push_back("# own " + std::to_string(comments_.size()) + ".");
    out_ += indent + comments_.back() + "\n";
  }

  // Of a scalar, written in one of the ways that mean the same.
  auto scalar(const std::string& json) -> std::string {
    if (json == "\"10x20\"" && random_.chance(60)) return random_.chance(50) ? "10x20" : "'10x20'";
    if (json == "\"1024x1024\"" && random_.chance(60)) return "1024x1024";
    if (json == "\"it's\"" && random_.chance(50)) return "'it''s'";
    return json;
  }

  auto flow(const std::vector<std::string>& some) -> std::string {
    std::string text;
    for (const auto& name : some) {
      if (!text.empty()) text += "," + gap();
      text += name + ":" + gap() + scalar(random_.value(name));
    }
    return random_.chance(20) ? "{ " + text + " }" : "{" + text + "}";
  }

  void block(const std::vector<std::string>& some, const std::string& indent, bool anchors) {
    for (const auto& name : some) {
      own_lines(indent);
      out_ += indent + (random_.chance(10) ? '"' + name + '"' : name) + ":";
      if (anchors && !anchor_.empty() && random_.chance(15)) {
        out_ += " *" + anchor_ + tail() + "\n";
        continue;
      }
      const auto value = random_.value(name);
      if (value[0] == '[' && random_.chance(50)) {
        out_ += "\n" + indent + "  - x\n" + indent + "  - " + random_.text() + "\n";
        continue;
      }
      if (anchors && random_.chance(15)) {
        anchor_ = "v" + std::to_string(++anchors_);
        out_ += " &" + anchor_;
      }
      out_ += gap() + scalar(value) + tail() + "\n";
    }
  }

  void parameters(const std::string& indent) {
    const auto some = names(40);
    if (random_.chance(50)) return block(some, indent, true);
    out_ += indent + "params:";
    if (some.empty() || random_.chance(50)) {
      out_ += " " + flow(some) + tail() + "\n";
    } else {
      out_ += "\n";
      block(some, indent + "  ", true);
    }
  }

  void yaml() {
    out_ = "version: 1\n";
    own_lines("");
    out_ += "defaults:\n  provider: acme\n  model: m\n";
    block(names(30), "  ", false);
    out_ += "groups:\n  g: " + flow(names(30)) + "\n  h:\n    weight: 2\n";
    block(names(30), "    ", false);
    out_ += "assets:\n";
    const auto count = random_.below(4) + 1;
    for (int i = 0; i < count; ++i) asset();
  }

  void asset() {
    const auto id = new_id();
    own_lines("  ");
    const auto group = random_.pick({"", "", "g", "h"});
    if (random_.chance(20)) {
      auto some = flow(names(40));
      const auto rest = some.substr(some.find_first_not_of("{ "));
      out_ += "  - {id: " + id + (group.empty() ? "" : ", group: " + group) +
              (rest[0] == '}' ? "}" : ", " + rest) + tail() + "\n";
      return;
    }
    const bool base = random_.chance(20);
    out_ += base ? "  - &b" + id + "\n    id: " + id + "\n" : "  - id: " + id + tail() + "\n";
    if (!base_.empty() && random_.chance(40)) out_ += "    <<: *" + base_ + "\n";
    if (base) base_ = "b" + id;
    if (!group.empty()) out_ += "    group: " + group + "\n";
    parameters("    ");
    if (random_.chance(30)) out_ += "    prompt: |\n      # no comment\n\n      size: 1\n";
  }

  // --- the others ---

  auto object(int percent, const std::string& colon, const std::string& comma) -> std::string {
    std::string text;
    for (const auto& name : names(percent)) {
      if (!text.empty()) text += comma;
      text += '"' + name + '"' + colon + random_.value(name);
    }
    return "{" + text + "}";
  }

  void json() {
    const auto colon = random_.pick({":", ": ", " : "});
    const auto comma = random_.pick({",", ", ", ",\n        "});
    out_ =
        "{\n\"version\": 1, \"defaults\": {\"provider\": \"acme\", \"model\": \"m\", \"params\": " +
        object(30, colon, comma) + "},\n\"assets\": [\n";
    const auto count = random_.below(3) + 1;
    for (int i = 0; i < count; ++i) {
      out_ += "  {\"id\": \"" + new_id() + "\", \"params\": " + object(40, colon, comma) + "}";
      out_ += i + 1 < count ? ",\n" : "\n";
    }
    out_ += "]}\n";
  }

  void lines() {
    const auto colon = random_.pick({":", ": "});
    const auto comma = random_.pick({",", ", "});
    const auto count = random_.below(3) + 1;
    for (int i = 0; i < count; ++i) {
      const auto params = object(40, colon, comma);
      if (random_.chance(30)) {
        out_ += R"({"custom_id": ")" + new_id() + R"(", "url": "/v1/x", "body": {"model": "m")" +
                (params == "{}" ? "}" : comma + params.substr(1)) + "}\n";
      } else {
        out_ += R"({"id": ")" + new_id() + R"(", "model": "m", "params": )" + params + "}\n";
      }
    }
  }

  void csv() {
    const auto columns = names(70);
    out_ = "id,model";
    for (const auto& name : columns) out_ += "," + name;
    out_ += "\n";
    const auto count = random_.below(3) + 1;
    for (int i = 0; i < count; ++i) {
      out_ += new_id() + ",m";
      for (std::size_t c = 0; c < columns.size(); ++c) {
        out_ += "," + random_.pick({"", "10x20", "\"a,b\"", "\"q\"\"q\"", "7", "\"two\nlines\""});
      }
      out_ += "\n";
    }
  }

  RandomText& random_;
  std::string out_;
  std::vector<std::string> ids_;
  std::vector<std::string> comments_;
  std::string anchor_;  // of a scalar, to be used again
  std::string base_;    // of an asset, to be merged
  int anchors_ = 0;
};

}  // namespace edit_test
