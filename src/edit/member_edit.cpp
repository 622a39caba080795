#include "edit/member_edit.hpp"

#include <algorithm>

namespace tariff::edit {
namespace {

using Style = Tree::Style;

constexpr auto nowhere = std::string_view::npos;
constexpr std::string_view blanks = " \t";
constexpr std::string_view white_space = " \t\r\n";

auto edit(std::size_t begin, std::size_t end, std::string text) -> TextEdit {
  return {begin, end - begin, std::move(text)};
}

auto one(TextEdit only) -> std::optional<Edits> {
  return Edits{std::move(only)};
}

// --- lines ---

auto between(std::string_view text, std::size_t begin, std::size_t end) -> std::string_view {
  return text.substr(begin, end - begin);
}

auto is_white(std::string_view text) -> bool {
  return text.find_first_not_of(white_space) == nowhere;
}

auto line_start(std::string_view text, std::size_t at) -> std::size_t {
  const auto newline = at == 0 ? nowhere : text.rfind('\n', at - 1);
  return newline == nowhere ? 0 : newline + 1;
}

// Where the line's own text ends, before its "\n" or "\r\n".
auto line_end(std::string_view text, std::size_t at) -> std::size_t {
  const auto newline = text.find('\n', at);
  if (newline == nowhere) return text.size();
  return newline > at && text[newline - 1] == '\r' ? newline - 1 : newline;
}

auto next_line(std::string_view text, std::size_t at) -> std::size_t {
  const auto newline = text.find('\n', at);
  return newline == nowhere ? text.size() : newline + 1;
}

// As the lines around `at` end.
auto newline_at(std::string_view text, std::size_t at) -> std::string_view {
  auto newline = text.find('\n', at);
  if (newline == nowhere) newline = text.rfind('\n');
  const bool two = newline != nowhere && newline > 0 && text[newline - 1] == '\r';
  return two ? "\r\n" : "\n";
}

// What stands before a place on its line.
auto lead_of(std::string_view text, std::size_t at) -> std::string_view {
  return between(text, line_start(text, at), at);
}

// A line that begins with this key, or with the mark of an explicit one.
auto begins_line(std::string_view text, const TreeMember& member) -> bool {
  const auto lead = lead_of(text, member.key.start);
  const auto mark = lead.find_first_not_of(blanks);
  return mark == nowhere ||
         (lead[mark] == '?' && lead.find_first_not_of(blanks, mark + 1) == nowhere);
}

// --- comments ---

// Looks for a comment in what stands between the scalars of a node, from `at` on.
auto has_comment(std::string_view text, const Tree& node, std::size_t& at) -> bool {
  const auto reach = [&](std::size_t to) {
    const bool found = between(text, at, to).find('#') != nowhere;
    at = to;
    return found;
  };
  if (reach(node.start)) return true;
  if (node.style == Style::block_scalar && reach(line_end(text, node.begin))) return true;
  if (!node.is_map() && !node.is_list()) {
    at = node.end;
    return false;
  }
  at = node.begin;
  for (const auto& item : node.items) {
    if (has_comment(text, item, at)) return true;
  }
  for (const auto& member : node.members) {
    if (has_comment(text, member.key, at) || has_comment(text, member.value, at)) return true;
  }
  return reach(node.end);
}

auto has_comment(std::string_view text, const Tree& node) -> bool {
  auto at = node.start;
  return has_comment(text, node, at);
}

// --- manners ---

auto is_quoted(const Tree& node) -> bool {
  return node.style == Style::single_quoted || node.style == Style::double_quoted;
}

auto manner_of(const Source& source, const Tree& node, bool in_flow) -> Manner {
  Manner manner;
  manner.syntax = source.syntax;
  if (is_quoted(node)) manner.quoting = node.style;
  manner.in_flow = in_flow;
  return manner;
}

// What stands between a key and its value, where that is on one line.
auto colon_of(std::string_view text, const TreeMember& member) -> std::string {
  if (member.colon == TreeMember::no_colon || member.value.style == Style::nothing) return ": ";
  const auto gap = between(text, member.key.end, member.value.start);
  const bool usual = gap.find_first_not_of(": \t") == nowhere;
  return usual ? std::string{gap} : ": ";
}

auto comma_of(std::string_view text, const Tree& map) -> std::string {
  const auto& members = map.members;
  if (members.size() >= 2) {
    const auto gap = between(text, members[0].value.end, members[1].key.start);
    const bool usual = gap.find_first_not_of(", ") == nowhere && gap.find(',') != nowhere;
    if (usual) return std::string{gap.substr(gap.find(','))};
  }
  const bool dense = members.size() == 1 && colon_of(text, members.front()) == ":";
  return dense ? "," : ", ";
}

// How a member is written that joins those of `map`.
auto joining_manner(const Source& source, const Tree& map) -> Manner {
  Manner manner;
  manner.syntax = source.syntax;
  manner.in_flow = map.style == Style::flow_map;
  if (!manner.in_flow) return manner;
  manner.comma = comma_of(source.text, map);
  if (!map.members.empty()) manner.colon = colon_of(source.text, map.members.back());
  return manner;
}

auto to_member(const Manner& manner, const Tree& map, std::string_view name, const Value& value)
    -> std::string {
  auto key_manner = manner;
  if (!map.members.empty() && is_quoted(map.members.back().key)) {
    key_manner.quoting = map.members.back().key.style;
  }
  auto value_manner = manner;
  auto key = write_name(name, key_manner);
  auto colon = manner.colon;
  if (manner.syntax == Syntax::yaml) {
    // Without a blank a colon only ends a quoted key.
    value_manner.colon = ": ";
    value_manner.comma = ", ";
    if (colon.back() == ':') colon += ' ';
  }
  return key + colon + write_value(value, value_manner);
}

// --- replacing ---

// `colon`: where the colon before the node is, for a member's value.
auto replace_node(const Source& source, const Tree& node, bool in_flow,
                  std::optional<std::size_t> colon, const Value* now, const Value& value)
    -> std::optional<Edits>;

void append(Edits& all, Edits more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

auto same_names(const Tree& map, const Value& value) -> bool {
  return map.is_map() && value.is_object() && map.members.size() == value.members().size() &&
         !map.members.empty() &&
         std::all_of(map.members.begin(), map.members.end(),
                     [&](const TreeMember& member) { return value.find(member.name) != nullptr; });
}

auto same_length(const Tree& list, const Value& value) -> bool {
  return list.is_list() && value.is_array() && list.items.size() == value.items().size() &&
         !list.items.empty();
}

auto replace_members(const Source& source, const Tree& map, const Value* now, const Value& value)
    -> std::optional<Edits> {
  Edits all;
  for (const auto& member : map.members) {
    const auto* old = now == nullptr ? nullptr : now->find(member.name);
    const auto* wanted = value.find(member.name);
    if (old != nullptr && *old == *wanted) continue;
    auto edits = set_value(source, map, member, old, *wanted);
    if (!edits) return std::nullopt;
    append(all, std::move(*edits));
  }
  return all;
}

auto replace_items(const Source& source, const Tree& list, const Value* now, const Value& value)
    -> std::optional<Edits> {
  Edits all;
  const bool in_flow = list.style == Style::flow_list;
  const bool known = now != nullptr && now->items().size() == list.items.size();
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const auto* old = known ? &now->items()[i] : nullptr;
    const auto& wanted = value.items()[i];
    if (old != nullptr && *old == wanted) continue;
    auto edits = replace_node(source, list.items[i], in_flow, std::nullopt, old, wanted);
    if (!edits) return std::nullopt;
    append(all, std::move(*edits));
  }
  return all;
}

auto replace_node(const Source& source, const Tree& node, bool in_flow,
                  std::optional<std::size_t> colon, const Value* now, const Value& value)
    -> std::optional<Edits> {
  if (same_names(node, value)) return replace_members(source, node, now, value);
  if (same_length(node, value)) return replace_items(source, node, now, value);
  if (has_comment(source.text, node)) return std::nullopt;
  const auto manner = manner_of(source, node, in_flow);
  auto written = write_value(value, manner);
  if (node.style == Style::nothing) return one(edit(node.begin, node.begin, " " + written));
  const bool block = node.style == Style::block_map || node.style == Style::block_list;
  // Below its key, a block goes up beside it.
  if (block && colon && !node.is_anchored()) {
    if (!is_white(between(source.text, *colon + 1, node.begin))) return std::nullopt;
    return one(edit(*colon + 1, node.end, " " + written));
  }
  return one(edit(node.begin, node.end, std::move(written)));
}

// --- inserting ---

using Written = std::vector<std::string>;

auto joined(const Written& members, std::string_view between) -> std::string {
  std::string text;
  for (const auto& member : members) {
    if (!text.empty()) text += between;
    text += member;
  }
  return text;
}

auto insert_in_empty_flow(const Source& source, const Tree& map, const Written& members,
                          const Manner& manner) -> std::optional<Edits> {
  if (!is_white(between(source.text, map.begin + 1, map.end - 1))) return std::nullopt;
  return one(edit(map.begin + 1, map.end - 1, joined(members, manner.comma)));
}

// Where the comma behind a member is, or nowhere.
auto comma_behind(std::string_view text, const TreeMember& member) -> std::size_t {
  const auto at = text.find_first_not_of(blanks, member.value.end);
  return at != nowhere && text[at] == ',' ? at : nowhere;
}

// A flow mapping with a member on each line.
auto insert_lines_in_flow(const Source& source, const TreeMember& last, const Written& members)
    -> std::optional<Edits> {
  const auto text = source.text;
  const auto line_break =
      std::string{newline_at(text, last.value.end)} + std::string{lead_of(text, last.key.start)};
  const auto lines = line_break + joined(members, "," + line_break);
  const auto comma = comma_behind(text, last);
  const auto behind = comma == nowhere ? last.value.end : comma + 1;
  const auto end = line_end(text, behind);
  const auto rest = text.find_first_not_of(blanks, behind);
  const bool comment = rest != nowhere && rest < end && text[rest] == '#';
  if (!comment) return one(edit(last.value.end, last.value.end, "," + lines));
  if (comma != nowhere) return one(edit(end, end, lines + ","));
  return Edits{edit(last.value.end, last.value.end, ","), edit(end, end, lines)};
}

auto insert_in_flow(const Source& source, const Tree& map, const Written& members,
                    const Manner& manner) -> std::optional<Edits> {
  if (map.members.empty()) return insert_in_empty_flow(source, map, members, manner);
  const auto& last = map.members.back();
  const bool own_line =
      begins_line(source.text, last) && line_start(source.text, last.key.start) > map.begin;
  if (own_line) return insert_lines_in_flow(source, last, members);
  return one(edit(last.value.end, last.value.end, manner.comma + joined(members, manner.comma)));
}

auto insert_in_block(const Source& source, const Tree& map, const Written& members)
    -> std::optional<Edits> {
  const auto text = source.text;
  // Marks of lists before the first key count as indentation.
  const std::string indent(lead_of(text, map.begin).size(), ' ');
  const auto& last = map.members.back();
  const auto at = next_line(text, last.value.end);
  const std::string newline{newline_at(text, last.value.end)};
  const auto lines = indent + joined(members, newline + indent);
  const bool behind_line_end = at > 0 && text[at - 1] == '\n';
  return one(edit(at, at, behind_line_end ? lines + newline : newline + lines));
}

// --- removing ---

auto remove_only_in_flow(const Source& source, const Tree& map) -> std::optional<Edits> {
  if (has_comment(source.text, map)) return std::nullopt;
  return one(edit(map.begin + 1, map.end - 1, ""));
}

// Whether behind `at` its line holds nothing but a comment.
auto ends_line(std::string_view text, std::size_t at) -> bool {
  const auto rest = text.find_first_not_of(blanks, at);
  return rest == nowhere || rest >= line_end(text, at) || (text[rest] == '#' && rest > at);
}

auto remove_before(const Source& source, const TreeMember& member, const TreeMember& next)
    -> std::optional<Edits> {
  const auto text = source.text;
  const auto comma = comma_behind(text, member);
  if (comma != nowhere && begins_line(text, member) && ends_line(text, comma + 1)) {
    return one(edit(line_start(text, member.key.start), next_line(text, comma), ""));
  }
  const auto gap = between(text, member.value.end, next.key.start);
  if (gap.find('#') != nowhere) return std::nullopt;
  return one(edit(member.key.start, next.key.start, ""));
}

auto remove_last(const Source& source, const TreeMember& previous, const TreeMember& member)
    -> std::optional<Edits> {
  const auto text = source.text;
  const auto comma = comma_behind(text, member);
  const auto behind = comma == nowhere ? member.value.end : comma + 1;
  if (begins_line(text, member) && ends_line(text, behind)) {
    const auto start = line_start(text, member.key.start);
    const auto line = edit(start, next_line(text, behind), "");
    // The comma that was behind this one is now behind the one before.
    if (comma != nowhere) return one(line);
    const auto before = text.find_first_not_of(white_space, previous.value.end);
    if (before == nowhere || text[before] != ',') return std::nullopt;
    return Edits{edit(before, before + 1, ""), line};
  }
  const auto gap = between(text, previous.value.end, member.key.start);
  if (gap.find('#') != nowhere) return std::nullopt;
  return one(edit(previous.value.end, member.value.end, ""));
}

auto remove_only_in_block(const Source& source, const Tree& map) -> std::optional<Edits> {
  const auto text = source.text;
  if (has_comment(text, map)) return std::nullopt;
  const auto before = map.begin == 0 ? nowhere : text.find_last_not_of(white_space, map.begin - 1);
  const bool below_key = before != nowhere && text[before] == ':';
  return one(below_key ? edit(before + 1, map.end, " {}") : edit(map.begin, map.end, "{}"));
}

auto remove_in_block(const Source& source, const Tree& map, std::size_t index)
    -> std::optional<Edits> {
  const auto text = source.text;
  const auto& member = map.members[index];
  const bool is_last = index + 1 == map.members.size();
  if (is_last && index == 0) return remove_only_in_block(source, map);
  const auto start = line_start(text, member.key.start);
  const auto end = next_line(text, member.value.end);
  if (begins_line(text, member)) {
    const bool final_line = text[end - 1] != '\n';
    // A text without a line end at its end stays one.
    return one(final_line ? edit(line_end(text, line_start(text, start - 1)), end, "")
                          : edit(start, end, ""));
  }
  // Behind the mark of a list: the next one comes up.
  if (is_last) return std::nullopt;
  const auto next = map.members[index + 1].key.start;
  if (!is_white(between(text, end, next))) return std::nullopt;
  return one(edit(member.key.start, next, ""));
}

}  // namespace

auto set_value(const Source& source, const Tree& map, const TreeMember& member, const Value* now,
               const Value& value) -> std::optional<Edits> {
  const bool in_flow = map.style == Style::flow_map;
  if (member.colon == TreeMember::no_colon) {
    if (!in_flow) return std::nullopt;
    const auto written = write_value(value, manner_of(source, member.value, in_flow));
    return one(edit(member.key.end, member.key.end, ": " + written));
  }
  return replace_node(source, member.value, in_flow, member.colon, now, value);
}

auto rename_member(const Source& source, const Tree& map, const TreeMember& member,
                   std::string_view name) -> std::optional<Edits> {
  const auto manner = manner_of(source, member.key, map.style == Style::flow_map);
  return one(edit(member.key.begin, member.key.end, write_name(name, manner)));
}

auto insert_members(const Source& source, const Tree& map,
                    const std::vector<Value::Member>& members) -> std::optional<Edits> {
  if (!map.is_map() || members.empty()) return std::nullopt;
  const auto manner = joining_manner(source, map);
  Written written;
  for (const auto& member : members) {
    written.push_back(to_member(manner, map, member.name, member.value));
  }
  if (map.style == Style::flow_map) return insert_in_flow(source, map, written, manner);
  return insert_in_block(source, map, written);
}

auto remove_member(const Source& source, const Tree& map, const TreeMember& member)
    -> std::optional<Edits> {
  const auto index = static_cast<std::size_t>(&member - map.members.data());
  const auto count = map.members.size();
  if (map.style == Style::block_map) return remove_in_block(source, map, index);
  if (count == 1) return remove_only_in_flow(source, map);
  if (index + 1 < count) return remove_before(source, member, map.members[index + 1]);
  return remove_last(source, map.members[index - 1], member);
}

}  // namespace tariff::edit
