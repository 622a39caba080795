// Inputs of one record a line, answered by several workers: blocks of lines go in, their results
// come out in the order of the input. Memory does not grow with the input.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "lint/line_findings.hpp"
#include "manifest/line_blocks.hpp"
#include "report/byte_buffer.hpp"
#include "tally.hpp"
#include "tariff/report.hpp"

namespace tariff::app {

// A record's result, and what is to be said of it on standard error.
struct SpokenResult {
  RecordResult result;
  std::string complaint;
};

// What came of a block. Which of the parts is used depends on the command.
struct BlockResult {
  report::ByteBuffer text;              // to be written as it is
  std::vector<SpokenResult> results;    // to be collected
  std::vector<lint::LintedLine> lines;  // to be held against each other
  Tally tally;
  std::uint64_t bytes = 0;  // of the block

  void clear();
};

// Answers blocks, one at a time; each thread has one of its own.
class BlockWorker {
 public:
  virtual ~BlockWorker() = default;
  virtual void work(const manifest::LineBlock& block, BlockResult& out) = 0;
};

struct LineRun {
  manifest::LineBlocks& blocks;
  std::size_t jobs = 1;  // threads, the calling one included
  std::function<std::unique_ptr<BlockWorker>()> make_worker;
  // Takes the results in order, one call at a time, from any of the threads; false ends the run.
  std::function<bool(BlockResult&)> take;
};

// False: take() wanted no more.
auto run_lines(const LineRun& run) -> bool;

}  // namespace tariff::app
