// A shop's price list: sizes and qualities in columns, decided together.
#include <tariff/batch.hpp>

#include <cstdio>

int main() {
  tariff::Request prototype{.provider = "openai", .model = "gpt-image-2"};
  prototype.set("prompt", "a red balloon");
  tariff::BatchPlan plan;
  std::string why;
  if (!tariff::BatchPlan::make(tariff::default_catalog(), prototype, tariff::Date::of(2026, 11, 21),
                               {tariff::BatchColumn::sizes("size"),
                                tariff::BatchColumn::words("quality", {"low", "high"})},
                               plan, why)) {
    std::printf("%s\n", why.c_str());
    return 1;
  }
  const std::vector<std::int32_t> widths{1024, 1536, 1792, 1000};
  const std::vector<std::int32_t> heights{1024, 1024, 1024, 1000};
  const std::vector<std::uint8_t> qualities{0, 1, 1, 0};  // indexes into the words above
  const tariff::BatchRows columns[] = {{widths, heights}, {qualities}};

  tariff::BatchWorkspace workspace;  // one for each thread; used again, like the results
  tariff::BatchResults results;
  if (!tariff::decide_batch(plan, {widths.size(), columns}, workspace, results)) return 1;
  for (std::size_t row = 0; row < results.rows; ++row) {
    const tariff::Decision decision = results.decision(row);
    std::printf("%dx%d %s %s USD\n", widths[row], heights[row],
                decision.accepted ? "accepted" : "refused",
                decision.total.expected.to_decimal().c_str());
  }
}
