// `--watch`: waits until files change.
//
//     FileWatch watch;
//     watch.follow({"images.yaml", "art"});
//     while (watch.wait_for_change(changed)) …
//
// Editors replace files rather than write into them, so it is folders that are watched: that of a
// file, for its name alone, and all below a folder that git does not ignore, for files of our
// kinds, settings and ignore files. What changes while nobody waits is not lost.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "context.hpp"
#include "gitignore.hpp"
#include "options.hpp"

namespace tariff::app {

class FileWatch {
 public:
  FileWatch() = default;
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  auto operator=(const FileWatch&) -> FileWatch& = delete;

  // False: the system cannot watch; `why` says why.
  [[nodiscard]] auto open(std::string& why) -> bool;
  // Watches these files and folders, too. What is not there is waited for in its folder, if that is
  // there.
  void follow(const std::vector<std::string>& paths);
  // What the program itself writes is no reason to run again.
  void leave_out(const std::string& path);
  // Waits for a change, and then until nothing more changes for a moment: an editor's save and a
  // checkout are many changes. Sorted. False: interrupted.
  auto wait_for_change(std::vector<std::string>& changed) -> bool;

 private:
  struct Watched {
    std::string folder;
    bool all = false;             // every name that may concern us
    std::set<std::string> names;  // of files that are watched one by one
  };

  auto watch_folder(const std::string& folder) -> Watched*;
  void follow_tree(const std::string& folder, const IgnoreRules& rules, int depth);
  void read_events(std::set<std::string>& changed);
  void take_event(int number, std::uint32_t mask, const char* name, std::set<std::string>& changed);

  int file_ = -1;
  std::map<int, Watched> watched_;  // by the system's number
  std::set<std::string> left_out_;  // absolute paths
};

// What a run gives: its status, and what else its result hangs on (settings, prompt files).
struct WatchedRun {
  int status = clean;
  std::vector<std::string> also_watch;
};

// Runs, says what it waits for, and runs again after each change of the options' paths and of what
// the run names, until the user interrupts. On a terminal each run has the screen to itself.
[[nodiscard]] auto run_watching(Context& context, const std::function<WatchedRun()>& run) -> int;

}  // namespace tariff::app
