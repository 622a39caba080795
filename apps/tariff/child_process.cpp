#include "child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigset_t, kill
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "interrupt.hpp"

namespace tariff::app {
namespace {

// Unit: bytes. What is kept of standard error.
constexpr std::size_t most_errors = std::size_t{16} << 10U;

// The two ends of a pipe, closed when they go.
class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  auto operator=(const Pipe&) -> Pipe& = delete;

  [[nodiscard]] auto is_open() const -> bool { return ends_[0] >= 0; }
  [[nodiscard]] auto end(std::size_t which) const -> int { return ends_[which]; }
  void close_end(std::size_t which) {
    if (ends_[which] >= 0) close(ends_[which]);
    ends_[which] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

// How the child begins: our pipes as its outputs, signals as if nobody had touched them.
class SpawnPlan {
 public:
  SpawnPlan(const Pipe& output, const Pipe& errors) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output.end(1), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, errors.end(1), STDERR_FILENO);
    posix_spawnattr_init(&attributes_);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes_, &defaults);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  auto operator=(const SpawnPlan&) -> SpawnPlan& = delete;

  // 0, or what errno would say.
  auto spawn(std::vector<std::string> arguments, std::vector<std::string> environment, pid_t& child)
      -> int {
    auto words = pointers_to(arguments);
    auto variables = pointers_to(environment);
    return posix_spawnp(&child, words.front(), &actions_, &attributes_, words.data(),
                        variables.data());
  }

 private:
  static auto pointers_to(std::vector<std::string>& texts) -> std::vector<char*> {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
  }

  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

auto environment_of(const ChildProcess& child) -> std::vector<std::string> {
  const auto replaced = [&child](std::string_view variable) {
    const auto name = variable.substr(0, variable.find('='));
    const auto same = [name](std::string_view each) {
      return each.substr(0, each.find('=')) == name;
    };
    return std::any_of(child.environment.begin(), child.environment.end(), same) ||
           std::any_of(child.unset.begin(), child.unset.end(), same);
  };
  auto variables = child.environment;
  for (char** at = environ; *at != nullptr; ++at) {
    if (!replaced(*at)) variables.emplace_back(*at);
  }
  return variables;
}

// What there is to read of one of the outputs; false at its end.
auto read_some(int file, std::string& text, std::size_t most) -> bool {
  std::array<char, std::size_t{64} << 10U> block{};
  const auto got = read(file, block.data(), block.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  const auto room = most - std::min(most, text.size());
  text.append(block.data(), std::min(static_cast<std::size_t>(got), room));
  return got != 0;
}

// Reads both outputs to their ends. False: it must be ended; `why` says why.
auto read_outputs(Pipe& output, Pipe& errors, std::size_t most, ChildResult& result,
                  std::string& why) -> bool {
  while (output.end(0) >= 0 || errors.end(0) >= 0) {
    std::array<pollfd, 3> waited{
        {{output.end(0), POLLIN, 0}, {errors.end(0), POLLIN, 0}, {interrupt_signal(), POLLIN, 0}}};
    if (poll(waited.data(), waited.size(), -1) < 0 && errno != EINTR) {
      why = std::strerror(errno);
      return false;
    }
    if (interrupted()) {
      why = "interrupted";
      return false;
    }
    if (waited[0].revents != 0 && !read_some(output.end(0), result.output, most + 1)) {
      output.close_end(0);
    }
    if (waited[1].revents != 0 && !read_some(errors.end(0), result.errors, most_errors)) {
      errors.close_end(0);
    }
    if (result.output.size() > most) {
      why = "prints more than " + std::to_string(most) + " bytes";
      return false;
    }
  }
  return true;
}

}  // namespace

auto run_child(const ChildProcess& child, ChildResult& result, std::string& why) -> bool {
  result = {};
  Pipe output;
  Pipe errors;
  if (!output.is_open() || !errors.is_open()) {
    why = std::strerror(errno);
    return false;
  }
  pid_t process = 0;
  const int failure =
      SpawnPlan{output, errors}.spawn(child.arguments, environment_of(child), process);
  if (failure != 0) {
    why = failure == ENOENT ? "there is no program " + child.arguments.front() + " in the PATH"
                            : std::strerror(failure);
    return false;
  }
  output.close_end(1);
  errors.close_end(1);
  const bool ended = read_outputs(output, errors, child.max_output, result, why);
  if (!ended) kill(process, SIGTERM);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) continue;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ended;
}

}  // namespace tariff::app
