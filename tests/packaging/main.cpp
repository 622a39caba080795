// A consumer of the library: the four lines of tariff/tariff.hpp, with nothing else on the include
// path. Every consumer project in this folder builds it.
#include <tariff/tariff.hpp>

#include <cstdio>

auto main() -> int {
  tariff::Date today;
  if (!tariff::Date::parse("2026-11-21", today)) return 1;

  const auto& catalog = tariff::default_catalog();
  tariff::Request request{.provider = "openai", .model = "gpt-image-2"};
  request.set("prompt", "a red balloon").set("size", "1536x1024").set("quality", "medium");
  const auto verdict = tariff::evaluate(catalog, request, today);

  std::printf("%s: %s %s\n", verdict.offer.c_str(), verdict.accepted ? "accepted" : "refused",
              verdict.quote.total.expected.to_decimal().c_str());
  const bool priced = verdict.quote.kind != tariff::CostKind::unknown;
  return verdict.accepted && priced ? 0 : 1;
}
