#include "lint_worker.hpp"

#include "engine/judge.hpp"
#include "known_offers.hpp"
#include "lint/record_checks.hpp"
#include "manifest/json_record.hpp"
#include "manifest/plain_record.hpp"
#include "pricing/price.hpp"

namespace tariff::app {
namespace {

class LintWorker : public BlockWorker {
 public:
  LintWorker(const Context& context, const lint::RecordLinter& linter, const InputOptions& input,
             bool with_records)
      : context_(context),
        linter_(linter),
        input_(input),
        with_records_(with_records),
        offers_(linter.catalog()) {}

  void work(const manifest::LineBlock& block, BlockResult& out) override {
    if (block.too_long) {
      auto record = manifest::too_long_line(block.first_line, block.first_offset, input_);
      explain(record, {}, block.first_offset, out);
      return;
    }
    manifest::for_each_line(block, [&](std::string_view text, std::uint32_t line,
                                       std::uint64_t offset) { lint(text, line, offset, out); });
  }

 private:
  void lint(std::string_view text, std::uint32_t line, std::uint64_t offset, BlockResult& out) {
    if (text.size() > input_.max_line) {
      auto record = manifest::too_long_line(line, offset, input_);
      explain(record, {}, offset, out);
    } else if (!lint_plainly(text, line, offset, out)) {
      auto record = read(text, line, offset);
      explain(record, text, offset, out);
    }
  }

  // False: the record has to be explained; nothing is written then.
  auto lint_plainly(std::string_view text, std::uint32_t line, std::uint64_t offset,
                    BlockResult& out) -> bool {
    if (linter_.settings().policies != nullptr) return false;
    if (!manifest::read_plain_record(text, input_, record_)) return false;
    KnownOffer* known = offers_.bind(record_.request, bound_);
    if (known == nullptr) return false;
    const Date day = record_.request.as_of.value_or(context_.today());
    bool found = false;
    engine::judge(bound_, day, [&](const engine::Judgement& /*judgement*/) { found = true; });
    if (found) return false;
    const auto price = pricing::price(bound_, day);
    if (!lint::is_quiet(price.kind, price.total, linter_.settings())) return false;
    if (with_records_ && !write(*known, day, price, out.text)) return false;
    keep(*known, day, line, offset, out);
    out.tally.add_accepted(price.kind);
    return true;
  }

  auto write(KnownOffer& known, Date day, const pricing::Price& price, report::ByteBuffer& text)
      -> bool {
    const auto before = text.size();
    if (known.lines.append(text, {record_.request.id, record_.group}, bound_, day, price)) {
      text.append("\n");
      return true;
    }
    text.cut(before);
    return false;
  }

  // What the lines are to be held against each other by.
  void keep(const KnownOffer& known, Date day, std::uint32_t line, std::uint64_t offset,
            BlockResult& out) {
    auto& kept = out.lines.emplace_back();
    auto& place = kept.asset.location;
    place.file = input_.name;
    place.line = line;
    place.column = 1;
    place.offset = offset;
    kept.asset.id = record_.request.id;
    kept.key = lint::key_of(record_.request);
    kept.day = day;
    Diagnostic ignored;
    OfferId id{};
    if (known_id_.offer != known.offer && linter_.catalog().find(record_.request, id, ignored)) {
      known_id_ = {known.offer, id};
    }
    kept.offer = known_id_.id;
  }

  auto read(std::string_view text, std::uint32_t line, std::uint64_t offset) const -> Record {
    auto json = std::make_shared<JsonText>();
    json->name = input_.name;
    json->text = text;
    json->first_line = line;
    json->first_offset = offset;
    return manifest::read_json_record(json, input_);
  }

  void explain(Record& record, std::string_view text, std::uint64_t offset, BlockResult& out) {
    RecordResult result;
    auto line = lint::lint_line(linter_, record, result);
    out.tally.add(result);
    if (with_records_) out.text.append(to_json_line(result));
    if (!line.findings.empty()) line.text = text;
    line.text_offset = offset;
    out.lines.push_back(std::move(line));
  }

  struct KnownId {
    const catalog::Offer* offer = nullptr;
    OfferId id{};
  };

  const Context& context_;
  const lint::RecordLinter& linter_;
  const InputOptions& input_;
  bool with_records_;
  KnownOffers offers_;
  KnownId known_id_;  // of the last record: most follow one of the same offer
  manifest::PlainRecord record_;
  BoundRequest bound_;
};

}  // namespace

auto make_lint_worker(const Context& context, const lint::RecordLinter& linter,
                      const InputOptions& input, bool with_records)
    -> std::unique_ptr<BlockWorker> {
  return std::make_unique<LintWorker>(context, linter, input, with_records);
}

}  // namespace tariff::app
