#include "line_worker.hpp"

#include "base/text_source.hpp"
#include "engine/judge.hpp"
#include "known_offers.hpp"
#include "lint/judge_record.hpp"
#include "manifest/json_record.hpp"
#include "manifest/plain_record.hpp"
#include "pricing/price.hpp"
#include "problems.hpp"

namespace tariff::app {
namespace {

// Unit: bytes. The memory of records with longer lines is given back.
constexpr std::size_t keep_at_most = std::size_t{256} << 10U;

// One line of the input.
struct InputLine {
  std::string_view text;
  std::uint32_t number = 0;
  std::uint64_t offset = 0;
};

class LineWorker : public BlockWorker {
 public:
  LineWorker(const Context& context, const InputOptions& input, Answer answer)
      : context_(context), input_(input), answer_(answer), offers_(context.catalog()) {}

  void work(const manifest::LineBlock& block, BlockResult& out) override {
    if (block.too_long) {
      explain(manifest::too_long_line(block.first_line, block.first_offset, input_), {}, out);
      return;
    }
    manifest::for_each_line(block,
                            [&](std::string_view text, std::uint32_t number, std::uint64_t offset) {
                              answer({text, number, offset}, out);
                            });
  }

 private:
  void answer(const InputLine& line, BlockResult& out) {
    if (line.text.size() > input_.max_line) {
      explain(manifest::too_long_line(line.number, line.offset, input_), {}, out);
    } else if (answer_ == Answer::results || !answer_plainly(line.text, out)) {
      explain(read(line), line, out);
    }
    if (line.text.size() > keep_at_most) record_ = {};
  }

  // False: the record has to be explained; nothing is written then.
  auto answer_plainly(std::string_view text, BlockResult& out) -> bool {
    if (!manifest::read_plain_record(text, input_, record_)) return false;
    KnownOffer* known = offers_.bind(record_.request, bound_);
    if (known == nullptr) return false;
    const Date day = record_.request.as_of.value_or(context_.today());
    bool found = false;
    engine::judge(bound_, day, [&](const engine::Judgement& /*judgement*/) { found = true; });
    if (found) return false;
    CostKind kind = CostKind::exact;
    if (!write(*known, day, out.text, kind)) return false;
    out.tally.add_accepted(kind);
    return true;
  }

  auto write(KnownOffer& known, Date day, report::ByteBuffer& text, CostKind& kind) -> bool {
    const auto price = pricing::price(bound_, day);
    kind = price.kind;
    const auto before = text.size();
    if (answer_ == Answer::json_items) text.append(",\n");
    if (!known.lines.append(text, {record_.request.id, record_.group}, bound_, day, price)) {
      text.cut(before);
      return false;
    }
    if (answer_ == Answer::json_lines) text.append("\n");
    return true;
  }

  auto read(const InputLine& line) const -> Record {
    auto text = std::make_shared<JsonText>();
    text->name = input_.name;
    text->text = line.text;
    text->first_line = line.number;
    text->first_offset = line.offset;
    return manifest::read_json_record(text, input_);
  }

  void explain(Record&& record, const InputLine& line, BlockResult& out) {
    auto result = lint::judge_record(context_.judge_context(), record);
    out.tally.add(result);
    switch (answer_) {
      case Answer::json_lines: out.text.append(to_json_line(result)); break;
      case Answer::json_items: {
        const auto json = to_json_line(result);
        out.text.append(",\n");
        out.text.append(std::string_view{json}.substr(0, json.size() - 1));
        break;
      }
      case Answer::results: collect(std::move(result), line, out); break;
    }
  }

  void collect(RecordResult&& result, const InputLine& line, BlockResult& out) const {
    std::string complaint;
    if (result.problem) {
      const auto source = source_of(line);
      complaint = complaint_of(result, line.text.empty() ? nullptr : &source);
    }
    out.results.push_back({std::move(result), std::move(complaint)});
  }

  [[nodiscard]] auto source_of(const InputLine& line) const -> base::TextSource {
    return {input_.name, std::string{line.text}, line.number, line.offset};
  }

  const Context& context_;
  const InputOptions& input_;
  Answer answer_;
  KnownOffers offers_;
  manifest::PlainRecord record_;
  BoundRequest bound_;
};

}  // namespace

auto make_line_worker(const Context& context, const InputOptions& input, Answer answer)
    -> std::unique_ptr<BlockWorker> {
  return std::make_unique<LineWorker>(context, input, answer);
}

}  // namespace tariff::app
