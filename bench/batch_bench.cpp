// Many requests at once: columns against one request after the other.
#include <random>

#include "batch/plan.hpp"
#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"
#include "support/batch_rows.hpp"
#include "tariff/batch.hpp"

namespace {

using namespace tariff;
using bench::require;
using bench::today;
using benchmark::DoNotOptimize;
using benchmark::State;
using testing::DrawnRows;

constexpr std::size_t row_count = 1 << 17;

// A table, and all that decides it.
struct Sample {
  std::vector<std::vector<BatchColumn>> columns;  // by plan
  std::vector<Request> prototypes;
  std::vector<std::uint32_t> offers;
  std::vector<BatchPlan> plans;
  std::vector<DrawnRows> rows;  // by column
  std::vector<BatchRows> views;
  std::vector<std::uint16_t> plan_of;
  BatchWorkspace workspace;
  BatchResults results;

  [[nodiscard]] auto table() const -> BatchTable { return {row_count, views, plan_of}; }
  [[nodiscard]] auto offer(std::size_t plan) const -> const catalog::Offer& {
    return default_catalog().data().offers[offers[plan]];
  }

  void add_plan(Request prototype, std::vector<BatchColumn> of) {
    BatchPlan plan;
    std::string why;
    require(BatchPlan::make(default_catalog(), prototype, today(), of, plan, why), why.c_str());
    OfferId id{};
    Diagnostic unknown;
    require(default_catalog().find(prototype, id, unknown), "the offer is known");
    offers.push_back(static_cast<std::uint32_t>(id));
    plans.push_back(plan);
    prototypes.push_back(std::move(prototype));
    columns.push_back(std::move(of));
  }

  [[nodiscard]] auto request(std::size_t row) const -> Request {
    const std::size_t plan = plan_of.empty() ? 0 : plan_of[row];
    return testing::row_request(offer(plan), prototypes[plan], columns[plan], rows, row);
  }

  void check() {
    for (const DrawnRows& column : rows) views.push_back(column.view());
    require(decide_batch(plans, table(), workspace, results), "the table is sound");
    Binding binding;
    for (std::size_t row = 0; row < row_count; row += 13) {
      const std::size_t plan = plan_of.empty() ? 0 : plan_of[row];
      const Request own = request(row);
      require(binding.bind(default_catalog(), own), "the row names an offer");
      const Decision one = decide(default_catalog(), binding, today());
      const Decision found = results.decision(row, plan);
      require(one.accepted == found.accepted && one.errors == found.errors &&
                  one.warnings == found.warnings && one.kind == found.kind &&
                  one.total == found.total,
              "columns give what decide() gives");
    }
  }
};

auto indexes(std::mt19937& random, std::size_t below) -> std::vector<std::uint8_t> {
  std::vector<std::uint8_t> out(row_count);
  for (auto& each : out) each = static_cast<std::uint8_t>(random() % below);
  return out;
}

auto between(std::mt19937& random, int least, int most, int step = 1) -> std::vector<std::int32_t> {
  std::vector<std::int32_t> out(row_count);
  for (auto& each : out) {
    each = least +
           step * static_cast<int>(random() % static_cast<unsigned>((most - least) / step + 1));
  }
  return out;
}

// Sizes on the grid, of which most are taken.
auto free_sizes(std::mt19937& random) -> DrawnRows {
  return {{}, between(random, 640, 2048, 16), between(random, 640, 2048, 16)};
}

auto one_model(std::vector<std::string> qualities) -> std::unique_ptr<Sample> {
  std::mt19937 random{1};
  auto sample = std::make_unique<Sample>();
  const std::size_t count = qualities.size();
  sample->add_plan(bench::make("openai", "gpt-image-2"),
                   {BatchColumn::sizes("size"), BatchColumn::words("quality", qualities)});
  sample->rows = {free_sizes(random), {indexes(random, count), {}, {}}};
  sample->check();
  return sample;
}

auto one_model_all_columns() -> std::unique_ptr<Sample> {
  std::mt19937 random{1};
  auto sample = std::make_unique<Sample>();
  sample->add_plan(
      bench::make("openai", "gpt-image-2"),
      {BatchColumn::sizes("size"), BatchColumn::words("quality", {"low", "medium", "high"}),
       BatchColumn::numbers("n"), BatchColumn::tokens("prompt"),
       BatchColumn::words("background", {"auto", "opaque"}),
       BatchColumn::words("output_format", {"png", "jpeg", "webp"})});
  sample->rows = {free_sizes(random),
                  {indexes(random, 3), {}, {}},
                  {{}, between(random, 1, 10), {}},
                  {{}, between(random, 1, 400), {}},
                  {indexes(random, 2), {}, {}},
                  {indexes(random, 3), {}, {}}};
  sample->check();
  return sample;
}

auto fixed_sizes() -> std::unique_ptr<Sample> {
  std::mt19937 random{1};
  auto sample = std::make_unique<Sample>();
  sample->add_plan(
      bench::make("azure", "gpt-image-1.5"),
      {BatchColumn::words("size", {"1024x1024", "1024x1536", "1536x1024"}),
       BatchColumn::words("quality", {"low", "medium", "high"}), BatchColumn::numbers("n")});
  sample->rows = {
      {indexes(random, 3), {}, {}}, {indexes(random, 3), {}, {}}, {{}, between(random, 1, 10), {}}};
  sample->check();
  return sample;
}

// The columns that shops have, under the names that an offer has for them.
auto shared_columns(const catalog::Offer& offer) -> std::vector<BatchColumn> {
  std::vector<BatchColumn> out(4);
  for (const catalog::Parameter& parameter : offer.parameters) {
    if (parameter.refused || parameter.ignored) continue;
    const auto is = [&](const char* field) {
      return parameter.slot < offer.slots.size() && offer.slots[parameter.slot].name == field;
    };
    if (parameter.type == catalog::ParameterType::size) out[0] = BatchColumn::sizes(parameter.name);
    if (is("quality")) {
      std::vector<std::string> words;
      for (const catalog::Word& word : parameter.words) {
        if (word.among.empty() && words.size() < 3) words.push_back(word.text);
      }
      while (words.size() < 3) words.push_back(words.back());
      out[1] = BatchColumn::words(parameter.name, words);
    }
    if (is("n")) out[2] = BatchColumn::numbers(parameter.name);
    if (is("prompt")) out[3] = BatchColumn::tokens(parameter.name);
  }
  return out;
}

// Rows of all offers in no order, of sizes that their offers take, most of them.
auto all_models() -> std::unique_ptr<Sample> {
  std::mt19937 random{1};
  auto sample = std::make_unique<Sample>();
  for (Request& request : bench::one_of_each_offer(default_catalog())) {
    OfferId id{};
    Diagnostic unknown;
    require(default_catalog().find(request, id, unknown), "the offer is known");
    const auto& offer = default_catalog().data().offers[static_cast<std::uint32_t>(id)];
    sample->add_plan(request, shared_columns(offer));
  }
  sample->rows = {free_sizes(random),
                  {indexes(random, 3), {}, {}},
                  {{}, between(random, 1, 4), {}},
                  {{}, between(random, 1, 400), {}}};
  for (std::size_t row = 0; row < row_count; ++row) {
    const auto plan = static_cast<std::uint16_t>(random() % sample->plans.size());
    sample->plan_of.push_back(plan);
    const auto* size =
        testing::find_parameter(sample->offer(plan), sample->columns[plan].front().name);
    if (size == nullptr || size->sizes.empty()) continue;
    const auto& [width, height] = size->sizes[random() % size->sizes.size()];
    sample->rows[0].numbers[row] = static_cast<std::int32_t>(width);
    sample->rows[0].heights[row] = static_cast<std::int32_t>(height);
  }
  sample->check();
  return sample;
}

void decide_columns(State& state, Sample& sample) {
  bench::measure(
      state,
      [&] {
        require(decide_batch(sample.plans, sample.table(), sample.workspace, sample.results),
                "the table is sound");
        DoNotOptimize(sample.results.low.data());
      },
      row_count);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(row_count));
}

// The same rows, bound beforehand, one after the other.
void decide_rows(State& state, const Sample& sample) {
  constexpr std::size_t count = 4096;
  std::vector<Request> requests;
  std::vector<Binding> bindings(count);
  for (std::size_t row = 0; row < count; ++row) requests.push_back(sample.request(row));
  for (std::size_t row = 0; row < count; ++row) {
    require(bindings[row].bind(default_catalog(), requests[row]), "the row names an offer");
  }
  bench::measure(
      state,
      [&] {
        for (const Binding& binding : bindings) {
          DoNotOptimize(decide(default_catalog(), binding, today()));
        }
      },
      count);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void make_plan(State& state, const Sample& sample) {
  bench::measure(state, [&] {
    BatchPlan plan;
    std::string why;
    DoNotOptimize(BatchPlan::make(default_catalog(), sample.prototypes.front(), today(),
                                  sample.columns.front(), plan, why));
  });
}

void add(const std::string& name, std::unique_ptr<Sample> from) {
  const std::shared_ptr<Sample> sample{std::move(from)};
  const auto named = [&](const char* verb) { return verb + name; };
  benchmark::RegisterBenchmark(named("decide_batch/").c_str(),
                               [=](State& state) { decide_columns(state, *sample); });
  benchmark::RegisterBenchmark(named("decide_one_by_one/").c_str(),
                               [=](State& state) { decide_rows(state, *sample); });
  benchmark::RegisterBenchmark(named("make_plan/").c_str(),
                               [=](State& state) { make_plan(state, *sample); });
}

}  // namespace

auto main(int argc, char** argv) -> int {
  benchmark::Initialize(&argc, argv);
  add("one_model_free_size", one_model({"low", "medium", "high"}));
  add("one_model_one_quality", one_model({"medium"}));
  add("one_model_auto_quality", one_model({"auto"}));
  add("one_model_all_columns", one_model_all_columns());
  add("one_model_fixed_size", fixed_sizes());
  add("all_models_mixed", all_models());
  benchmark::RunSpecifiedBenchmarks();
}
