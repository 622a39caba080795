// From the paths of a command line to records and their results, one at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text_source.hpp"
#include "context.hpp"
#include "line_worker.hpp"
#include "paths.hpp"
#include "tariff/manifest.hpp"
#include "tariff/report.hpp"

namespace tariff::app {

// What an input says, for showing lines of it. Reads a file when it is first asked for a line.
class Snippets {
 public:
  virtual ~Snippets() = default;
  // The text that holds this place; null when it is not at hand.
  [[nodiscard]] virtual auto source_of(const Location& place) -> const base::TextSource* = 0;
};

// What a command does with what is read. Each returns false to stop.
class Visitor {
 public:
  virtual ~Visitor() = default;
  virtual void begin_input(const std::string& /*name*/, const ManifestHeader& /*header*/) {}
  // An input, or a part of it, that could not be read. `snippets` is null where nothing was read.
  virtual auto input_problem(const RecordResult& problem, Snippets* snippets) -> bool = 0;
  virtual auto record(Record&& record, Snippets& snippets) -> bool = 0;

  // What is wanted of inputs of one record a line, whose blocks are answered by several threads;
  // nothing: they come record by record, as all others do.
  [[nodiscard]] virtual auto line_answer() const -> std::optional<Answer> { return std::nullopt; }
  // The answer to a block; in the order of the input, one call at a time.
  virtual auto block(BlockResult& /*result*/) -> bool { return true; }
};

// How an input of this name is read: texts that it names are found beside it.
[[nodiscard]] auto input_options(const Context& context, const std::string& path) -> InputOptions;

// A problem of an input as a whole.
[[nodiscard]] auto whole_problem(const std::string& name, std::string message) -> RecordResult;

// Visits every record of the options' paths, or the request that the command line spells out.
void visit_inputs(Context& context, Visitor& visitor);
// Visits every record of these inputs.
void visit_inputs(Context& context, Visitor& visitor, const std::vector<InputPath>& inputs);

// What an input is called: its path, or for standard input what the user calls it.
[[nodiscard]] auto input_name(const Options& options, const std::string& path) -> std::string;

}  // namespace tariff::app
