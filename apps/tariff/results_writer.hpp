// The JSON and JSONL output of commands that answer record by record.
#pragma once

#include <string_view>

#include "context.hpp"
#include "line_worker.hpp"
#include "tally.hpp"

namespace tariff::app {

// json: {version, catalog, as_of, results: […], summary}; jsonl: the results alone, one a line.
class ResultsWriter {
 public:
  explicit ResultsWriter(Context& context) : context_(context) {}

  // False: nobody reads any more.
  auto result(const RecordResult& result) -> bool;
  auto json(std::string_view object) -> bool;
  // What line_answer() of the format gives for a block.
  auto block(std::string_view text) -> bool;
  [[nodiscard]] auto line_answer() const -> Answer;
  void finish(const Tally& tally);

 private:
  auto head() -> std::string;

  Context& context_;
  bool begun_ = false;
};

}  // namespace tariff::app
