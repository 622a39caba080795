// What every program here does: read the inputs, warm up, time passes over all of them, print.
#pragma once

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace tariff::bench {

inline auto read_file(const std::string& path) -> std::string {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (in && !text.empty()) return text;
  std::fprintf(stderr, "%s: cannot be read, or is empty\n", path.c_str());
  std::exit(1);
}

inline auto read_lines(const std::string& path) -> std::vector<std::string> {
  std::vector<std::string> lines;
  const std::string text = read_file(path);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// Of this process. Unit: nanoseconds.
inline auto processor_time() -> double {
  std::timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

// The time of one item. Unit: nanoseconds.
template <class Pass>
auto measure(const Pass& pass, std::size_t items) -> double {
  constexpr double enough = 1e8;
  const double start = processor_time();
  for (double passes = 1;; ++passes) {
    pass();
    const double spent = processor_time() - start;
    if (spent >= enough) return spent / (passes * static_cast<double>(items));
  }
}

// Prints the answers to all items and the median time of one. An answer is a number or a plain
// text, made by `show` outside the measured time.
template <class Items, class Operation, class Show>
void report(const std::string& name, Operation operation, const Items& items, Show show) {
  using Answer = decltype(operation(*items.begin()));
  std::vector<Answer> answers(items.size());
  const auto pass = [&] { std::transform(items.begin(), items.end(), answers.begin(), operation); };
  measure(pass, items.size());
  std::array<double, 5> times{};
  for (double& time : times) time = measure(pass, items.size());
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  std::printf(R"({"case":"%s","tool":"Tariff","ns":%.3f,"answers":[)", name.c_str(),
              times[times.size() / 2]);
  const char* separator = "";
  for (const Answer& answer : answers) {
    std::printf("%s\"%s\"", separator, show(answer).c_str());
    separator = ",";
  }
  std::puts("]}");
}

}  // namespace tariff::bench
