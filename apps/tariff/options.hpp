// What the user asked for, as values. Reading the command line is options.cpp's affair alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tariff/date.hpp"
#include "tariff/manifest.hpp"
#include "tariff/value.hpp"

namespace tariff::app {

// In every format alike.
enum ExitStatus : int { clean = 0, findings = 1, unreadable = 2 };

enum class Format : std::uint8_t { text, json, jsonl };
enum class Color : std::uint8_t { automatic, always, never };

enum class Command : std::uint8_t { lint, quote, report, compare, explain, catalog, completion };

// A request that is spelt out on the command line.
struct InlineRequest {
  std::string model;
  std::string operation;
  std::string tier;
  Value params = Value::object();
  std::vector<InputImage> images;
};

struct Options {
  Command command{};
  std::vector<std::string> paths;
  std::string provider;  // of the inline request, and of records that name none
  InlineRequest request;
  std::string subject;  // of explain, catalog, completion
  Format format = Format::text;
  std::string output;  // empty: standard output
  std::optional<Date> as_of;
  std::vector<std::string> overlays;
  InputKind input_kind = InputKind::automatic;
  Color color = Color::automatic;
  bool fixes = true;
  std::size_t jobs = 0;  // threads for request records; 0: as many as the machine runs at once
};

// False: `status` is what the program exits with; the usage, or what is wrong with it, is printed.
[[nodiscard]] auto read_options(int argc, char** argv, Options& out, int& status) -> bool;

}  // namespace tariff::app
