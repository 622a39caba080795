#include "changed_files.hpp"

#include <algorithm>
#include <deque>
#include <filesystem>

#include "git.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;

// A repository and what differs in it.
struct ChangedTree {
  GitRepository repository;
  std::vector<std::string> paths;  // sorted

  [[nodiscard]] auto has(const std::string& path) const -> bool {
    std::string inside;
    std::string ignored;
    return repository.path_in_root(path, inside, ignored) &&
           std::binary_search(paths.begin(), paths.end(), inside);
  }
};

class ChangedTrees {
 public:
  explicit ChangedTrees(const std::string& revision) : revision_(revision) {}

  // Null: `why` says what is wrong.
  auto tree_of(const std::string& path, std::string& why) -> const ChangedTree* {
    const auto folder = fs::path{path}.parent_path();
    const auto known = std::find_if(trees_.begin(), trees_.end(), [&](const ChangedTree& tree) {
      std::string inside;
      std::string ignored;
      return tree.repository.path_in_root(path, inside, ignored);
    });
    if (known != trees_.end()) return &*known;
    ChangedTree tree;
    std::string commit;
    if (!tree.repository.open(folder.empty() ? "." : folder.string(), why) ||
        !tree.repository.resolve(revision_, commit, why) ||
        !tree.repository.changed_since(commit, tree.paths, why)) {
      return nullptr;
    }
    trees_.push_back(std::move(tree));
    return &trees_.back();
  }

 private:
  const std::string& revision_;
  std::deque<ChangedTree> trees_;
};

// A link changes when it points elsewhere, and when what it points to changes.
auto is_changed(const ChangedTree& tree, const std::string& path) -> bool {
  if (tree.has(path)) return true;
  std::error_code error;
  const auto real = fs::canonical(path, error);
  return !error && tree.has(real.string());
}

}  // namespace

auto keep_changed(const std::string& revision, std::vector<InputPath>& inputs, std::string& why)
    -> bool {
  ChangedTrees trees{revision};
  std::vector<InputPath> kept;
  for (auto& input : inputs) {
    const bool asked = input.path != "-" && input.problem.empty();
    const auto* tree = asked ? trees.tree_of(input.path, why) : nullptr;
    if (asked && tree == nullptr) return false;
    if (!asked || is_changed(*tree, input.path)) kept.push_back(std::move(input));
  }
  inputs = std::move(kept);
  return true;
}

}  // namespace tariff::app
