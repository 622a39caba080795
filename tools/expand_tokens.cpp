// tariff_expand_tokens MERGES OUTPUT.bin OUTPUT.cpp NAME
//
// Expands an encoding's merges (data/tokens/NAME.pairs; scripts/make-tokens says what is in it)
// into the tables that src/tokens reads, in the byte order of this machine, and writes a source
// that puts them into the library as they are.
// Exit status: 0 written, 2 wrong usage or a file that is not what it should be.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tokens/vocabulary.hpp"

namespace {

using namespace tariff::tokens;

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "tariff_expand_tokens: %s\n", what.c_str());
  std::exit(2);
}

auto read_file(const std::string& path) -> std::string {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) fail(path + ": cannot be written");
}

// What the file of merges says.
struct Merges {
  std::vector<std::string> tokens;  // by rank
  std::vector<Split> splits;        // by rank
};

class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : bytes_(bytes) {}

  auto read(int bits) -> std::uint32_t {
    while (filled_ < bits) {
      if (at_ == bytes_.size()) fail("the file of merges is too short");
      held_ |= std::uint64_t{static_cast<unsigned char>(bytes_[at_++])} << filled_;
      filled_ += 8;
    }
    const auto value = static_cast<std::uint32_t>(held_ & ((std::uint64_t{1} << bits) - 1));
    held_ >>= bits;
    filled_ -= bits;
    return value;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint64_t held_ = 0;
  int filled_ = 0;
};

auto parse(const std::string& file) -> Merges {
  constexpr std::string_view magic{"tariff pairs 1\n\0", 16};
  if (file.size() < magic.size() + 4 + 256 || !file.starts_with(magic)) {
    fail("this is not a file of merges");
  }
  BitReader reader(std::string_view(file).substr(magic.size()));
  const auto count = reader.read(32);
  if (count < first_merged || count > (1U << rank_bits)) fail("the number of tokens is not valid");

  Merges merges;
  for (Rank rank = 0; rank < first_merged; ++rank) {
    merges.tokens.emplace_back(1, static_cast<char>(reader.read(8)));
    merges.splits.push_back({rank, rank});
  }
  for (Rank rank = first_merged; rank < count; ++rank) {
    const auto left = reader.read(rank_bits);
    const auto right = reader.read(rank_bits);
    if (left >= rank || right >= rank) fail("a token is made of later ones");
    merges.tokens.push_back(merges.tokens[left] + merges.tokens[right]);
    merges.splits.push_back({left, right});
    if (merges.tokens.back().size() > longest_token) fail("a token is too long");
  }
  return merges;
}

// A set of places without end.
class Places {
 public:
  [[nodiscard]] auto has(std::size_t at) const -> bool {
    return at / 64 < words_.size() && (words_[at / 64] >> (at % 64) & 1) != 0;
  }
  // The first place from `at` on that is not in the set.
  [[nodiscard]] auto next_free(std::size_t at) const -> std::size_t {
    for (auto word = at / 64; word < words_.size(); ++word) {
      const auto below = word == at / 64 ? (std::uint64_t{1} << (at % 64)) - 1 : 0;
      const auto taken = words_[word] | below;
      if (~taken != 0) return word * 64 + static_cast<std::size_t>(std::countr_one(taken));
    }
    return std::max(at, words_.size() * 64);
  }
  [[nodiscard]] auto end() const -> std::size_t { return words_.size() * 64; }

  void add(std::size_t at) {
    if (words_.size() <= at / 64) words_.resize(at / 64 + 1);
    words_[at / 64] |= std::uint64_t{1} << (at % 64);
  }

 private:
  std::vector<std::uint64_t> words_;
};

// The trie as a double array. Nodes with many children are placed first; those with one child,
// which are most, then fill the holes.
class TrieBuilder {
 public:
  explicit TrieBuilder(const std::vector<std::string>& tokens) : tokens_(tokens) {
    order_.resize(tokens.size());
    std::iota(order_.begin(), order_.end(), Rank{0});
    std::sort(order_.begin(), order_.end(), [&](Rank a, Rank b) { return tokens[a] < tokens[b]; });
    collect(0, order_.size(), 0);
    place();
  }

  std::vector<std::uint32_t> links;
  std::vector<Rank> ranks;
  std::uint32_t root = 0;

 private:
  struct Child {
    unsigned char label;
    std::uint32_t node;
  };
  struct Node {
    std::vector<Child> children;
    Rank rank = no_rank;
    std::uint32_t base = 0;  // 0: no children. No node has its children there.
  };

  // The node of what the tokens order_[first, last) have in common, `depth` bytes.
  auto collect(std::size_t first, std::size_t last, std::size_t depth) -> std::uint32_t {
    const auto id = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    if (tokens_[order_[first]].size() == depth) nodes_[id].rank = order_[first++];
    while (first < last) {
      const char label = tokens_[order_[first]][depth];
      std::size_t end = first;
      while (end < last && tokens_[order_[end]][depth] == label) ++end;
      const auto child = collect(first, end, depth + 1);
      nodes_[id].children.push_back({static_cast<unsigned char>(label), child});
      first = end;
    }
    return id;
  }

  void place() {
    std::vector<std::uint32_t> parents;
    for (std::uint32_t id = 0; id < nodes_.size(); ++id) {
      if (!nodes_[id].children.empty()) parents.push_back(id);
    }
    std::stable_sort(parents.begin(), parents.end(), [&](std::uint32_t a, std::uint32_t b) {
      return nodes_[a].children.size() > nodes_[b].children.size();
    });
    for (const auto id : parents) place(nodes_[id]);
    for (const auto& node : nodes_) {
      for (const auto& child : node.children) fill(node.base + child.label, child);
    }
    root = nodes_[0].base;
    links.resize(links.size() + 256);  // every base has 256 places behind it
    ranks.resize(links.size());
  }

  void place(Node& node) {
    // A node of several children is not tried on the crowded beginning for ever.
    if (node.children.size() > 1 && used_.end() > window)
      first_ = std::max(first_, used_.end() - window);
    if (node.children.size() == 1 && !singles_) {
      singles_ = true;
      first_ = 256;
    }
    first_ = used_.next_free(first_);
    for (auto at = first_;; at = used_.next_free(at + 1)) {
      const auto base = at - node.children.front().label;
      if (!fits(base, node)) continue;
      node.base = static_cast<std::uint32_t>(base);
      for (const auto& child : node.children) used_.add(base + child.label);
      bases_.add(base);
      return;
    }
  }

  [[nodiscard]] auto fits(std::size_t base, const Node& node) const -> bool {
    return !bases_.has(base) &&
           std::none_of(node.children.begin(), node.children.end(),
                        [&](const Child& child) { return used_.has(base + child.label); });
  }

  void fill(std::size_t at, const Child& child) {
    if (links.size() <= at) {
      links.resize(at + 1);
      ranks.resize(at + 1);
    }
    const auto& node = nodes_[child.node];
    links[at] = child.label | Link::in_use | node.base << Link::base_shift;
    if (node.rank == no_rank) return;
    links[at] |= Link::is_token;
    ranks[at] = node.rank;
  }

  static constexpr std::size_t window = 1 << 8;
  const std::vector<std::string>& tokens_;
  std::vector<Rank> order_;
  std::vector<Node> nodes_;
  Places used_, bases_;
  std::size_t first_ = 256;  // where the search begins
  bool singles_ = false;
};

// Finds the shift of each bucket, largest buckets first.
template <class Entry>
class SlotBuilder {
 public:
  SlotBuilder(int bucket_bits, int bits, Entry empty)
      : shifts(std::size_t{1} << bucket_bits),
        slots(std::size_t{1} << bits, empty),
        taken_(slots.size()),
        buckets_(shifts.size()),
        empty_(empty),
        bucket_bits_(bucket_bits),
        bits_(bits) {}

  void add(std::uint64_t key, Entry entry) {
    const auto mixed = Slot::mix(key);
    buckets_[Slot::bucket(mixed, bucket_bits_)].emplace_back(mixed, entry);
  }

  void build() {
    std::vector<std::size_t> order(buckets_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return buckets_[a].size() > buckets_[b].size();
    });
    for (const auto bucket : order) {
      int shift = 0;
      while (shift < 256 && !place(buckets_[bucket], static_cast<std::uint8_t>(shift))) ++shift;
      if (shift == 256) fail("the keys of a bucket have no slots");
      shifts[bucket] = static_cast<std::uint8_t>(shift);
    }
  }

  std::vector<std::uint8_t> shifts;
  std::vector<Entry> slots;

 private:
  using Bucket = std::vector<std::pair<std::uint64_t, Entry>>;

  auto place(const Bucket& bucket, std::uint8_t shift) -> bool {
    for (std::size_t i = 0; i < bucket.size(); ++i) {
      const auto at = Slot::index(bucket[i].first, shift, bits_);
      if (!taken_[at]) {
        taken_[at] = true;
        slots[at] = bucket[i].second;
        continue;
      }
      while (i-- > 0) {
        const auto undo = Slot::index(bucket[i].first, shift, bits_);
        taken_[undo] = false;
        slots[undo] = empty_;
      }
      return false;
    }
    return true;
  }

  std::vector<bool> taken_;
  std::vector<Bucket> buckets_;
  Entry empty_;
  int bucket_bits_, bits_;
};

// Whole UTF-8 characters: what no text has as a piece need not be found as one.
auto is_text(const std::string& token) -> bool {
  const auto is_tail = [](char c) { return (c & 0xC0) == 0x80; };
  const auto tails = static_cast<std::size_t>(
      std::find_if_not(token.rbegin(), token.rend(), is_tail) - token.rbegin());
  if (is_tail(token.front())) return false;
  const auto lead = static_cast<unsigned char>(token[token.size() - tails - 1]);
  return tails == (lead < 0xC0 ? 0U : lead < 0xE0 ? 1U : lead < 0xF0 ? 2U : 3U);
}

// The tables one after the other, and the source that names them.
class Output {
 public:
  Output(std::string binary_path, std::string name)
      : binary_path_(std::move(binary_path)), name_(std::move(name)) {}

  template <class T>
  void add(const std::string& table, const char* type, const std::vector<T>& values) {
    const auto size = values.size() * sizeof(T);
    const auto symbol = "tariff_tokens_" + name_ + "_" + table;
    assembler_ += "    \".balign 64\\n.globl \" SYMBOL(\"" + symbol + "\") \"\\n\" HIDDEN(\"" +
                  symbol + "\")\n    SYMBOL(\"" + symbol + "\") \":\\n.incbin \\\"" + binary_path_ +
                  "\\\", " + std::to_string(binary_.size()) + ", " + std::to_string(size) +
                  "\\n\"\n";
    declarations_ += "extern const " + std::string(type) + " " + symbol + "[];\n";
    members_ += "    ." + table + " = " + symbol + ",\n";
    binary_.append(reinterpret_cast<const char*>(values.data()), size);
  }

  [[nodiscard]] auto binary() const -> const std::string& { return binary_; }

  [[nodiscard]] auto source(std::uint32_t root) const -> std::string {
    return "// GENERATED by `tariff_expand_tokens " + name_ + ".pairs`; DO NOT EDIT.\n" +
           R"(#include "tokens/encodings.hpp"

#ifdef __APPLE__
#define SYMBOL(name) "_" name
#define HIDDEN(name) ".private_extern _" name "\n"
#define READ_ONLY ".section __TEXT,__const\n"
#define BACK ".text\n"
#else
#define SYMBOL(name) name
#define HIDDEN(name) ".hidden " name "\n"
#define READ_ONLY ".pushsection .rodata,\"a\"\n"
#define BACK ".popsection\n"
#endif

__asm__(READ_ONLY
)" + assembler_ +
           "    BACK);\n\nextern \"C\" {\n" + declarations_ +
           "}\n\nnamespace tariff::tokens {\n\nconstinit const Vocabulary " + name_ + "{\n" +
           members_ + "    .root = " + std::to_string(root) +
           ",\n};\n\n}  // namespace tariff::tokens\n";
  }

 private:
  std::string binary_path_, name_;
  std::string binary_, assembler_, declarations_, members_;
};

}  // namespace

auto main(int argc, char** argv) -> int {
  if (argc != 5) fail("usage: tariff_expand_tokens MERGES OUTPUT.bin OUTPUT.cpp NAME");
  const auto merges = parse(read_file(argv[1]));
  const TrieBuilder trie(merges.tokens);

  SlotBuilder<std::uint32_t> pairs(Vocabulary::pair_bucket_bits, Vocabulary::pair_bits,
                                   Vocabulary::no_pair);
  SlotBuilder<std::uint64_t> words(Vocabulary::word_bucket_bits, Vocabulary::word_bits,
                                   Vocabulary::no_word);
  for (Rank rank = 0; rank < merges.tokens.size(); ++rank) {
    const auto [left, right] = merges.splits[rank];
    const auto key = std::uint64_t{left} << rank_bits | right;
    const auto check = static_cast<std::uint32_t>(Slot::mix(key)) >> rank_bits << rank_bits;
    if (rank >= first_merged) pairs.add(key, check | rank);

    const auto& token = merges.tokens[rank];
    if (token.size() > Vocabulary::word_bytes || !is_text(token)) continue;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, token.data(), token.size());
    const auto word = word_key(bytes, token.size());
    words.add(word, word);
  }
  pairs.build();
  words.build();

  Output output(argv[2], argv[4]);
  output.add("links", "std::uint32_t", trie.links);
  output.add("ranks", "tariff::tokens::Rank", trie.ranks);
  output.add("splits", "tariff::tokens::Split", merges.splits);
  output.add("pair_shifts", "std::uint8_t", pairs.shifts);
  output.add("pairs", "std::uint32_t", pairs.slots);
  output.add("word_shifts", "std::uint8_t", words.shifts);
  output.add("words", "std::uint64_t", words.slots);
  write_file(argv[2], output.binary());
  write_file(argv[3], output.source(trie.root));
  return 0;
}
