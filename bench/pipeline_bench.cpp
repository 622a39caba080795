// From a line of JSON to its line of output, for requests of all offers in turn: reading, judging
// and pricing, writing, and all of it; beside the explaining way.
#include "bench/support/measure.hpp"
#include "bench/support/requests.hpp"
#include "engine/judge.hpp"
#include "engine/resolve.hpp"
#include "manifest/json_record.hpp"
#include "manifest/plain_record.hpp"
#include "report/quote_lines.hpp"
#include "tariff/report.hpp"

namespace {

using namespace tariff;
using bench::measure;
using bench::require;
using bench::today;
using benchmark::DoNotOptimize;
using benchmark::State;

auto line_of(const Request& request) -> std::string {
  auto record = Value::object();
  record.set("id", Value::text("r1"));
  record.set("provider", Value::text(request.provider));
  record.set("model", Value::text(request.model));
  record.set("operation", Value::text(request.operation));
  record.set("params", request.params);
  return record.to_json();
}

// What the program keeps for each thread, and for one record here.
struct Worker {
  std::string line;
  manifest::PlainRecord record;
  BoundRequest bound;
  pricing::Price price;
  report::QuoteLines lines;

  auto read() -> bool { return manifest::read_plain_record(line, {}, record); }
  auto bind() -> bool {
    Diagnostic why;
    return engine::resolve(default_catalog(), record.request, bound, why);
  }
  auto judge() -> bool {
    bool found = false;
    engine::judge(bound, today(), [&](const engine::Judgement& /*judgement*/) { found = true; });
    price = pricing::price(bound, today());
    return !found;
  }
  auto write(report::ByteBuffer& out) -> bool {
    out.cut(0);
    return lines.append(out, {record.request.id, record.group}, bound, today(), price);
  }
};

auto explained(const std::string& line) -> std::string {
  auto text = std::make_shared<JsonText>();
  text->text = line;
  const auto record = manifest::read_json_record(text, {});
  RecordResult result;
  result.id = record.request.id;
  result.verdict = evaluate(default_catalog(), record.request, today());
  return to_json_line(result);
}

// One for each offer that accepts an example without a finding.
auto workers() -> std::vector<std::unique_ptr<Worker>> {
  std::vector<std::unique_ptr<Worker>> all;
  report::ByteBuffer out;
  for (const Request& request : bench::one_of_each_offer(default_catalog())) {
    if (!request.input_images.empty()) continue;
    auto worker = std::make_unique<Worker>();  // what is bound points into it
    worker->line = line_of(request);
    if (!worker->read() || !worker->bind() || !worker->judge()) continue;
    require(worker->write(out) && std::string{out.view()} + "\n" == explained(worker->line),
            "both ways write the same line");
    all.push_back(std::move(worker));
  }
  require(all.size() > 5, "some offers accept an example without a finding");
  return all;
}

template <class Step>
void each_worker(State& state, Step step) {
  auto all = workers();
  report::ByteBuffer out;
  measure(
      state,
      [&] {
        for (const auto& worker : all) DoNotOptimize(step(*worker, out));
      },
      all.size());
}

void read_record(State& state) {
  each_worker(state, [](Worker& worker, report::ByteBuffer&) { return worker.read(); });
}

void judge_and_price(State& state) {
  each_worker(state, [](Worker& worker, report::ByteBuffer&) { return worker.judge(); });
}

void write_record(State& state) {
  each_worker(state, [](Worker& worker, report::ByteBuffer& out) { return worker.write(out); });
}

void record_to_line(State& state) {
  each_worker(state, [](Worker& worker, report::ByteBuffer& out) {
    return worker.read() && worker.bind() && worker.judge() && worker.write(out);
  });
}

void explain_record_to_line(State& state) {
  each_worker(state, [](Worker& worker, report::ByteBuffer&) { return explained(worker.line); });
}

BENCHMARK(read_record);
BENCHMARK(judge_and_price);
BENCHMARK(write_record);
BENCHMARK(record_to_line);
BENCHMARK(explain_record_to_line);

}  // namespace

BENCHMARK_MAIN();
