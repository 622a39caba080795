// Another program, run to its end: no shell, nothing on its standard input, what it prints kept.
#pragma once

#include <string>
#include <vector>

namespace tariff::app {

struct ChildProcess {
  std::vector<std::string> arguments;    // the first one names the program, found by PATH
  std::vector<std::string> environment;  // "NAME=value", put in place of what the name had
  std::vector<std::string> unset;        // names taken out of the environment
  std::size_t max_output = std::size_t{1} << 30U;  // Unit: bytes; beyond, it is ended
};

struct ChildResult {
  int status = -1;  // exit status; -1: it was ended by a signal
  std::string output;
  std::string errors;  // as much of them as one wants to see
};

// False: it could not be run to its end (not found, interrupted, too much output); `why` says so.
[[nodiscard]] auto run_child(const ChildProcess& child, ChildResult& result, std::string& why)
    -> bool;

}  // namespace tariff::app
