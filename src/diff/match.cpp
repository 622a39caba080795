#include "diff/match.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>

namespace tariff::diff {
namespace {

// What stands in so many files does not tell them apart.
constexpr std::size_t most_files_of_name = 64;

// What tells an asset from the others of its file: its id, or else all that it says.
auto name_of(const AssetState& asset) -> std::string {
  if (!asset.id.empty()) return "id " + asset.id;
  std::string name = "says ";
  for (const auto& [path, value] : asset.settings) name += path + '\0' + value.to_json() + '\0';
  return name;
}

auto names_of(const State& state) -> std::vector<std::string> {
  std::vector<std::string> names;
  names.reserve(state.assets.size());
  for (const auto& asset : state.assets) names.push_back(name_of(asset));
  return names;
}

// --- Renames ------------------------------------------------------------------------------------

using Files = std::set<std::string, std::less<>>;

// The files of one side that the other does not have.
auto files_only_in(const State& state, const State& other) -> Files {
  Files files;
  std::set_difference(state.files.begin(), state.files.end(), other.files.begin(),
                      other.files.end(), std::inserter(files, files.end()));
  return files;
}

struct Likeness {
  std::size_t shared = 0;
  std::string from;
  std::string to;
};

class Renames {
 public:
  Renames(const State& base, const std::vector<std::string>& base_names, const State& head,
          const std::vector<std::string>& head_names)
      : gone_(files_only_in(base, head)), come_(files_only_in(head, base)) {
    if (gone_.empty() || come_.empty()) return;
    sizes(base, gone_, base_sizes_);
    sizes(head, come_, head_sizes_);
    count_shared(base, base_names, head, head_names);
  }

  auto take() -> std::vector<FileRename> {
    auto alike = likenesses();
    std::sort(alike.begin(), alike.end(), [](const Likeness& a, const Likeness& b) {
      return std::tie(b.shared, a.from, a.to) < std::tie(a.shared, b.from, b.to);
    });
    std::vector<FileRename> renames;
    for (const auto& each : alike) {
      if (!gone_.contains(each.from) || !come_.contains(each.to)) continue;
      gone_.erase(each.from);
      come_.erase(each.to);
      renames.push_back({each.from, each.to});
    }
    std::sort(renames.begin(), renames.end(),
              [](const FileRename& a, const FileRename& b) { return a.to < b.to; });
    return renames;
  }

 private:
  using Sizes = std::map<std::string, std::size_t, std::less<>>;

  static void sizes(const State& state, const Files& files, Sizes& out) {
    for (const auto& asset : state.assets) {
      if (files.contains(asset.file)) ++out[asset.file];
    }
  }

  void count_shared(const State& base, const std::vector<std::string>& base_names,
                    const State& head, const std::vector<std::string>& head_names) {
    std::unordered_map<std::string_view, Files> files_of_name;
    for (std::size_t i = 0; i < base.assets.size(); ++i) {
      if (gone_.contains(base.assets[i].file)) {
        files_of_name[base_names[i]].insert(base.assets[i].file);
      }
    }
    std::set<std::pair<std::string, std::string_view>> counted;
    for (std::size_t i = 0; i < head.assets.size(); ++i) {
      const auto& file = head.assets[i].file;
      const auto found = files_of_name.find(head_names[i]);
      if (found == files_of_name.end() || found->second.size() > most_files_of_name) continue;
      if (!come_.contains(file) || !counted.emplace(file, head_names[i]).second) continue;
      for (const auto& from : found->second) ++shared_[{from, file}];
    }
  }

  // Those that share at least half of the larger one's assets.
  auto likenesses() -> std::vector<Likeness> {
    std::vector<Likeness> alike;
    for (const auto& [files, shared] : shared_) {
      const auto larger = std::max(base_sizes_[files.first], head_sizes_[files.second]);
      if (shared * 2 >= larger) alike.push_back({shared, files.first, files.second});
    }
    return alike;
  }

  Files gone_;
  Files come_;
  Sizes base_sizes_;
  Sizes head_sizes_;
  std::map<std::pair<std::string, std::string>, std::size_t> shared_;
};

// --- Assets -------------------------------------------------------------------------------------

// The assets of base by file and name; each is given away once, in their order.
class Unmatched {
 public:
  Unmatched(const State& base, const std::vector<std::string>& names,
            const std::vector<FileRename>& renames) {
    for (const auto& [from, to] : renames) new_name_.emplace(from, to);
    for (std::size_t i = base.assets.size(); i-- > 0;) {
      const auto& file = base.assets[i].file;
      const auto renamed = new_name_.find(file);
      left_[key(renamed == new_name_.end() ? file : renamed->second, names[i])].push_back(i);
    }
  }

  auto take(const std::string& file, const std::string& name) -> std::optional<std::size_t> {
    const auto found = left_.find(key(file, name));
    if (found == left_.end() || found->second.empty()) return std::nullopt;
    const auto index = found->second.back();
    found->second.pop_back();
    return index;
  }

 private:
  static auto key(const std::string& file, const std::string& name) -> std::string {
    return file + '\0' + name;
  }

  std::map<std::string, std::string, std::less<>> new_name_;
  std::unordered_map<std::string, std::vector<std::size_t>> left_;  // the first one last
};

}  // namespace

auto match(const State& base, const State& head) -> Matching {
  const auto base_names = names_of(base);
  const auto head_names = names_of(head);
  Matching out;
  out.renames = Renames{base, base_names, head, head_names}.take();
  Unmatched unmatched{base, base_names, out.renames};
  std::vector<bool> taken(base.assets.size(), false);
  for (std::size_t i = 0; i < head.assets.size(); ++i) {
    const auto from = unmatched.take(head.assets[i].file, head_names[i]);
    if (from) taken[*from] = true;
    out.pairs.push_back({from, i});
  }
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (!taken[i]) out.pairs.push_back({i, std::nullopt});
  }
  return out;
}

}  // namespace tariff::diff
