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
  if (options_.overlays.empty()) {
    catalog_ = &default_catalog();
    return true;
  }
  auto loaded = load_catalog(options_.overlays);
  complain_of(loaded.diagnostics);
  overlaid_ = std::move(loaded.catalog);
  catalog_ = overlaid_.get();
  if (catalog_ == nullptr) complain("the catalog could not be read");
  return catalog_ != nullptr;
}

auto Context::finish(int status) -> int {
  std::string why;
  if (output_.close(why)) return status;
  complain("could not write everything: " + why);
  return unreadable;
}

void complain(std::string_view what) {
  std::fputs(("tariff: " + report::printable(what) + "\n").c_str(), stderr);
}

}  // namespace tariff::app
