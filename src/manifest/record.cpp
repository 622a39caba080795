#include "manifest/json_place.hpp"
#include "tariff/manifest.hpp"

namespace tariff {
inline namespace v0 {

auto Record::locate(std::string_view path) const -> Location {
  if (json != nullptr) return json->find(path);
  while (!path.empty()) {
    if (const auto found = places.find(path); found != places.end()) return found->second;
    const auto cut = path.find_last_of(".[");
    path = path.substr(0, cut == std::string_view::npos ? 0 : cut);
  }
  return request.location;
}

}  // namespace v0
}  // namespace tariff
