// A request record from its JSON object.
#pragma once

#include <memory>

#include "manifest/json_place.hpp"
#include "manifest/reader.hpp"

namespace tariff::manifest {

// Reads the record that `text` holds: a request record, or a line of a batch file (told apart by
// `custom_id` and `body`). What is wrong stands in the record.
[[nodiscard]] auto read_json_record(const std::shared_ptr<JsonText>& text,
                                    const InputOptions& options) -> Record;

// The record of a line that is longer than the limit.
[[nodiscard]] auto too_long_line(std::uint32_t line, std::uint64_t offset,
                                 const InputOptions& options) -> Record;

}  // namespace tariff::manifest
