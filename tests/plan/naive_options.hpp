// What each offer could do for an asset, as one would write it down in an hour: every quality, tier
// and size is evaluated. Shares no code with the planner.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plan/random_wishes.hpp"
#include "tariff/evaluate.hpp"

namespace tariff::tests {

// Unit: 1 / 2^15 / 1000 of the currency, which all prices here are multiples of.
inline constexpr std::int64_t cost_scale = 32'768'000;
// Unit: 1/2 point
inline constexpr std::int64_t value_scale = 2;

inline auto scaled(Rational amount, std::int64_t scale) -> std::int64_t {
  REQUIRE(scale % amount.denominator() == 0);
  return amount.numerator() * (scale / amount.denominator());
}

struct NaiveOption {
  std::size_t stall = 0;
  std::string quality;
  bool late = false;
  bool priced = false;
  std::string currency;
  std::int64_t low = 0;
  std::int64_t expected = 0;
  std::int64_t high = 0;
  std::optional<std::int64_t> score;
};

inline auto step_of(const std::string& quality) -> std::int64_t {
  return quality == "low" ? -60 : quality == "high" ? 40 : 0;
}

inline auto score_of(const RandomStall& stall, const std::string& quality)
    -> std::optional<std::int64_t> {
  const auto& model = stall.stall.renders;
  const auto step = quality.empty() ? 0 : step_of(quality);
  if (model == "r-1") return 1200 + step;
  if (model == "r-2") return quality.empty() ? 1100 : 1100 + step + 60;
  if (model == "r-3" && quality.empty()) return 1150;
  return std::nullopt;
}

// Everything that an asset could be, whatever it costs and how good it is.
class NaiveOptions {
 public:
  NaiveOptions(const RandomMarket& market, const RandomAsset& asset)
      : market_(market), asset_(asset) {}

  auto find() -> std::vector<NaiveOption> {
    for (std::size_t i = 0; i < market_.stalls.size(); ++i) try_stall(i);
    return std::move(options_);
  }

 private:
  using Sizes = std::vector<std::pair<std::int64_t, std::int64_t>>;

  auto images() const -> std::int64_t { return asset_.count == 1 ? asset_.number : asset_.count; }

  auto sizes_of(const RandomStall& stall) const -> Sizes {
    if (asset_.width == 0 && asset_.least_pixels == 0) return {{0, 0}};
    Sizes all;
    if (stall.form == SizeForm::list) all = {{512, 512}, {768, 768}, {1024, 512}};
    if (stall.form == SizeForm::words) all = {{768, 768}, {1024, 512}};
    if (all.empty()) all = any_size();
    std::erase_if(all, [&](const auto& size) { return !will_do(size.first, size.second); });
    return all;
  }

  auto any_size() const -> Sizes {
    if (asset_.width > 0) {
      return {{asset_.width, asset_.height},
              {(asset_.width + 15) / 16 * 16, (asset_.height + 15) / 16 * 16}};
    }
    Sizes squares;
    for (std::int64_t edge = 16; edge <= 2048; edge += 16) {
      if (edge * edge >= asset_.least_pixels && squares.size() < 2)
        squares.emplace_back(edge, edge);
    }
    return squares;
  }

  auto will_do(std::int64_t width, std::int64_t height) const -> bool {
    if (asset_.width == 0) return width == height && width * height >= asset_.least_pixels;
    if (width == asset_.width && height == asset_.height) return true;
    return asset_.larger && width >= asset_.width && height >= asset_.height;
  }

  // Prompt, background and number of images, as the offer says them.
  auto said(const RandomStall& stall, std::size_t index, Request& out) const -> bool {
    if (!asset_.background.empty() && stall.stall.more.empty()) return false;
    Request wish;
    const auto from = asset_.written >= 0 ? static_cast<std::size_t>(asset_.written) : index;
    const auto& written = market_.stalls[from].stall;
    wish.provider = provider_of(written);
    wish.model = model_of(written);
    auto body = Value::object({{"prompt", Value::text("a fox")}});
    if (!asset_.background.empty()) {
      if (written.more.empty()) return false;
      body.set("background", Value::text(asset_.background));
    }
    if (asset_.number > 1) body.set("n", Value::integer(asset_.number));
    const bool wrap = market_.stalls[from].envelope;
    wish.params = wrap ? Value::object({{"input", body}}) : body;
    std::vector<std::string> lost;
    out = restate(market_.catalog, wish, OfferId{static_cast<std::uint32_t>(index)}, lost);
    return true;
  }

  static auto body_of(const RandomStall& stall, Request& request) -> Value& {
    if (!stall.envelope) return request.params;
    for (auto& member : request.params.members()) {
      if (member.name == "input") return member.value;
    }
    return request.params;
  }

  static void set_size(SizeForm form, std::int64_t width, std::int64_t height, Value& body) {
    if (width == 0) return;
    if (form == SizeForm::words) {
      body.set("shape", Value::text(width == height ? "square" : "wide"));
    } else if (form == SizeForm::edges) {
      body.set("width", Value::integer(width));
      body.set("height", Value::integer(height));
    } else {
      body.set("size", Value::text(std::to_string(width) + "x" + std::to_string(height)));
    }
  }

  void try_stall(std::size_t index) {
    const auto& stall = market_.stalls[index];
    Request request;
    if (!said(stall, index, request)) return;
    auto words = stall.qualities;
    if (words.empty()) words.emplace_back();
    for (const auto& word : words) {
      for (const bool late : {false, true}) {
        if (late && (!stall.batch || stall.stall.rate.empty())) continue;
        try_setting(index, request, word, late);
      }
    }
  }

  // At the size that costs the least.
  void try_setting(std::size_t index, Request request, const std::string& word, bool late) {
    const auto& stall = market_.stalls[index];
    auto& body = body_of(stall, request);
    if (!word.empty()) body.set("quality", Value::text(word));
    request.tier = late ? "batch" : "standard";
    std::optional<NaiveOption> best;
    for (const auto& [width, height] : sizes_of(stall)) {
      set_size(stall.form, width, height, body);
      const auto verdict = evaluate(market_.catalog, request, today, {.fixes = false});
      if (!verdict.accepted) continue;
      const auto* number = body.find("n");
      auto option = priced(verdict.quote, number == nullptr ? 1 : number->as_number().numerator());
      if (best && best->expected <= option.expected) continue;
      option.stall = index;
      option.quality = word;
      option.late = late;
      option.score = score_of(stall, word);
      best = option;
    }
    if (best) options_.push_back(*best);
  }

  auto priced(const Quote& quote, std::int64_t number) const -> NaiveOption {
    NaiveOption option;
    const auto requests = (images() + number - 1) / number * asset_.attempts;
    option.priced = quote.kind != CostKind::unknown;
    if (!option.priced) return option;
    option.currency = quote.currency;
    option.low = scaled(quote.total.low, cost_scale) * requests;
    option.expected = scaled(quote.total.expected, cost_scale) * requests;
    option.high = scaled(quote.total.high, cost_scale) * requests;
    return option;
  }

  const RandomMarket& market_;
  const RandomAsset& asset_;
  std::vector<NaiveOption> options_;
};

}  // namespace tariff::tests
