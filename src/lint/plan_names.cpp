#include "lint/plan_names.hpp"

#include <utility>

#include "lint/record_checks.hpp"
#include "manifest/reader.hpp"

namespace tariff::lint {
namespace {

using Names = std::set<std::string, std::less<>>;

auto unknown(const char* what, std::string path, const std::string& name, const Names& known,
             const Location& place) -> Diagnostic {
  Diagnostic diagnostic;
  diagnostic.code = code::plan_unknown;
  diagnostic.severity = Severity::error;
  diagnostic.path = std::move(path);
  diagnostic.message =
      manifest::unknown_name(what, name, std::vector<std::string_view>{known.begin(), known.end()});
  diagnostic.location = place;
  return diagnostic;
}

// The names of a header, one list after the other.
class HeaderCheck {
 public:
  explicit HeaderCheck(const ManifestHeader& header) : header_(header) {}

  // `at`: the key of the name in ManifestHeader::places.
  void name(const char* what, const std::string& path, const std::string& at,
            const std::string& name, const Names& known) {
    if (known.contains(name)) return;
    const auto place = header_.places.find(at);
    Finding finding;
    finding.topic = name;
    finding.diagnostic = unknown(what, path, name, known,
                                 place == header_.places.end() ? Location{} : place->second);
    found_.push_back(std::move(finding));
  }

  void list(const std::string& path, const std::vector<std::string>& names, const Names& known) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      name("provider or model", path, path + "[" + std::to_string(i) + "]", names[i], known);
    }
  }

  auto take() -> std::vector<Finding> { return std::move(found_); }

 private:
  const ManifestHeader& header_;
  std::vector<Finding> found_;
};

auto names_any(const ManifestHeader& header) -> bool {
  const auto& plan = header.plan;
  return !plan.only.empty() || !plan.forbid.empty() || !plan.caps.empty() ||
         !plan.quality.scores.empty() || !header.budget.providers.empty();
}

}  // namespace

void PlanNames::read_catalog() {
  if (!all_.empty()) return;
  for (const auto& offer : data_.offers) {
    const auto model = offer.provider + "/" + offer.model;
    providers_.insert(offer.provider);
    offers_.insert({model, model + "/" + offer.operation});
    models_.insert(offer.renders);
  }
  models_.insert(offers_.begin(), offers_.end());
  all_ = models_;
  all_.insert(providers_.begin(), providers_.end());
}

void PlanNames::check(const Record& record, std::vector<Diagnostic>& out) {
  if (record.only.empty() && record.forbid.empty()) return;
  read_catalog();
  check_list(record, "only", record.only, out);
  check_list(record, "forbid", record.forbid, out);
}

void PlanNames::check_list(const Record& record, const char* list,
                           const std::vector<std::string>& names, std::vector<Diagnostic>& out) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (all_.contains(names[i])) continue;
    const auto place = record.locate(std::string{list} + "[" + std::to_string(i) + "]");
    out.push_back(unknown("provider or model", list, names[i], all_, place));
  }
}

auto PlanNames::check(const ManifestHeader& header) -> std::vector<Finding> {
  if (!names_any(header)) return {};
  read_catalog();
  HeaderCheck check{header};
  for (const auto& [provider, limit] : header.budget.providers) {
    const std::string path = "budget.providers";
    check.name("provider", path, path + "." + provider, provider, providers_);
  }
  check.list("plan.only", header.plan.only, all_);
  check.list("plan.forbid", header.plan.forbid, all_);
  for (const auto& cap : header.plan.caps) {
    check.name("offer", "plan.caps", "plan.caps." + cap.offer, cap.offer, offers_);
  }
  std::set<std::string_view> scored;  // once for all its qualities
  for (const auto& score : header.plan.quality.scores) {
    if (!scored.insert(score.model).second) continue;
    const std::string path = "plan.quality.scores";
    check.name("model", path, path + "." + score.model, score.model, models_);
  }
  return check.take();
}

}  // namespace tariff::lint
