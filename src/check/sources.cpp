// How old what we know is.
#include <fmt/format.h>

#include "check/findings.hpp"

namespace tariff::check {
namespace {

void check_source(const Context& context, const catalog::Source& source, Findings& out) {
  const auto path = "sources." + source.id;
  Date read;
  if (!Date::parse(source.read, read)) {
    return out.add(Severity::error, "CATALOG-SOURCE-DATE", path,
                   fmt::format("source '{}' does not say when it was read", source.id),
                   source.file);
  }
  Date dated;
  if (read > context.today) {
    out.add(Severity::warning, "CATALOG-SOURCE-DATE", path,
            fmt::format("source '{}' was read on {}, which is yet to come", source.id, source.read),
            source.file);
  } else if (Date::parse(source.dated, dated) && dated > read) {
    out.add(Severity::warning, "CATALOG-SOURCE-DATE", path,
            fmt::format("source '{}' is dated {}, after it was read", source.id, source.dated),
            source.file);
  }
  const auto age = std::int64_t{context.today.days} - read.days;
  if (age > context.options.source_age_limit) {
    out.add(Severity::note, "CATALOG-SOURCE-OLD", path,
            fmt::format("source '{}' was read {} days ago", source.id, age), source.file);
  }
}

}  // namespace

void check_sources(const Context& context, Findings& out) {
  // Source 0 is "none stated".
  for (std::size_t id = 1; id < context.data.sources.size(); ++id) {
    check_source(context, context.data.sources[id], out);
  }
}

}  // namespace tariff::check
