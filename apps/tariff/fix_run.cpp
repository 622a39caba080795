// `tariff lint --fix` and `--diff` over the paths of a command line.
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "byte_source.hpp"
#include "commands.hpp"
#include "fix.hpp"
#include "formats/writer.hpp"
#include "interrupt.hpp"
#include "paths.hpp"

namespace tariff::app {
namespace {

auto read_whole(const std::string& path, std::string& text, std::string& why) -> bool {
  ByteSource source;
  if (!source.open(path, why)) return false;
  constexpr std::size_t block = std::size_t{1} << 16U;
  for (std::size_t had = text.size();; had = text.size()) {
    text.resize(had + block);
    text.resize(had + source.read(text.data() + had, block));
    if (text.size() == had) break;
  }
  if (source.error() == 0) return true;
  why = std::strerror(source.error());
  return false;
}

auto settings_of(const Options& options) -> LintSettings {
  LintSettings settings;
  settings.selection = {options.lint.select, options.lint.extend_select, options.lint.ignore};
  return settings;
}

class FixRun {
 public:
  explicit FixRun(Context& context)
      : context_(context),
        linter_(context.catalog(), context.today(), settings_of(context.options())),
        run_{context.run_info(), {}, {}, {}, context.text_options()},
        writer_(formats::make_writer(formats::FormatKind::text, run_)) {}

  void input(const std::string& path) {
    std::string text;
    std::string why;
    if (!read_whole(path, text, why)) {
      complain(path + ": " + why);
      ++tally_.failed;
      return;
    }
    LintInput input;
    input.name = path;
    input.kind = context_.options().input_kind;
    if (input.kind == InputKind::automatic) input.kind = input_kind_of(path);
    input.text = text;
    input.default_provider = context_.options().provider;
    const auto folder = std::filesystem::path{path}.parent_path();
    input.read_text = [&](const std::string& name, std::string& out) {
      std::string ignored;
      return read_whole(folder / name, out, ignored);
    };
    if (auto fixed = fix_input(context_, linter_, input, path, tally_)) tell(path, *fixed);
  }

  auto finish() -> int {
    const bool diff = context_.options().lint.diff;
    if (!diff) say(writer_->end(summary_));
    if (const auto text = tally_.to_text(diff); !text.empty()) say(text + "\n");
    if (tally_.failed > 0) return unreadable;
    if (diff) return tally_.inputs > 0 ? findings : clean;
    return summary_.errors + summary_.warnings > 0 ? findings : clean;
  }

 private:
  void tell(const std::string& path, const FixedText& fixed) {
    if (context_.options().lint.diff) return;
    const base::TextSource source{path, fixed.text};
    for (const auto& finding : fixed.after.findings) {
      summary_.add(finding);
      say(writer_->finding(finding, &source));
    }
  }

  // Where standard output is taken by a text or a difference, on standard error.
  void say(const std::string& text) {
    const auto& options = context_.options();
    const bool aside = options.lint.diff || options.paths == std::vector<std::string>{"-"};
    if (aside) {
      std::fputs(text.c_str(), stderr);
    } else {
      context_.write(text);
    }
  }

  Context& context_;
  Linter linter_;
  FixTally tally_;
  formats::LintRun run_;
  formats::LintSummary summary_;
  std::unique_ptr<formats::FindingWriter> writer_;
};

}  // namespace

auto run_fix(Context& context) -> int {
  FixRun run{context};
  for (const auto& [path, problem] : expand_paths(context.options().paths)) {
    if (interrupted()) break;
    run.input(path);
  }
  return run.finish();
}

}  // namespace tariff::app
