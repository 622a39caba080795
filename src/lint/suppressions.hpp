// Comments in a manifest that silence findings:
//
//     size: 1000x1000   # tariff: ignore[ACME-SIZE] until 2027-01-31: the old page is reprinted
//     # tariff: ignore[BUDGET-ASSET]: agreed with marketing
//     - id: hero                       (a line of its own: all of the item or section that follows)
//     # tariff: ignore-file[COST]      (before the assets: the whole file)
//
// In brackets stand codes or families of them. Only YAML has comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tariff/lint.hpp"

namespace tariff::lint {

class Suppressions {
 public:
  // `name` is what places call the input. Reads nothing but lines that say "tariff:".
  Suppressions(std::string_view text, std::string name, Date today);

  // Marks a finding that a comment silences.
  void apply(Finding& finding);
  // The same for one diagnostic of a record.
  [[nodiscard]] auto match(std::string_view code, const Location& place) -> const Suppression*;

  [[nodiscard]] auto empty() const noexcept -> bool { return comments_.empty(); }

  // Comments that are malformed, expired, or silence nothing. `is_on` says whether findings of a
  // code are looked for: a comment on one that is not cannot be told to be unused.
  [[nodiscard]] auto finish(const std::function<bool(std::string_view)>& is_on) const
      -> std::vector<Finding>;

 private:
  struct Selector {
    std::string code;
    Location place;
    bool used = false;
  };
  struct Comment {
    Suppression suppression;
    std::vector<Selector> selectors;
    std::optional<Date> until;
    bool whole_file = false;
    std::uint32_t first_line = 0;  // 1-based, that it covers
    std::uint32_t last_line = 0;
    std::string malformed;  // what is wrong with it; empty: nothing
    TextEdit removal;       // takes the comment out of the text
  };
  class Reader;

  [[nodiscard]] auto removal_of(const Comment& comment) const -> Change;

  Date today_;
  std::vector<Comment> comments_;
};

}  // namespace tariff::lint
