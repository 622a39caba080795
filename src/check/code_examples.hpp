// For a code: a request that gives it, and one beside it that does not. Both are evaluated before
// they are shown.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "tariff/catalog.hpp"
#include "tariff/request.hpp"

namespace tariff::check {

struct CodeExample {
  std::string name;  // of the catalog's example; empty: made from the rule
  Request request;   // with the day on which it is tried
};

struct ExamplePair {
  std::optional<CodeExample> bad;   // nothing: the catalog shows none
  std::optional<CodeExample> good;  // nothing: the offer takes no request at all
  bool good_is_fixed = false;       // the good one is the bad one with its fix
};

// Looks for pairs. Examples are evaluated once, when they are first asked for: not for several
// threads.
class CodeExamples {
 public:
  // `catalog` outlives it.
  explicit CodeExamples(const Catalog& catalog) : catalog_(catalog) {}

  // Of the examples that the offers give for the code, the plainest: it gives nothing else, and is
  // short. With `kind`, where no example shows the finding, one is made from the offers' own
  // parameters and dates.
  [[nodiscard]] auto find(std::string_view code, const std::vector<const catalog::Offer*>& offers,
                          std::optional<catalog::FindingKind> kind = std::nullopt) -> ExamplePair;

 private:
  struct Tried {
    const catalog::Example* example = nullptr;
    Request request;
    std::set<std::string> codes;  // that it gives
    bool accepted = false;
  };

  [[nodiscard]] auto try_examples(const catalog::Offer& offer) -> const std::vector<Tried>&;
  [[nodiscard]] auto codes_of(const Request& request, bool* accepted = nullptr) const
      -> std::set<std::string>;
  [[nodiscard]] auto taken_request(const catalog::Offer& offer, std::string_view code)
      -> std::optional<Request>;
  [[nodiscard]] auto make_broken(const catalog::Offer& offer, std::string_view code,
                                 catalog::FindingKind kind) -> std::optional<Request>;
  [[nodiscard]] auto fixed(const catalog::Offer& offer, std::string_view code,
                           const Request& bad) const -> std::optional<Request>;
  [[nodiscard]] auto nearest_accepted(const catalog::Offer& offer, std::string_view code,
                                      const Request& bad) -> std::optional<CodeExample>;
  void add_good(const catalog::Offer& offer, std::string_view code, ExamplePair& pair);

  const Catalog& catalog_;
  std::map<const catalog::Offer*, std::vector<Tried>> tried_;
};

}  // namespace tariff::check
