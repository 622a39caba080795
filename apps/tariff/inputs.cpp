#include "inputs.hpp"

#include <sys/stat.h>  // fstat

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "paths.hpp"
#include "progress.hpp"
#include "stream.hpp"

namespace tariff::app {
namespace {

// Unit: bytes. A prompt is at most some tens of thousands of characters.
constexpr std::uint64_t largest_text_file = std::uint64_t{1} << 20U;
// Unit: bytes. Of larger inputs findings are shown without their line.
constexpr std::size_t remembered_input = std::size_t{64} << 20U;

struct CloseFile {
  void operator()(std::FILE* file) const noexcept {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

// A problem of an input as a whole.
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

auto reader_problem(Diagnostic diagnostic) -> RecordResult {
  RecordResult result;
  result.location = diagnostic.location;
  result.problem = RecordProblem{{std::move(diagnostic)}, true};
  return result;
}

auto is_folder(std::FILE* file) -> bool {
  struct stat info {};
  return fstat(fileno(file), &info) == 0 && S_ISDIR(info.st_mode);
}

auto open_input(const std::string& path, std::string& why) -> File {
  if (path == "-") return File{stdin};
  File file{std::fopen(path.c_str(), "rb")};
  if (file == nullptr) {
    why = std::strerror(errno);
  } else if (is_folder(file.get())) {
    why = "is a folder, not a file";
    file.reset();
  }
  return file;
}

// Reads what `prompt_file` names, relative to the folder of the manifest.
auto read_text_file(const std::filesystem::path& path, std::string& text) -> bool {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  const auto size = std::filesystem::file_size(path, error);
  if (error || size > largest_text_file) return false;
  const File file{std::fopen(path.c_str(), "rb")};
  if (file == nullptr) return false;
  text.resize(static_cast<std::size_t>(size));
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return std::ferror(file.get()) == 0;
}

auto input_options(const Context& context, const std::string& path) -> InputOptions {
  InputOptions options;
  options.name = path;
  options.default_provider = context.options().provider;
  const auto folder =
      path == "-" ? std::filesystem::path{} : std::filesystem::path{path}.parent_path();
  options.read_text = [folder](const std::string& name, std::string& text) {
    return read_text_file(folder / name, text);
  };
  return options;
}

auto kind_of(const Context& context, const std::string& path) -> InputKind {
  const auto asked = context.options().input_kind;
  return asked != InputKind::automatic ? asked : input_kind_of(path);
}

// One input from its start to its end; false when the visitor wants no more.
class Reading {
 public:
  Reading(Context& context, Visitor& visitor, Progress& progress, const std::string& path)
      : context_(context), visitor_(visitor), progress_(progress), path_(path) {}

  auto run() -> bool {
    std::string why;
    const auto file = open_input(path_, why);
    if (file == nullptr) return visitor_.input_problem(whole_problem(path_, why), nullptr);
    RememberingBuffer buffer{file.get(), remembered_input};
    std::istream in{&buffer};
    RememberedSnippets snippets{path_, buffer};
    in.peek();
    if (buffer.bytes_read() != 0) read(in, snippets);
    if (!going_) return false;
    if (buffer.error() != 0) why = std::strerror(buffer.error());
    if (buffer.bytes_read() == 0 && why.empty()) why = "the input is empty";
    return why.empty() || visitor_.input_problem(whole_problem(path_, why), nullptr);
  }

 private:
  void read(std::istream& in, Snippets& snippets) {
    ManifestHeader header;
    std::vector<Diagnostic> diagnostics;
    const auto options = input_options(context_, path_);
    const auto take = [&](Record&& record) {
      begin(header);
      progress_.step();
      going_ = visitor_.record(std::move(record), snippets);
      return going_;
    };
    read_manifest(in, kind_of(context_, path_), options, header, take, diagnostics);
    if (!going_) return;
    begin(header);
    for (auto& diagnostic : diagnostics) {
      going_ = going_ && visitor_.input_problem(reader_problem(std::move(diagnostic)), &snippets);
    }
  }

  // The header is complete when the first record comes.
  void begin(const ManifestHeader& header) {
    if (!begun_) visitor_.begin_input(path_, header);
    begun_ = true;
  }

  Context& context_;
  Visitor& visitor_;
  Progress& progress_;
  const std::string& path_;
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

void visit_inputs(Context& context, Visitor& visitor) {
  const auto& options = context.options();
  if (options.paths.empty()) {
    NoSnippets none;
    visitor.begin_input("", {});
    visitor.record(inline_record(options), none);
    return;
  }
  Progress progress;
  for (const auto& [path, problem] : expand_paths(options.paths)) {
    const bool going = problem.empty()
                           ? Reading{context, visitor, progress, path}.run()
                           : visitor.input_problem(whole_problem(path, problem), nullptr);
    if (!going) return;
  }
}

}  // namespace tariff::app
