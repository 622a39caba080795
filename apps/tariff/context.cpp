#include "context.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "problems.hpp"
#include "report/utf8.hpp"

namespace tariff::app {
namespace {

auto utc_today() -> Date {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return {static_cast<std::int32_t>(now.time_since_epoch().count())};
}

auto wants_color(Color color, const Output& output) -> bool {
  if (color != Color::automatic) return color == Color::always;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string_view{terminal} == "dumb") return false;
  return output.is_terminal();
}

}  // namespace

Context::Context(const Options& options)
    : options_(options), today_(options.as_of ? *options.as_of : utc_today()) {}

auto Context::open_output() -> bool {
  std::string why;
  if (!output_.open(options_.output, why)) {
    complain(options_.output + ": cannot be written: " + why);
    return false;
  }
  color_ = wants_color(options_.color, output_);
  return true;
}

auto Context::open_catalog() -> bool {
  catalog_ = lay_over_catalog(options_.overlays, overlaid_);
  return catalog_ != nullptr;
}

auto Context::finish(int status) -> int {
  std::string why;
  if (output_.close(why)) return status;
  complain("could not write everything: " + why);
  return unreadable;
}

auto lay_over_catalog(const std::vector<std::string>& folders,
                      std::shared_ptr<const Catalog>& overlaid) -> const Catalog* {
  if (folders.empty()) return &default_catalog();
  auto loaded = load_catalog(folders);
  complain_of(loaded.diagnostics);
  overlaid = std::move(loaded.catalog);
  if (overlaid == nullptr) complain("the catalog could not be read");
  return overlaid.get();
}

void complain(std::string_view what) {
  std::fputs(("tariff: " + report::printable(what) + "\n").c_str(), stderr);
}

}  // namespace tariff::app
