#include "report/line_template.hpp"

#include "report/record_json.hpp"

namespace tariff::report {

LineTemplate::LineTemplate(const RecordResult& first) {
  JsonWriter json{text_, &marks_};
  write_record(json, first);
}

}  // namespace tariff::report
