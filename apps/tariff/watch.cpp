#include "watch.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "interrupt.hpp"
#include "report/utf8.hpp"
#include "tariff/manifest.hpp"

namespace tariff::app {
namespace {

namespace fs = std::filesystem;

constexpr int deepest_folder = 64;
constexpr int quiet_time = 60;   // Unit: ms without a change that end a burst of them
constexpr int most_bursts = 20;  // a log that is written without end must not hide a change
constexpr auto clear_screen = "\x1b[H\x1b[2J\x1b[3J";
constexpr std::uint32_t changes =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR;

auto may_concern_us(std::string_view name) -> bool {
  if (name == ".gitignore" || name == ".tariff.yaml") return true;
  return !name.starts_with('.') && input_kind_of(name) != InputKind::automatic;
}

auto absolute(const std::string& path) -> std::string {
  std::error_code error;
  return fs::absolute(path, error).lexically_normal().string();
}

// "waiting for changes of art, images.yaml; Ctrl-C ends"
auto waiting_line(const std::vector<std::string>& paths) -> std::string {
  constexpr std::size_t most_named = 4;
  std::string text = "waiting for changes of ";
  for (std::size_t i = 0; i < std::min(paths.size(), most_named); ++i) {
    text += (i > 0 ? ", " : "") + paths[i];
  }
  if (paths.size() > most_named)
    text += " and " + std::to_string(paths.size() - most_named) + " more";
  return report::printable(text) + "; Ctrl-C ends\n";
}

auto in_folder(const std::string& folder, std::string_view name) -> std::string {
  return (fs::path{folder} / name).string();
}

}  // namespace

FileWatch::~FileWatch() {
  if (file_ >= 0) close(file_);
}

auto FileWatch::open(std::string& why) -> bool {
  file_ = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (file_ < 0) why = std::string{"files cannot be watched: "} + std::strerror(errno);
  return file_ >= 0;
}

void FileWatch::follow(const std::vector<std::string>& paths) {
  for (const auto& each : paths) {
    std::error_code error;
    if (each == "-") continue;
    if (fs::is_directory(each, error)) {
      const auto real = fs::canonical(each, error).string();
      follow_tree(each, error ? IgnoreRules{} : IgnoreRules::of_folder(real), 0);
      continue;
    }
    const fs::path path{each};
    auto* folder = watch_folder(path.has_parent_path() ? path.parent_path().string() : ".");
    if (folder != nullptr) folder->names.insert(path.filename().string());
  }
}

void FileWatch::leave_out(const std::string& path) {
  left_out_.insert(absolute(path));
}

// Null: it cannot be watched; changes in it go unseen.
auto FileWatch::watch_folder(const std::string& folder) -> Watched* {
  const int number = inotify_add_watch(file_, folder.c_str(), changes);
  if (number < 0) return nullptr;
  auto& watched = watched_[number];
  if (watched.folder.empty()) watched.folder = folder;
  return &watched;
}

void FileWatch::follow_tree(const std::string& folder, const IgnoreRules& rules, int depth) {
  auto* watched = watch_folder(folder);
  if (watched == nullptr || depth > deepest_folder) return;
  watched->all = true;
  std::error_code error;
  for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
    std::error_code gone;
    const bool is_folder = fs::is_directory(at->symlink_status(gone));
    if (!is_folder || at->path().filename().native().starts_with('.')) continue;
    const auto real = fs::canonical(at->path(), gone).string();
    if (gone || rules.ignores(real, base::Glob::Entry::folder)) continue;
    follow_tree(at->path().string(), rules.below(real), depth + 1);
  }
}

auto FileWatch::wait_for_change(std::vector<std::string>& changed) -> bool {
  std::set<std::string> seen;
  int bursts = 0;
  while (!interrupted()) {
    std::array<pollfd, 2> waited{{{file_, POLLIN, 0}, {interrupt_signal(), POLLIN, 0}}};
    const int ready = poll(waited.data(), waited.size(), seen.empty() ? -1 : quiet_time);
    if (ready < 0 && errno != EINTR) return false;
    if (ready > 0 && waited[0].revents != 0) read_events(seen);
    if (!seen.empty() && (ready == 0 || ++bursts > most_bursts)) break;
  }
  changed.assign(seen.begin(), seen.end());
  return !interrupted();
}

void FileWatch::read_events(std::set<std::string>& changed) {
  alignas(inotify_event) std::array<char, std::size_t{16} << 10U> block{};
  const auto size = read(file_, block.data(), block.size());
  for (ssize_t at = 0; at < size;) {
    inotify_event event{};
    std::memcpy(&event, block.data() + at, sizeof event);
    // Ended by NUL, and filled up with it.
    const char* name = event.len > 0 ? block.data() + at + sizeof event : "";
    at += static_cast<ssize_t>(sizeof event + event.len);
    take_event(event.wd, event.mask, name, changed);
  }
}

void FileWatch::take_event(int number, std::uint32_t mask, const char* name,
                           std::set<std::string>& changed) {
  if ((mask & IN_Q_OVERFLOW) != 0) {  // nobody knows what changed
    for (const auto& [ignored, watched] : watched_) changed.insert(watched.folder);
  }
  const auto found = watched_.find(number);
  if (found == watched_.end()) return;
  if ((mask & IN_IGNORED) != 0) {  // the folder is gone
    watched_.erase(found);
    return;
  }
  const auto& watched = found->second;
  const auto path = in_folder(watched.folder, name);
  const bool is_folder = (mask & IN_ISDIR) != 0;
  const bool wanted = watched.names.contains(name) ||
                      (watched.all && (is_folder ? *name != '.' : may_concern_us(name)));
  // A file that is only just made is not written yet.
  const bool unfinished = (mask & IN_CREATE) != 0 && !is_folder;
  if (wanted && !unfinished && !left_out_.contains(absolute(path))) changed.insert(path);
}

auto run_watching(Context& context, const std::function<WatchedRun()>& run) -> int {
  const auto& options = context.options();
  FileWatch watch;
  std::string why;
  if (!watch.open(why)) {
    complain(why);
    return unreadable;
  }
  if (!options.output.empty()) watch.leave_out(options.output);
  for (const auto& [format, file] : options.format_files) watch.leave_out(file);
  const bool has_screen = isatty(STDOUT_FILENO) == 1;
  WatchedRun last;
  std::vector<std::string> changed;
  do {
    if (has_screen && options.output.empty()) context.write(clear_screen);
    // What the run before wrote is no part of this one.
    if (!options.output.empty() && !context.open_output()) return unreadable;
    watch.follow(options.paths);  // before the run: what changes meanwhile is seen
    last = run();
    watch.follow(last.also_watch);
    context.write_lines("");
    std::fputs(waiting_line(options.paths).c_str(), stderr);
  } while (watch.wait_for_change(changed));
  return last.status;
}

}  // namespace tariff::app
