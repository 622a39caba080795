#include "git.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "child_process.hpp"
#include "support/temp_folder.hpp"

using tariff::app::ChildProcess;
using tariff::app::ChildResult;
using tariff::app::GitFile;
using tariff::app::GitRepository;
using tariff::app::run_child;
using tariff::test::TempFolder;

namespace {

void git(const TempFolder& folder, std::vector<std::string> arguments) {
  ChildProcess child;
  child.arguments = {
      "git", "-C", folder.path(), "-c", "user.name=a", "-c", "user.email=a@example.org"};
  child.arguments.insert(child.arguments.end(), arguments.begin(), arguments.end());
  child.environment = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"};
  ChildResult result;
  std::string why;
  REQUIRE_MESSAGE(run_child(child, result, why), why);
  REQUIRE_MESSAGE(result.status == 0, result.errors);
}

}  // namespace

TEST_CASE("git is asked for files of a revision") {
  const TempFolder folder;
  const std::string bytes{"a\0b\r\n\xFF", 6};
  folder.write("art/one.yaml", bytes);
  folder.write("art/-two \"ü\n.yaml", "two");
  folder.write("other.yaml", "other");
  std::filesystem::create_symlink("other.yaml", folder / "link.yaml");
  git(folder, {"init", "-q"});
  git(folder, {"add", "."});
  git(folder, {"commit", "-qm", "one"});
  folder.write("art/one.yaml", "changed");

  GitRepository repository;
  std::string why;
  REQUIRE_MESSAGE(repository.open(folder / "art", why), why);
  CHECK(repository.root() == folder.path());

  std::string commit;
  REQUIRE(repository.resolve("HEAD", commit, why));
  CHECK(commit.size() == 40);
  CHECK_FALSE(repository.resolve("HEAD~7", commit, why));
  CHECK(why == "git knows no revision 'HEAD~7'");
  CHECK_FALSE(repository.resolve("", commit, why));
  CHECK_FALSE(repository.resolve("--all", commit, why));
  REQUIRE(repository.resolve("HEAD", commit, why));

  std::vector<GitFile> files;
  REQUIRE(repository.list_files(commit, "", files, why));
  REQUIRE(files.size() == 3);  // a link is no file
  CHECK(files[0].path == "art/-two \"ü\n.yaml");
  CHECK(files[1].path == "art/one.yaml");
  CHECK(files[1].blob.size() == 40);
  REQUIRE(repository.list_files(commit, "art", files, why));
  CHECK(files.size() == 2);
  REQUIRE(repository.list_files(commit, "nothing", files, why));
  CHECK(files.empty());

  std::string text;
  REQUIRE(repository.read_file(commit, "art/one.yaml", text, why));
  CHECK(text == bytes);
  REQUIRE(repository.read_file(commit, "art/-two \"ü\n.yaml", text, why));
  CHECK(text == "two");
  CHECK_FALSE(repository.read_file(commit, "gone.yaml", text, why));
  CHECK(why.find("gone.yaml") != std::string::npos);

  std::string inside;
  CHECK(repository.path_in_root(folder / "art/../art/x", inside, why));
  CHECK(inside == "art/x");
  CHECK(repository.path_in_root(folder.path() + "/", inside, why));
  CHECK(inside.empty());
  CHECK_FALSE(repository.path_in_root("/elsewhere", inside, why));
}

TEST_CASE("a folder without a repository is said to be one") {
  const TempFolder folder;
  GitRepository repository;
  std::string why;
  CHECK_FALSE(repository.open(folder.path(), why));
  CHECK(why == folder.path() + " is not in a git repository");
}

TEST_CASE("a program's output is bounded, and one that is not there is named") {
  ChildResult result;
  std::string why;
  CHECK_FALSE(run_child({.arguments = {"yes"}, .max_output = 1000}, result, why));
  CHECK(why == "prints more than 1000 bytes");
  CHECK_FALSE(run_child({.arguments = {"no-such-program-here"}}, result, why));
  CHECK(why == "there is no program no-such-program-here in the PATH");
  CHECK(run_child({.arguments = {"false"}}, result, why));
  CHECK(result.status == 1);
  CHECK(run_child({.arguments = {"sh", "-c", "printf %s \"$A$B\"; kill $$"},
                   .environment = {"A=1"},
                   .unset = {"B"}},
                  result, why));
  CHECK(result.output == "1");
  CHECK(result.status == -1);
}
