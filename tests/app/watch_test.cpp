#include "watch.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "support/temp_folder.hpp"

using tariff::app::FileWatch;
using tariff::test::TempFolder;

namespace fs = std::filesystem;
using Paths = std::vector<std::string>;

namespace {

// What is seen of what was changed before.
auto changes(FileWatch& watch) -> Paths {
  Paths changed;
  CHECK(watch.wait_for_change(changed));
  return changed;
}

}  // namespace

TEST_CASE("a file is seen to change, also when it is replaced") {
  const TempFolder folder;
  folder.write("a.yaml", "1");
  FileWatch watch;
  std::string why;
  REQUIRE_MESSAGE(watch.open(why), why);
  watch.follow({folder / "a.yaml", folder / "prompts.txt"});
  folder.write("other.yaml", "1");  // nobody asked for it
  folder.write("a.yaml", "2");
  CHECK(changes(watch) == Paths{folder / "a.yaml"});
  folder.write("other.yaml", "2");
  fs::rename(folder / "other.yaml", folder / "a.yaml");
  CHECK(changes(watch) == Paths{folder / "a.yaml"});
  folder.write("prompts.txt", "a fox");
  fs::remove(folder / "a.yaml");
  CHECK(changes(watch) == Paths{folder / "a.yaml", folder / "prompts.txt"});
}

TEST_CASE("a folder is seen to change where it concerns us") {
  const TempFolder folder;
  folder.write(".git/config", "");
  folder.write(".gitignore", "build/\n");
  folder.write("art/deep/a.yaml", "1");
  folder.write("build/b.yaml", "1");
  FileWatch watch;
  std::string why;
  REQUIRE_MESSAGE(watch.open(why), why);
  watch.follow({folder.path()});
  watch.leave_out(folder / "report.json");
  folder.write("build/b.yaml", "2");
  folder.write("art/.a.yaml.swp", "");
  folder.write("art/notes.txt", "");
  folder.write("report.json", "{}");
  folder.write("art/deep/a.yaml", "2");
  CHECK(changes(watch) == Paths{folder / "art/deep/a.yaml"});
  folder.write(".gitignore", "");
  CHECK(changes(watch) == Paths{folder / ".gitignore"});
  folder.write("new/c.yaml", "1");
  CHECK(changes(watch).front() == folder / "new");
  watch.follow({folder.path()});
  folder.write("new/c.yaml", "2");
  CHECK(changes(watch) == Paths{folder / "new/c.yaml"});
}
