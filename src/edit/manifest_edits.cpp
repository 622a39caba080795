#include "edit/manifest_edits.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace tariff::edit {
namespace {

constexpr std::string_view merge_key = "<<";

// A member and the mapping that it stands in.
struct Found {
  const Tree* map = nullptr;
  const TreeMember* member = nullptr;

  explicit operator bool() const noexcept { return member != nullptr; }
};

auto find_in(const Tree* map, std::string_view name) -> Found {
  const auto* member = map != nullptr && map->is_map() ? map->find(name) : nullptr;
  return {map, member};
}

// The member whose value starts at `offset`; the outermost, where several do.
auto member_at(const Tree& root, std::size_t offset) -> Found {
  const auto* node = &root;
  while (true) {
    const auto& members = node->members;
    const auto member =
        std::partition_point(members.begin(), members.end(),
                             [&](const TreeMember& each) { return each.value.end < offset; });
    if (member != members.end()) {
      if (member->value.start == offset) return {node, &*member};
      node = &member->value;
      continue;
    }
    const auto& items = node->items;
    const auto item = std::partition_point(items.begin(), items.end(),
                                           [&](const Tree& each) { return each.end < offset; });
    if (item == items.end()) return {};
    node = &*item;
  }
}

auto asset_at(const Tree& root, std::size_t offset) -> const Tree* {
  const auto* assets = root.find("assets");
  if (assets == nullptr) return nullptr;
  const auto& items = assets->value.items;
  const auto item = std::partition_point(items.begin(), items.end(),
                                         [&](const Tree& each) { return each.start < offset; });
  return item != items.end() && item->start == offset && item->is_map() ? &*item : nullptr;
}

// What is to become of a value, as far as others that take it from the same place must agree.
auto purpose_of_setting(const Value& value) -> std::string {
  return "set " + value.to_json();
}
constexpr auto purpose_of_removing = "remove";
auto purpose_of_renaming(const Value::Member& to) -> std::string {
  return "rename " + to.name + " " + to.value.to_json();
}

// A fix that puts one parameter in the place of another.
auto is_renaming(const Wanted& wanted) -> bool {
  const auto& fix = wanted.fix;
  return fix.remove.size() == 1 && fix.params.members().size() == 1 &&
         wanted.at.contains(fix.remove.front()) &&
         !wanted.at.contains(fix.params.members().front().name);
}

// All that the envelope holds becomes something else.
auto purpose_of_envelope(const Wanted& wanted) -> std::string {
  const auto changed = fixed_params(wanted.params, wanted.fix);
  return purpose_of_setting(*changed.find(wanted.fix.envelope));
}

// How often each purpose is wanted at each place.
using Purposes = std::map<std::pair<std::uint64_t, std::string>, std::size_t>;

void count_purposes(const Wanted& wanted, Purposes& out) {
  const auto count = [&](std::string_view name, const std::string& purpose) {
    if (const auto at = wanted.at.find(name); at != wanted.at.end()) ++out[{at->second, purpose}];
  };
  const auto& fix = wanted.fix;
  if (!fix.envelope.empty()) {
    return count(fix.envelope, purpose_of_envelope(wanted));
  }
  if (is_renaming(wanted)) {
    return count(fix.remove.front(), purpose_of_renaming(fix.params.members().front()));
  }
  for (const auto& name : fix.remove) count(name, purpose_of_removing);
  for (const auto& each : fix.params.members()) {
    count(each.name, purpose_of_setting(each.value));
  }
}

// Says what one asset wants.
class AssetEdits {
 public:
  AssetEdits(const Source& source, const Tree& root, const std::vector<std::uint64_t>& uses,
             const Purposes& purposes, const Wanted& wanted)
      : source_(source),
        root_(root),
        uses_(uses),
        purposes_(purposes),
        wanted_(wanted),
        fix_(wanted.fix),
        asset_(asset_at(root, static_cast<std::size_t>(wanted.location))),
        params_(find_in(asset_, "params").member == nullptr ? nullptr
                                                            : &asset_->find("params")->value) {
    if (params_ != nullptr && !params_->is_map()) params_ = nullptr;
  }

  auto take() -> std::optional<Edits> {
    bool good = true;
    if (!fix_.envelope.empty()) {
      good = change_envelope();
    } else if (is_renaming(wanted_)) {
      good = rename(fix_.remove.front(), fix_.params.members().front());
    } else {
      for (const auto& name : fix_.remove) good = good && remove(name);
      for (const auto& member : fix_.params.members()) good = good && set(member);
    }
    for (const auto& [map, members] : inserted_) {
      good = good && add(insert_members(source_, *map, members));
    }
    return good ? std::optional{std::move(edits_)} : std::nullopt;
  }

 private:
  // Nothing: the asset does not say this parameter, nor does anything that it builds on.
  [[nodiscard]] auto place_of(std::string_view name) const -> std::optional<std::uint64_t> {
    const auto found = wanted_.at.find(name);
    return found == wanted_.at.end() ? std::nullopt : std::optional{found->second};
  }

  // The asset's own member of that name, also one that is an alias or null.
  [[nodiscard]] auto own(std::string_view name) const -> Found {
    const auto native = find_in(params_, name);
    return native ? native : find_in(asset_, name);
  }

  // Whether everyone who takes the value at `at` wants the same of it.
  [[nodiscard]] auto all_agree(std::uint64_t at, const std::string& purpose) const -> bool {
    const auto found = purposes_.find({at, purpose});
    const auto [first, last] = std::equal_range(uses_.begin(), uses_.end(), at);
    return found != purposes_.end() && found->second == static_cast<std::size_t>(last - first);
  }

  auto add(std::optional<Edits> edits) -> bool {
    if (edits) edits_.insert(edits_.end(), edits->begin(), edits->end());
    return edits.has_value();
  }

  auto change_envelope() -> bool {
    const auto at = place_of(fix_.envelope);
    const auto* now = wanted_.params.find(fix_.envelope);
    if (!at || now == nullptr || !all_agree(*at, purpose_of_envelope(wanted_))) return false;
    const auto found = member_at(root_, static_cast<std::size_t>(*at));
    return found && add(change_body(source_, found.member->value, *now, fix_));
  }

  // --- setting ---

  auto set(const Value::Member& to) -> bool {
    const auto at = place_of(to.name);
    if (at && all_agree(*at, purpose_of_setting(to.value))) {
      const auto found = member_at(root_, static_cast<std::size_t>(*at));
      if (found) return write(found, wanted_.params.find(to.name), to.value);
    }
    return set_own(to);
  }

  auto write(const Found& found, const Value* now, const Value& value) -> bool {
    return add(set_value(source_, *found.map, *found.member, now, value));
  }

  // In the asset itself, whatever others say.
  auto set_own(const Value::Member& to) -> bool {
    const auto found = own(to.name);
    if (!found) return insert(home(), to);
    // Others take this value from here, and want another.
    const bool lent = found.member->value.is_anchored();
    return !lent && write(found, wanted_.params.find(to.name), to.value);
  }

  // Where a new parameter of the asset goes.
  [[nodiscard]] auto home() const -> const Tree* {
    if (params_ == nullptr) return asset_;
    const bool merges = asset_->find(merge_key) != nullptr;
    return merges && params_->find(merge_key) == nullptr ? asset_ : params_;
  }

  auto insert(const Tree* map, const Value::Member& member) -> bool {
    if (map == nullptr) return false;
    inserted_[map].push_back(member);
    return true;
  }

  // --- removing ---

  auto remove(const std::string& name) -> bool {
    const auto at = place_of(name);
    if (!at) return true;
    if (const auto found = own(name)) return remove_own(found, name);
    const auto shared = member_at(root_, static_cast<std::size_t>(*at));
    if (shared && shared.member->name == name && all_agree(*at, purpose_of_removing)) {
      return add(remove_member(source_, *shared.map, *shared.member));
    }
    return insert(asset_, {name, Value{}});
  }

  // What the asset does not say it takes from its group or the defaults, unless it says "nothing".
  auto remove_own(const Found& found, const std::string& name) -> bool {
    if (!is_inherited(name)) return add(remove_member(source_, *found.map, *found.member));
    if (found.map == asset_) return write(found, nullptr, Value{});
    return add(remove_member(source_, *found.map, *found.member)) &&
           insert(asset_, {name, Value{}});
  }

  [[nodiscard]] auto is_inherited(std::string_view name) const -> bool {
    const auto says = [&](const TreeMember* layer) {
      if (layer == nullptr) return false;
      const auto* params = find_in(&layer->value, "params").member;
      return find_in(&layer->value, name) || (params != nullptr && find_in(&params->value, name));
    };
    const auto* groups = root_.find("groups");
    return says(root_.find("defaults")) ||
           (groups != nullptr && says(find_in(&groups->value, wanted_.group).member));
  }

  // --- renaming ---

  auto rename(const std::string& from, const Value::Member& to) -> bool {
    const auto at = place_of(from);
    const auto* now = wanted_.params.find(from);
    const bool same = now != nullptr && *now == to.value;
    auto found = own(from);
    // An own value that others take may get another name, but no other value.
    if (found && (is_inherited(from) || (found.member->value.is_anchored() && !same))) found = {};
    if (!found && all_agree(*at, purpose_of_renaming(to))) {
      found = member_at(root_, static_cast<std::size_t>(*at));
      if (found && found.member->name != from) found = {};
    }
    if (!found) return remove(from) && set(to);
    return add(rename_member(source_, *found.map, *found.member, to.name)) &&
           (same || write(found, now, to.value));
  }

  const Source& source_;
  const Tree& root_;
  const std::vector<std::uint64_t>& uses_;
  const Purposes& purposes_;
  const Wanted& wanted_;
  const Fix& fix_;
  const Tree* asset_;   // null: it is written elsewhere
  const Tree* params_;  // its `params`, where that is a mapping here
  Edits edits_;
  std::map<const Tree*, std::vector<Value::Member>> inserted_;  // by where they go
};

// Assets that share a place change it alike.
auto without_repeats(Edits edits) -> Edits {
  std::set<std::tuple<std::uint64_t, std::uint64_t, std::string>> seen;
  std::erase_if(edits, [&](const TextEdit& each) {
    return !seen.emplace(each.offset, each.length, each.text).second;
  });
  return edits;
}

}  // namespace

auto make_wanted(std::size_t record, const Record& read, const Fix& fix) -> Wanted {
  Wanted wanted{record, fix, read.request.params, read.group, read.request.location.offset, {}};
  const auto keep = [&](const std::string& name) {
    const auto found = read.places.find("params." + name);
    if (found != read.places.end()) wanted.at.emplace(name, found->second.offset);
  };
  if (!fix.envelope.empty()) {
    keep(fix.envelope);
    return wanted;
  }
  for (const auto& name : fix.remove) keep(name);
  for (const auto& member : fix.params.members()) keep(member.name);
  return wanted;
}

ManifestEdits::ManifestEdits(std::string_view text, Syntax syntax, std::vector<std::uint64_t> uses)
    : source_{text, syntax}, uses_(std::move(uses)) {
  std::sort(uses_.begin(), uses_.end());
  readable_ = read_tree(text, root_) && root_.is_map();
}

auto ManifestEdits::of(const std::vector<Wanted>& all) const -> std::optional<Edits> {
  Purposes purposes;
  for (const auto& wanted : all) count_purposes(wanted, purposes);
  Edits edits;
  for (const auto& wanted : all) {
    auto more = AssetEdits{source_, root_, uses_, purposes, wanted}.take();
    if (!more) return std::nullopt;
    edits.insert(edits.end(), std::make_move_iterator(more->begin()),
                 std::make_move_iterator(more->end()));
  }
  return in_order(without_repeats(std::move(edits)));
}

}  // namespace tariff::edit
