// A service checks a request before it sends it: four lines of Tariff.
#include <tariff/tariff.hpp>

#include <cstdio>

int main() {
  const auto& catalog = tariff::default_catalog();
  tariff::Request request{.provider = "openai", .model = "gpt-image-2"};
  request.set("prompt", "a red balloon").set("size", "1024x1000").set("quality", "low");
  const auto verdict = tariff::evaluate(catalog, request, tariff::Date::of(2026, 11, 21));

  std::printf("%s\n", verdict.accepted ? "accepted" : "refused");
  for (const auto& finding : verdict.diagnostics) {
    std::printf("%s: %s\n", finding.code.c_str(), finding.message.c_str());
    if (finding.fix) std::printf("  try %s\n", finding.fix->params.to_json().c_str());
  }
  std::printf("%s USD expected\n", verdict.quote.total.expected.to_decimal().c_str());
}
