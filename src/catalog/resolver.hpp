// Which file defines what, and what it extends.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/reader.hpp"

namespace tariff::catalog {

// A file with what it extends merged in.
struct Resolved {
  std::shared_ptr<const Node> tree;
  std::vector<Node> factors;  // card files: what multiplies the amounts of `cards`
};

// The packs of a load, or its card files. A definition's name is <provider>/<model>; a later file
// of the same name replaces the earlier one, or extends it when it says so.
class Resolver {
 public:
  using Merge = Node (*)(const Node& parent, const Node& child);

  Resolver(Merge merge, const Context& context) : merge_(merge), context_(context) {}

  // In the order of the load. `file`: the file's name in the catalog.
  void add(std::shared_ptr<const Node> document, const std::string& file);
  // The last definition of every name, sorted by name.
  [[nodiscard]] auto resolve_all() -> std::vector<Resolved>;

 private:
  struct Definition {
    std::shared_ptr<const Node> document;
    std::string file;
    std::optional<Resolved> resolved;
    bool busy = false;  // being resolved: meeting it again is a cycle
  };
  using Versions = std::vector<Definition>;

  [[nodiscard]] auto resolve(Definition& definition, std::size_t depth) -> const Resolved*;
  [[nodiscard]] auto find_parent(const Node& extends, const Definition& child) -> Definition*;
  [[nodiscard]] auto extend(const Definition& child, Definition& parent, std::size_t depth)
      -> std::optional<Resolved>;

  Merge merge_;
  const Context& context_;
  std::map<std::string, Versions, std::less<>> by_name_;
};

// "<provider>/<model>" of a pack or card file; what is missing is empty.
[[nodiscard]] auto definition_name(const Node& document) -> std::string;

}  // namespace tariff::catalog
