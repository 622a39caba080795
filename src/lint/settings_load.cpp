// A settings file and all that it extends.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "lint/settings_file.hpp"
#include "lint/settings_path.hpp"

namespace tariff::lint {
namespace {

auto error(std::string_view code, Location where, std::string message) -> Diagnostic {
  Diagnostic found;
  found.code = code;
  found.location = std::move(where);
  found.message = std::move(message);
  return found;
}

class Loader {
 public:
  Loader(const ReadFile& read, std::vector<Diagnostic>& errors) : read_(read), errors_(errors) {}

  void load(const std::string& path, const Location& named_at) {
    if (is_refused(path, named_at)) return;
    if (!known_.insert(path).second) return;
    std::string text;
    std::string why;
    if (!read_(path, text, why)) {
      refuse("SETTINGS-FILE", path, named_at, why);
      return;
    }
    auto layer = read_settings(path, std::move(text), errors_);
    chain_.push_back(path);
    for (const auto& base : layer.extends) load(base.value, base.place);
    chain_.pop_back();
    layers_.push_back(std::move(layer));
  }

  auto take() -> std::vector<SettingsLayer> { return std::move(layers_); }

 private:
  auto is_refused(const std::string& path, const Location& named_at) -> bool {
    if (std::find(chain_.begin(), chain_.end(), path) != chain_.end()) {
      refuse("SETTINGS-EXTENDS", path, named_at,
             chain_.back() == path ? "it extends itself" : "it extends the file that names it");
      return true;
    }
    if (chain_.size() >= deepest_extends || known_.size() >= most_files) {
      refuse("SETTINGS-EXTENDS", path, named_at,
             chain_.size() >= deepest_extends
                 ? fmt::format("more than {} files extend each other", deepest_extends)
                 : fmt::format("more than {} files", most_files));
      return true;
    }
    return false;
  }

  // At the place that names the file; of the first one, of the file itself.
  void refuse(std::string_view code, const std::string& path, const Location& named_at,
              const std::string& why) {
    Location where = named_at;
    if (where.line == 0) where.file = path;
    errors_.push_back(error(code, where, where.line == 0 ? why : path + ": " + why));
  }

  const ReadFile& read_;
  std::vector<Diagnostic>& errors_;
  std::set<std::string, std::less<>> known_;
  std::vector<std::string> chain_;
  std::vector<SettingsLayer> layers_;
};

}  // namespace

auto load_settings(const std::string& path, const ReadFile& read, std::vector<Diagnostic>& errors)
    -> std::vector<SettingsLayer> {
  Loader loader{read, errors};
  loader.load(path_in("", path), {});
  return loader.take();
}

}  // namespace tariff::lint
