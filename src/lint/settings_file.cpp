// One settings file: from text to a layer.
#include "lint/settings_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "catalog/reader.hpp"
#include "lint/policy_reader.hpp"
#include "lint/settings_errors.hpp"
#include "lint/settings_path.hpp"

namespace tariff::lint {
namespace {

using catalog::Context;
using catalog::Mapping;
using catalog::Node;
namespace code = catalog::code;

// The longest that a team has any use for is some tens of KB.
constexpr catalog::DocumentLimits file_limits{.bytes = 256 << 10, .depth = 32, .nodes = 20'000};

// Unit: days. A hundred years.
constexpr std::int64_t most_days = 36'500;

// Nothing but blanks and comments: a file that sets nothing, which may be all that it is for.
auto says_nothing(std::string_view text) -> bool {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    const auto first = line.find_first_not_of(" \t\r");
    if (first != std::string_view::npos && line[first] != '#') return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

class FileReader {
 public:
  FileReader(const Context& context, std::shared_ptr<const Node> tree,
             std::shared_ptr<const base::TextSource> text, SettingsLayer& out)
      : context_(context), tree_(std::move(tree)), text_(std::move(text)), out_(out) {}

  void read() {
    Mapping fields{*tree_, "settings file", context_};
    paths(fields, "extends", out_.extends);
    paths(fields, "catalog", out_.catalogs);
    texts(fields.get("exclude"), out_.exclude);
    one_text(fields, "provider", out_.provider);
    one_text(fields, "baseline", out_.baseline);
    one_text(fields, "cache-dir", out_.cache_dir);
    for (auto* path : {&out_.baseline, &out_.cache_dir}) {
      if (*path) (*path)->value = path_in(out_.folder, (*path)->value);
    }
    if (const Node* lint = fields.get("lint")) read_lint(*lint);
    if (const Node* policies = fields.get("policies")) {
      read_policies(*policies, context_, tree_, text_, out_.policies);
    }
  }

 private:
  void read_lint(const Node& node) {
    Mapping fields{node, "lint section", context_};
    if (!node.is(Node::Kind::map)) return;
    if (const Node* select = fields.get("select")) {
      out_.select_place = place_of(*select);
      std::vector<GivenText> selectors;
      if (texts(select, selectors)) out_.select = std::move(selectors);
    }
    texts(fields.get("extend-select"), out_.extend_select);
    texts(fields.get("ignore"), out_.ignore);
    if (const Node* severity = fields.get("severity")) read_severities(*severity);
    if (const Node* ignores = fields.get("per-path-ignores")) read_path_ignores(*ignores);
    read_given(fields, "fail-level", catalog::read_severity, out_.fail_level);
    read_given(fields, "budget-basis", read_basis, out_.budget_basis);
    read_given(fields, "auto-spread", read_spread, out_.auto_spread);
    whole(fields, "max-warnings", INT32_MAX, out_.max_warnings);
    whole(fields, "stale-price-days", most_days, out_.stale_price_days);
    whole(fields, "retirement-days", most_days, out_.retirement_days);
    whole(fields, "saving-percent", 100, out_.saving_percent);
  }

  [[nodiscard]] auto place_of(const Node& node) const -> Location {
    return text_->locate(node.span);
  }

  template <class Reader, class T>
  void read_given(Mapping& fields, std::string_view key, Reader reader,
                  std::optional<Given<T>>& out) {
    T value{};
    if (fields.read(key, reader, value)) out = Given<T>{value, place_of(*fields.get(key))};
  }

  static auto read_basis(const Node& node, const Context& context, CostBasis& out) -> bool {
    constexpr std::array<std::string_view, 3> words{"low", "expected", "high"};
    std::size_t index = 0;
    if (!catalog::read_choice(node, context, words, index)) return false;
    out = static_cast<CostBasis>(index);
    return true;
  }

  static auto read_spread(const Node& node, const Context& context, Rational& out) -> bool {
    Rational value;
    if (!catalog::read_number(node, context, value)) return false;
    if (value >= Rational{1}) {
      out = value;
      return true;
    }
    context.error(code::type, node, "expected 1 or more: the high cost over the low one");
    return false;
  }

  void whole(Mapping& fields, std::string_view key, std::int64_t most,
             std::optional<Given<std::int64_t>>& out) {
    const auto in_range = [most](const Node& node, const Context& context, std::int64_t& value) {
      std::int64_t read = 0;
      if (!catalog::read_whole(node, context, read)) return false;
      if (read >= 0 && read <= most) {
        value = read;
        return true;
      }
      context.error(code::type, node, fmt::format("expected 0 to {}", most));
      return false;
    };
    read_given(fields, key, in_range, out);
  }

  // A text that says something. False: reported.
  auto one(const Node& node, std::vector<GivenText>& out) -> bool {
    GivenText given{{}, place_of(node)};
    if (!catalog::read_text(node, context_, given.value)) return false;
    if (given.value.empty()) {
      context_.error(code::type, node, "expected a text that is not empty");
      return false;
    }
    out.push_back(std::move(given));
    return true;
  }

  void one_text(Mapping& fields, std::string_view key, std::optional<GivenText>& out) {
    std::vector<GivenText> texts;
    const Node* node = fields.get(key);
    if (node != nullptr && one(*node, texts)) out = std::move(texts.front());
  }

  // One text, or a list of them.
  auto texts(const Node* node, std::vector<GivenText>& out) -> bool {
    if (node == nullptr) return false;
    if (node->is(Node::Kind::scalar)) return one(*node, out);
    if (!catalog::expect(*node, Node::Kind::list, context_)) return false;
    bool good = true;
    for (const auto& item : node->items) good = one(item, out) && good;
    return good;
  }

  void paths(Mapping& fields, std::string_view key, std::vector<GivenText>& out) {
    texts(fields.get(key), out);
    for (auto& path : out) path.value = path_in(out_.folder, path.value);
  }

  void read_severities(const Node& node) {
    if (!catalog::expect(node, Node::Kind::map, context_)) return;
    for (const auto& [key, value] : node.entries) {
      Severity severity{};
      if (!catalog::read_severity(value, context_, severity)) continue;
      out_.severity.emplace_back(GivenText{key.text, place_of(key)}, severity);
    }
  }

  void read_path_ignores(const Node& node) {
    if (!catalog::expect(node, Node::Kind::map, context_)) return;
    for (const auto& [key, value] : node.entries) {
      std::vector<GivenText> selectors;
      if (!texts(&value, selectors)) continue;
      out_.per_path_ignores.emplace_back(GivenText{key.text, place_of(key)}, std::move(selectors));
    }
  }

  const Context& context_;
  std::shared_ptr<const Node> tree_;
  std::shared_ptr<const base::TextSource> text_;
  SettingsLayer& out_;
};

}  // namespace

auto read_settings(const std::string& path, std::string text, std::vector<Diagnostic>& errors)
    -> SettingsLayer {
  SettingsLayer layer;
  layer.file = path;
  layer.folder = folder_of(path);
  if (says_nothing(text)) return layer;
  const auto source = std::make_shared<const base::TextSource>(path, std::move(text));
  catalog::Reporter reporter{{*source}};
  if (auto root = catalog::read_document(0, reporter, file_limits)) {
    catalog::SourceIndex sources;
    base::SymbolTable symbols;
    const Context context{reporter, sources, symbols};
    FileReader{context, std::make_shared<const Node>(std::move(*root)), source, layer}.read();
  }
  take_settings_errors(reporter, errors);
  return layer;
}

}  // namespace tariff::lint
