#include "result_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/sha256.hpp"
#include "catalog/bytes.hpp"
#include "lint/finding_store.hpp"
#include "small_file.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;
using catalog::ByteReader;
using catalog::ByteWriter;

constexpr std::string_view magic = "TARIFFR\n";
constexpr std::size_t hash_size = 64;
constexpr std::string_view extension = ".lint";
// Unit: bytes. Reading a larger entry is not much quicker than linting again.
constexpr std::size_t largest_entry = std::size_t{16} << 20U;

void put(ByteWriter& out, std::string_view text) {
  out.number(static_cast<std::uint64_t>(text.size()));
  out.bytes(text.data(), text.size());
}

auto get(ByteReader& in) -> std::string_view {
  return in.view(static_cast<std::size_t>(in.number<std::uint64_t>()));
}

// The counts of a tally, for both ways. A count that is added to it breaks the binding.
template <class Form, class T>
void visit_counts(T& tally, Form form) {
  auto& [inputs, records, accepted, refused, unknown_offers, unknown_costs, unreadable_parts,
         errors, warnings, fixable, notes] = tally;
  for (auto* count : {&inputs, &records, &accepted, &refused, &unknown_offers, &unknown_costs,
                      &unreadable_parts, &errors, &warnings, &fixable, &notes}) {
    form(*count);
  }
}

auto to_bytes(const CachedResult& result) -> std::string {
  ByteWriter out;
  out.number(static_cast<std::uint8_t>(result.kind));
  visit_counts(result.tally, [&out](std::int64_t count) { out.number(count); });
  out.number(static_cast<std::uint64_t>(result.reads.size()));
  for (const auto& read : result.reads) {
    put(out, read.path);
    put(out, read.hash);
  }
  put(out, lint::write_findings(result.findings));
  return out.take();
}

auto from_bytes(std::string_view bytes, CachedResult& result) -> bool {
  ByteReader in{bytes};
  const auto kind = in.number<std::uint8_t>();
  if (kind > static_cast<std::uint8_t>(InputKind::csv)) in.fail();
  result.kind = static_cast<InputKind>(kind);
  visit_counts(result.tally, [&in](std::int64_t& count) { count = in.number<std::int64_t>(); });
  for (auto count = in.number<std::uint64_t>(); count > 0 && !in.failed(); --count) {
    auto& read = result.reads.emplace_back();
    read.path = get(in);
    read.hash = get(in);
  }
  const auto findings = get(in);
  return !in.failed() && in.remaining() == 0 && lint::read_findings(findings, result.findings);
}

// An entry says whose it is and whether it is whole: magic, key, hash of the payload, payload.
auto frame(const std::string& key, const std::string& payload) -> std::string {
  return std::string{magic} + key + base::sha256(payload) + payload;
}

auto unframe(const std::string& key, std::string_view bytes, std::string_view& payload) -> bool {
  const auto head = magic.size() + 2 * hash_size;
  if (bytes.size() < head || !bytes.starts_with(magic)) return false;
  payload = bytes.substr(head);
  return bytes.substr(magic.size(), hash_size) == key &&
         bytes.substr(magic.size() + hash_size, hash_size) == base::sha256(payload);
}

auto is_unchanged(const TextRead& read, const ReadText& read_text) -> bool {
  std::string text;
  const bool there = read_text && read_text(read.path, text);
  return read.hash == (there ? base::sha256(text) : std::string{});
}

auto write_all(int file, std::string_view bytes) -> bool {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// Nobody ever sees half of it.
void write_beside_and_rename(const std::string& path, std::string_view bytes) {
  std::string beside = path + ".XXXXXX";
  const int file = mkostemp(beside.data(), O_CLOEXEC);
  if (file < 0) return;
  const bool written = write_all(file, bytes);
  const bool closed = close(file) == 0;
  if (!written || !closed || std::rename(beside.c_str(), path.c_str()) != 0) {
    unlink(beside.c_str());
  }
}

// A new folder is the user's alone, and tells git and backups to leave it.
auto make_folder(const std::string& folder) -> bool {
  std::error_code error;
  if (fs::is_directory(folder, error)) return true;
  fs::create_directories(fs::path{folder}.parent_path(), error);
  if (mkdir(folder.c_str(), 0700) != 0) return fs::is_directory(folder, error);
  write_beside_and_rename(folder + "/.gitignore", "*\n");
  write_beside_and_rename(folder + "/CACHEDIR.TAG",
                          "Signature: 8a477f597d28d172789f06886806bc55\n");
  return true;
}

struct Entry {
  fs::path path;
  fs::file_time_type used;
  std::uint64_t size = 0;
};

// Entries, and what a run that was killed has left of one.
auto entries_of(const std::string& folder) -> std::vector<Entry> {
  std::vector<Entry> entries;
  std::error_code error;
  for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
    const auto name = at->path().filename().string();
    std::error_code gone;
    const auto used = at->last_write_time(gone);
    if (gone || name.find(extension) != hash_size) continue;
    entries.push_back({at->path(), used, at->file_size(gone)});
  }
  return entries;
}

void remove_oldest(const std::string& folder, std::uint64_t max_bytes) {
  auto entries = entries_of(folder);
  std::uint64_t bytes = 0;
  for (const auto& entry : entries) bytes += entry.size;
  if (bytes <= max_bytes) return;
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.used < b.used; });
  for (const auto& entry : entries) {
    if (bytes <= max_bytes) return;
    std::error_code error;
    if (fs::remove(entry.path, error)) bytes -= entry.size;
  }
}

}  // namespace

auto TextReads::reader() -> ReadText {
  return [this](const std::string& path, std::string& text) {
    const bool there = read_ && read_(path, text);
    TextRead read{path, there ? base::sha256(text) : std::string{}};
    const bool known = !reads_.empty() && reads_.back() == read;
    if (!known) reads_.push_back(std::move(read));
    return there;
  };
}

namespace {

// Another build of the same version may find other things: its file has another size or time.
void put_program(ByteWriter& out) {
  struct stat program {};
  if (stat("/proc/self/exe", &program) != 0) return;
  out.number(static_cast<std::int64_t>(program.st_size));
  out.number(static_cast<std::int64_t>(program.st_mtim.tv_sec));
  out.number(static_cast<std::int64_t>(program.st_mtim.tv_nsec));
}

}  // namespace

auto cache_key(const CacheSubject& subject) -> std::string {
  ByteWriter head;
  head.number(lint::finding_store_version);
  put(head, TARIFF_VERSION);
  put_program(head);
  put(head, subject.catalog);
  put(head, subject.day.to_string());
  put(head, subject.settings);
  put(head, subject.provider);
  put(head, subject.name);
  head.number(static_cast<std::uint8_t>(subject.kind));
  base::Sha256 hash;
  hash.add(head.take());
  hash.add(subject.text);
  return hash.finish();
}

auto ResultCache::default_folder() -> std::string {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return std::string{cache} + "/tariff";
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string{home} + "/.cache/tariff" : std::string{};
}

ResultCache::~ResultCache() {
  if (stored_) remove_oldest(folder_, max_bytes_);
}

auto ResultCache::find(const std::string& key, const ReadText& read_text) const
    -> std::optional<CachedResult> {
  std::string bytes;
  if (folder_.empty() || !read_small_file(path_of(key), largest_entry, bytes)) return std::nullopt;
  std::string_view payload;
  CachedResult result;
  if (!unframe(key, bytes, payload) || !from_bytes(payload, result)) return std::nullopt;
  const bool same =
      std::all_of(result.reads.begin(), result.reads.end(),
                  [&read_text](const TextRead& read) { return is_unchanged(read, read_text); });
  if (!same) return std::nullopt;
  utimensat(AT_FDCWD, path_of(key).c_str(), nullptr, 0);  // it was used
  return result;
}

void ResultCache::store(const std::string& key, const CachedResult& result) {
  if (folder_.empty()) return;
  const auto bytes = frame(key, to_bytes(result));
  if (bytes.size() > largest_entry || !make_folder(folder_)) return;
  write_beside_and_rename(path_of(key), bytes);
  stored_ = true;
}

auto ResultCache::path_of(const std::string& key) const -> std::string {
  return folder_ + '/' + key + std::string{extension};
}

}  // namespace tariff::app
