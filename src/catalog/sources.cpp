#include "catalog/sources.hpp"

namespace tariff::catalog {

void SourceIndex::inherit(std::uint32_t file, std::uint32_t parent) {
  const Ids inherited = by_file_[parent];
  by_file_[file].insert(inherited.begin(), inherited.end());
}

void SourceIndex::add(std::uint32_t file, Source source) {
  by_file_[file][source.id] = static_cast<SourceId>(all_.size());
  all_.push_back(std::move(source));
}

void SourceIndex::remove(std::uint32_t file, std::string_view id) {
  auto& ids = by_file_[file];
  if (const auto found = ids.find(id); found != ids.end()) ids.erase(found);
}

auto SourceIndex::find(std::uint32_t file, std::string_view id) const -> std::optional<SourceId> {
  const auto ids = by_file_.find(file);
  if (ids == by_file_.end()) return std::nullopt;
  const auto found = ids->second.find(id);
  if (found == ids->second.end()) return std::nullopt;
  return found->second;
}

auto SourceIndex::ids(std::uint32_t file) const -> std::vector<std::string_view> {
  std::vector<std::string_view> out;
  if (const auto ids = by_file_.find(file); ids != by_file_.end()) {
    for (const auto& [id, source] : ids->second) out.emplace_back(id);
  }
  return out;
}

}  // namespace tariff::catalog
