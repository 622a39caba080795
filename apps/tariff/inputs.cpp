#include "inputs.hpp"

#include <cstring>
#include <filesystem>
#include <thread>

#include "byte_source.hpp"
#include "interrupt.hpp"
#include "line_run.hpp"
#include "manifest/reader.hpp"
#include "progress.hpp"
#include "small_file.hpp"
#include "stream.hpp"

namespace tariff::app {
namespace {

// Unit: bytes. A prompt is at most some tens of thousands of characters.
constexpr std::uint64_t largest_text_file = std::uint64_t{1} << 20U;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

auto reader_problem(Diagnostic diagnostic) -> RecordResult {
  RecordResult result;
  result.location = diagnostic.location;
  result.problem = RecordProblem{{std::move(diagnostic)}, true};
  return result;
}

auto kind_of(const Context& context, const std::string& path) -> InputKind {
  const auto asked = context.options().input_kind;
  return asked != InputKind::automatic ? asked : input_kind_of(path);
}

auto jobs_of(const Options& options) -> std::size_t {
  return options.jobs != 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

auto whole_problem(const std::string& name, std::string message) -> RecordResult {
  Diagnostic diagnostic;
  diagnostic.code = "INPUT-FILE";
  diagnostic.message = std::move(message);
  diagnostic.location.file = name;
  RecordResult result;
  result.location = diagnostic.location;
  result.problem = RecordProblem{{std::move(diagnostic)}, true};
  return result;
}

auto input_options(const Context& context, const std::string& name) -> InputOptions {
  InputOptions options;
  options.name = name;
  options.default_provider = context.options().provider;
  const auto folder =
      name == "-" ? std::filesystem::path{} : std::filesystem::path{name}.parent_path();
  // What `prompt_file` names is relative to the folder of the manifest.
  options.read_text = [folder](const std::string& file, std::string& text) {
    return read_small_file(folder / file, largest_text_file, text);
  };
  return options;
}

namespace {

// One input from its start to its end; false when the visitor wants no more.
class Reading {
 public:
  Reading(Context& context, Visitor& visitor, Progress& progress, const std::string& path)
      : context_(context),
        visitor_(visitor),
        progress_(progress),
        path_(path),
        name_(input_name(context.options(), path)),
        options_(input_options(context, name_)) {}

  auto run() -> bool {
    std::string why;
    if (!source_.open(path_, why)) {
      return visitor_.input_problem(whole_problem(name_, why), nullptr);
    }
    progress_.begin_input(source_.size());
    auto kind = kind_of(context_, name_);
    std::string head;
    source_.read_ahead(kind == InputKind::automatic ? manifest::looked_at : byte_order_mark.size(),
                       head);
    if (kind == InputKind::automatic) kind = manifest::kind_of_content(without_mark(head));
    const bool empty = head.empty();
    if (!empty) read(kind, std::move(head));
    if (!going_ || interrupted()) return false;
    if (source_.error() != 0) why = std::strerror(source_.error());
    if (empty && why.empty()) why = "the input is empty";
    return why.empty() || visitor_.input_problem(whole_problem(name_, why), nullptr);
  }

 private:
  static auto without_mark(std::string_view text) -> std::string_view {
    return text.substr(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  }

  void read(InputKind kind, std::string head) {
    const auto answer = visitor_.line_answer();
    if (kind == InputKind::jsonl && answer) {
      read_lines(*answer, head);
    } else {
      read_records(kind, std::move(head));
    }
  }

  void read_lines(Answer answer, std::string_view head) {
    manifest::LineBlocks blocks{
        [this](char* to, std::size_t size) { return source_.read(to, size); }, options_.max_line};
    blocks.begin_with(head);
    begin({});
    going_ = run_lines({blocks, jobs_of(context_.options()),
                        [&] { return make_line_worker(context_, options_, answer); },
                        [this](BlockResult& result) {
                          const auto records = static_cast<std::uint64_t>(result.tally.records);
                          progress_.add(records, result.bytes);
                          return visitor_.block(result);
                        }});
  }

  void read_records(InputKind kind, std::string head) {
    RememberingBuffer buffer{source_, std::move(head)};
    std::istream in{&buffer};
    RememberedSnippets snippets{name_, buffer};
    ManifestHeader header;
    std::vector<Diagnostic> diagnostics;
    std::uint64_t bytes = 0;
    const auto take = [&](Record&& record) {
      begin(header);
      progress_.add(1, source_.bytes_read() - bytes);
      bytes = source_.bytes_read();
      going_ = visitor_.record(std::move(record), snippets) && !interrupted();
      return going_;
    };
    read_manifest(in, kind, options_, header, take, diagnostics);
    if (!going_ || interrupted()) return;
    begin(header);
    for (auto& diagnostic : diagnostics) {
      going_ = going_ && visitor_.input_problem(reader_problem(std::move(diagnostic)), &snippets);
    }
  }

  // The header is complete when the first record comes.
  void begin(const ManifestHeader& header) {
    if (!begun_) visitor_.begin_input(name_, header);
    begun_ = true;
  }

  Context& context_;
  Visitor& visitor_;
  Progress& progress_;
  const std::string& path_;
  const std::string name_;
  const InputOptions options_;
  ByteSource source_;
  bool begun_ = false;
  bool going_ = true;
};

class NoSnippets : public Snippets {
 public:
  [[nodiscard]] auto source_of(const Location& /*place*/) -> const base::TextSource* override {
    return nullptr;
  }
};

auto inline_record(const Options& options) -> Record {
  Record record;
  record.request.provider = options.provider;
  record.request.model = options.request.model;
  record.request.operation = options.request.operation;
  record.request.tier = options.request.tier;
  record.request.params = options.request.params;
  record.request.input_images = options.request.images;
  return record;
}

}  // namespace

auto input_name(const Options& options, const std::string& path) -> std::string {
  const auto& name = options.lint.stdin_filename;
  return path == "-" && !name.empty() ? name : path;
}

void visit_inputs(Context& context, Visitor& visitor) {
  const auto& options = context.options();
  if (options.paths.empty()) {
    NoSnippets none;
    visitor.begin_input("", {});
    visitor.record(inline_record(options), none);
    return;
  }
  visit_inputs(context, visitor, discover(options.paths, {.kind = options.input_kind}).inputs);
}

void visit_inputs(Context& context, Visitor& visitor, const std::vector<InputPath>& inputs) {
  Progress progress{!context.writes_to_terminal()};
  for (const auto& [path, problem] : inputs) {
    const bool going = problem.empty()
                           ? Reading{context, visitor, progress, path}.run()
                           : visitor.input_problem(whole_problem(path, problem), nullptr);
    if (!going) return;
  }
}

}  // namespace tariff::app
