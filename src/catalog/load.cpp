#include "catalog/load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"
#include "catalog/build.hpp"
#include "catalog/card_reader.hpp"
#include "catalog/merge.hpp"
#include "catalog/pack_reader.hpp"
#include "catalog/rating_reader.hpp"
#include "catalog/resolver.hpp"

namespace tariff::catalog {
namespace {

using Document = std::shared_ptr<const Node>;

struct Documents {
  Document fields;  // the last vocabulary; null: none
  std::vector<Document> packs;
  std::vector<Document> cards;
  std::vector<Document> ratings;
};

auto shown_name(const SourceFile& file) -> const std::string& {
  return file.path.empty() ? file.name : file.path;
}

// Texts that are too long stay out: they are reported, not shown.
auto sources_of(const std::vector<SourceFile>& files) -> std::vector<base::TextSource> {
  std::vector<base::TextSource> out;
  for (const auto& file : files) {
    const bool huge = file.text.size() > DocumentLimits{}.bytes;
    out.emplace_back(shown_name(file), huge ? std::string{} : file.text);
  }
  return out;
}

// Sorts a document by what its `format` says it is.
void sort_in(Document document, const Context& context, Documents& out) {
  constexpr std::array<std::string_view, 4> formats{"tariff/rules@1", "tariff/prices@1",
                                                    "tariff/quality@1", "tariff/fields@1"};
  const Node* format = document->find("format");
  std::size_t index = 0;
  if (format == nullptr) {
    context.error(code::key, *document, "the file needs the key 'format'");
  } else if (read_choice(*format, context, formats, index)) {
    if (index == 0)
      out.packs.push_back(std::move(document));
    else if (index == 1)
      out.cards.push_back(std::move(document));
    else if (index == 2)
      out.ratings.push_back(std::move(document));
    else
      out.fields = std::move(document);
  }
}

auto read_documents(const std::vector<SourceFile>& files, const Context& context) -> Documents {
  Documents out;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto index = static_cast<std::uint32_t>(i);
    if (files[i].text.size() > DocumentLimits{}.bytes) {
      context.reporter.add_file(code::yaml, index,
                                fmt::format("larger than {} bytes", DocumentLimits{}.bytes));
    } else if (auto root = read_document(index, context.reporter)) {
      sort_in(std::make_shared<const Node>(std::move(*root)), context, out);
    }
  }
  return out;
}

auto read_packs(const std::vector<SourceFile>& files, const std::vector<Document>& documents,
                const Context& context) -> std::vector<PackSource> {
  Resolver resolver{merge_pack, context};
  for (const auto& document : documents) resolver.add(document, files[document->file].name);
  std::vector<PackSource> out;
  for (auto& resolved : resolver.resolve_all()) {
    out.push_back(read_pack(std::move(resolved.tree), context));
  }
  return out;
}

auto read_card_files(const std::vector<SourceFile>& files, const std::vector<Document>& documents,
                     const Context& context) -> std::vector<CardFileSource> {
  Resolver resolver{merge_card_file, context};
  for (const auto& document : documents) resolver.add(document, files[document->file].name);
  std::vector<CardFileSource> out;
  for (auto& resolved : resolver.resolve_all()) {
    out.push_back(read_card_file(std::move(resolved.tree), resolved.factors, context));
  }
  return out;
}

auto read_ratings(const std::vector<SourceFile>& files, const std::vector<Document>& documents,
                  const Context& context) -> std::vector<RatingBoard> {
  std::vector<RatingFile> named;
  for (const auto& document : documents) named.push_back({document, files[document->file].name});
  return read_boards(named, context);
}

// What names an operation must name one of the pack. A card that was taken from another file may
// name more.
void check_operations(const PackSource& pack, const CardFileSource* cards, const Context& context) {
  for (const auto& each : pack.names) check_operation(each.operation, pack, context);
  for (const auto& each : pack.examples) check_operation(each.operation, pack, context);
  if (cards == nullptr) return;
  for (const auto& each : cards->published) check_operation(each.operation, pack, context);
  for (const auto& card : cards->cards) {
    for (const auto* name : card.operations) {
      if (name->file == cards->file) check_operation(name, pack, context);
    }
  }
}

class CatalogBuilder {
 public:
  CatalogBuilder(const FieldsSource& fields, const std::vector<CardFileSource>& cards,
                 const Context& context)
      : fields_(fields), cards_(cards), context_(context) {}

  void add(const PackSource& pack) {
    if (pack.abstract || pack.operations.empty()) return;
    const CardFileSource* cards = find_cards(pack);
    check_operations(pack, cards, context_);
    const auto first = static_cast<std::uint32_t>(data_.offers.size());
    for (const auto& operation : pack.operations) {
      data_.offers.push_back(build_offer({fields_, pack, operation, cards}, context_));
    }
    add_names(pack, first);
  }

  auto finish() -> CatalogData {
    data_.fields = fields_.fields;
    std::stable_sort(data_.names.begin(), data_.names.end(), [](const auto& a, const auto& b) {
      return std::tie(a.provider, a.model, a.offer) < std::tie(b.provider, b.model, b.offer);
    });
    return std::move(data_);
  }

 private:
  [[nodiscard]] auto find_cards(const PackSource& pack) const -> const CardFileSource* {
    const auto found = std::find_if(cards_.begin(), cards_.end(), [&](const CardFileSource& cards) {
      return !cards.abstract && cards.provider == pack.provider && cards.model == pack.model;
    });
    return found == cards_.end() ? nullptr : &*found;
  }

  void add_names(const PackSource& pack, std::uint32_t first) {
    NameSource own;
    own.name.model = pack.model;
    add_name(own, pack, first, *pack.tree->find("model"));
    for (const auto& source : pack.names) {
      if (source.name.model.empty()) continue;
      add_name(source, pack, first, *name_list_entry(pack, source));
    }
  }

  // Where an alias is written.
  [[nodiscard]] static auto name_list_entry(const PackSource& pack, const NameSource& source)
      -> const Node* {
    const auto index = static_cast<std::size_t>(&source - pack.names.data());
    return &pack.tree->find("names")->items[index];
  }

  void add_name(const NameSource& source, const PackSource& pack, std::uint32_t first,
                const Node& at) {
    for (std::size_t i = 0; i < pack.operations.size(); ++i) {
      const bool fixed = source.operation != nullptr;
      if (fixed && source.operation->text != pack.operations[i].name) continue;
      OfferName name = source.name;
      name.provider = pack.provider;
      name.offer = first + static_cast<std::uint32_t>(i);
      name.fixes_operation = fixed;
      if (is_taken(name, first)) {
        context_.error(code::reference, at,
                       fmt::format("the name '{}' means something else already", name.model));
        return;
      }
      data_.names.push_back(std::move(name));
    }
  }

  // A name means one model, and an operation of it once.
  [[nodiscard]] auto is_taken(const OfferName& name, std::uint32_t first) -> bool {
    const auto key = std::pair{name.provider, name.model};
    const auto [found, added] = owner_of_.emplace(key, first);
    return found->second != first || !pairs_.emplace(key, name.offer).second;
  }

  using Key = std::pair<std::string, std::string>;  // provider, name

  const FieldsSource& fields_;
  const std::vector<CardFileSource>& cards_;
  const Context& context_;
  CatalogData data_;
  std::map<Key, std::uint32_t> owner_of_;  // the first offer of the pack that has the name
  std::set<std::pair<Key, std::uint32_t>> pairs_;
};

// Cards without a pack price nothing.
void check_cards_have_packs(const std::vector<CardFileSource>& cards,
                            const std::vector<PackSource>& packs, const Context& context) {
  std::vector<std::string> names;
  for (const auto& pack : packs) names.push_back(fmt::format("{}/{}", pack.provider, pack.model));
  const std::vector<std::string_view> views(names.begin(), names.end());
  for (const auto& file : cards) {
    const auto name = fmt::format("{}/{}", file.provider, file.model);
    if (file.abstract || std::find(names.begin(), names.end(), name) != names.end()) continue;
    context.error(code::reference, *file.tree->find("model"),
                  fmt::format("no rule pack of {}{}", name, suggestion(name, views)));
  }
}

// By name, then in the order of the load: what was laid over what matters, the order of unrelated
// files does not.
auto hash_of(const std::vector<SourceFile>& files) -> std::string {
  std::vector<const SourceFile*> sorted;
  for (const auto& file : files) sorted.push_back(&file);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const SourceFile* a, const SourceFile* b) { return a->name < b->name; });
  base::Sha256 hash;
  for (const auto* file : sorted) {
    hash.add(fmt::format("{} {}\n", file->name.size(), file->text.size()));
    hash.add(file->name);
    hash.add(file->text);
  }
  return hash.finish();
}

void take_symbols(const base::SymbolTable& symbols, CatalogData& data) {
  data.symbols = symbols.texts();
  data.symbol_cells = base::index_symbols(data.symbols);
}

auto build(const std::vector<SourceFile>& files, const Documents& documents, const Context& context)
    -> CatalogData {
  const auto fields = read_fields(documents.fields, context);
  const auto packs = read_packs(files, documents.packs, context);
  const auto cards = read_card_files(files, documents.cards, context);
  check_cards_have_packs(cards, packs, context);
  CatalogBuilder builder{fields, cards, context};
  for (const auto& pack : packs) builder.add(pack);
  auto data = builder.finish();
  data.boards = read_ratings(files, documents.ratings, context);
  return data;
}

}  // namespace

auto load(const std::vector<SourceFile>& files) -> LoadOutcome {
  Reporter reporter{sources_of(files)};
  SourceIndex sources;
  base::SymbolTable symbols;
  const Context context{reporter, sources, symbols};
  const auto documents = read_documents(files, context);
  if (documents.fields == nullptr) {
    reporter.add_whole(code::file, "no vocabulary of fields (rules/fields.yaml) could be read");
    return {nullptr, reporter.take()};
  }
  auto data = build(files, documents, context);
  if (!reporter.clean()) return {nullptr, reporter.take()};
  data.sources = LazyItems<Source>{sources.take()};
  data.hash = hash_of(files);
  take_symbols(symbols, data);
  return {std::make_shared<const CatalogData>(std::move(data)), {}};
}

}  // namespace tariff::catalog
