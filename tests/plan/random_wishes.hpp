// Markets, assets and policies at random, the same for the same seed. Prices rise with the area or
// do not depend on it, so that of the sizes that will do the smallest is the cheapest.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "plan/market.hpp"

namespace tariff::tests {

// How an offer is told the size.
enum class SizeForm : std::uint8_t { text, list, words, edges };

struct RandomStall {
  Stall stall;
  SizeForm form{};
  bool envelope = false;
  bool batch = false;
  bool numbers = false;
  std::vector<std::string> qualities;
};

struct RandomMarket {
  std::vector<RandomStall> stalls;  // in the catalog's order: by name
  Catalog catalog;
};

// What the names in `only` and `forbid` may be.
inline auto names_in(const RandomMarket& market) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& [stall, form, envelope, batch, numbers, qualities] : market.stalls) {
    names.insert(names.end(),
                 {provider_of(stall), stall.renders, stall.name, stall.name + "/generate"});
  }
  return names;
}

// What a record asks for, for who does not read records.
struct RandomAsset {
  int written = -1;  // index of the stall that it names
  std::string group = "x";
  std::int64_t width = 0;  // 0: the offer's own
  std::int64_t height = 0;
  std::int64_t least_pixels = 0;  // of a square
  std::int64_t number = 1;        // of one request
  std::int64_t count = 1;
  std::int64_t attempts = 1;
  std::string weight = "1";
  std::string min_quality;
  std::string background;
  std::string only;
  std::string forbid;
  int days = -1;  // until the deadline
  bool required = true;
  bool larger = false;
  bool immediate = false;
};

class RandomWishes {
 public:
  explicit RandomWishes(std::uint64_t seed) : random_(seed) {}

  auto make_market() -> RandomMarket {
    std::vector<RandomStall> stalls;
    std::vector<Stall> plain;
    static constexpr std::array names{"acme/m-1", "acme/m-2", "globex/m-3", "umbra/m-4"};
    const auto count = 2 + below(3);
    for (std::size_t i = 0; i < count; ++i) {
      stalls.push_back(make_stall(names[i + (names.size() - count)]));
      plain.push_back(stalls.back().stall);
    }
    return {std::move(stalls), market(plain, ratings())};
  }

  auto make_asset(const RandomMarket& market) -> RandomAsset {
    RandomAsset asset;
    const auto shape = below(4);
    if (shape == 0) {
      asset.least_pixels = static_cast<std::int64_t>(250'000 + below(900'000));
    } else if (shape != 1) {
      std::tie(asset.width, asset.height) = pick_size();
    }
    if (shape > 1 && chance(2)) write_offer(market, asset);
    asset.larger = chance(3);
    asset.group = chance(2) ? "x" : "y";
    asset.count = static_cast<std::int64_t>(1 + below(3));
    asset.attempts = chance(4) ? 2 : 1;
    asset.weight = pick({"0", "0.5", "1", "1", "1", "2", "2.5"});
    asset.min_quality = pick({"", "", "", "", "medium", "high", "1100", "1250"});
    asset.background = chance(5) ? "transparent" : "";
    if (chance(4)) asset.only = pick(names_in(market));
    if (chance(4)) asset.forbid = pick(names_in(market));
    asset.days = static_cast<int>(below(8)) - 1;
    if (asset.days > 2) asset.days = -1;
    asset.required = !chance(4);
    asset.immediate = chance(6);
    return asset;
  }

  auto below(std::uint64_t limit) -> std::uint64_t { return random_() % limit; }
  // One in so many.
  auto chance(std::uint64_t of) -> bool { return below(of) == 0; }
  auto pick(const std::vector<std::string>& words) -> std::string {
    return words[below(words.size())];
  }

 private:
  auto price() -> std::string { return std::to_string(1 + below(60)) + " / 1000"; }

  auto rate(const std::vector<std::string>& qualities) -> std::string {
    auto rate = "(" + price() + ")";
    if (!qualities.empty()) {
      rate = "({";
      for (const auto& word : qualities) rate += word + ": " + price() + ", ";
      rate.resize(rate.size() - 2);
      rate += "}[quality])";
    }
    if (chance(2)) rate += " * area / 262_144";
    if (chance(4)) rate = "spread(" + rate + ", " + rate + " / 2, " + rate + " * 3 / 2)";
    return rate;
  }

  auto make_stall(const std::string& name) -> RandomStall {
    RandomStall out;
    out.stall.name = name;
    out.stall.renders = pick({"r-1", "r-1", "r-2", "r-3", "unrated"});
    out.qualities = std::vector<std::vector<std::string>>{
        {}, {"low", "high"}, {"low", "medium", "high"}}[below(3)];
    out.stall.rate = chance(8) ? "" : rate(out.qualities);
    out.stall.currency = chance(8) ? "EUR" : "USD";
    write_quality(out);
    write_size(out);
    out.batch = chance(3);
    if (out.batch) out.stall.tiers = "{standard: {}, batch: {factor: 1/2, within_hours: 24}}";
    out.envelope = chance(3);
    if (out.envelope) out.stall.head = "envelope: input\n";
    out.numbers = chance(2);
    if (!out.numbers) out.stall.number.clear();
    if (chance(2)) {
      out.stall.more =
          "  background: {type: enum, field: background, values: [opaque, transparent]}\n";
    }
    return out;
  }

  static void write_quality(RandomStall& out) {
    auto& text = out.stall.quality;
    text.clear();
    if (out.qualities.empty()) return;
    for (const auto& word : out.qualities) text += (text.empty() ? "[" : ", ") + word;
    text = "  quality: {type: enum, field: quality, default: low, values: " + text + "]}\n";
  }

  void write_size(RandomStall& out) {
    out.form = static_cast<SizeForm>(below(4));
    switch (out.form) {
      case SizeForm::text: break;
      case SizeForm::list:
        out.stall.size =
            "  size: {type: size, default: 512x512, sizes: [512x512, 768x768, 1024x512]}\n";
        break;
      case SizeForm::words:
        out.stall.size =
            "  shape:\n    type: size\n    forms: []\n    default: square\n    values:\n"
            "      square: {width: 768, height: 768}\n      wide: {width: 1024, height: 512}\n";
        break;
      case SizeForm::edges:
        out.stall.size =
            "  width: {type: integer, field: width, default: 1024}\n"
            "  height: {type: integer, field: height, default: 1024}\n";
        break;
    }
  }

  static auto ratings() -> std::string {
    return "r-1: {score: 1200, at: medium}, r-2: {score: 1100, at: low}, r-3: {score: 1150}";
  }

  auto pick_size() -> std::pair<std::int64_t, std::int64_t> {
    static constexpr std::array<std::pair<std::int64_t, std::int64_t>, 5> sizes{
        {{512, 512}, {768, 768}, {1024, 512}, {720, 480}, {1000, 500}}};
    return sizes[below(sizes.size())];
  }

  // Names a stall that takes sizes as text.
  void write_offer(const RandomMarket& market, RandomAsset& asset) {
    for (std::size_t i = 0; i < market.stalls.size(); ++i) {
      if (market.stalls[i].form != SizeForm::text || market.stalls[i].envelope) continue;
      asset.written = static_cast<int>(i);
      asset.number = market.stalls[i].numbers && chance(2) ? 3 : 1;
    }
  }

  std::mt19937_64 random_;
};

// As a line of a manifest.
inline auto to_yaml(const RandomAsset& asset, const RandomMarket& market, std::size_t index)
    -> std::string {
  auto text = "  - {id: a" + std::to_string(index) + ", prompt: a fox, group: " + asset.group;
  const auto say = [&](bool when, const std::string& what) {
    if (when) text += ", " + what;
  };
  if (asset.written >= 0) {
    const auto& stall = market.stalls[static_cast<std::size_t>(asset.written)].stall;
    text += ", provider: " + provider_of(stall) + ", model: " + model_of(stall);
  }
  say(asset.width > 0, "size: " + std::to_string(asset.width) + "x" + std::to_string(asset.height));
  say(asset.least_pixels > 0, "aspect: 1:1, min_pixels: " + std::to_string(asset.least_pixels));
  say(asset.number > 1, "n: " + std::to_string(asset.number));
  say(true, "count: " + std::to_string(asset.count));
  say(true, "attempts: " + std::to_string(asset.attempts));
  say(true, "weight: " + asset.weight);
  say(!asset.min_quality.empty(), "min_quality: " + asset.min_quality);
  say(!asset.background.empty(), "background: " + asset.background);
  say(!asset.only.empty(), "only: [" + asset.only + "]");
  say(!asset.forbid.empty(), "forbid: [" + asset.forbid + "]");
  say(asset.days >= 0, "deadline: 2026-11-" + std::to_string(21 + asset.days));
  say(!asset.required, "required: false");
  say(asset.larger, "larger: true");
  say(asset.immediate, "immediate: true");
  return text + "}\n";
}

}  // namespace tariff::tests
