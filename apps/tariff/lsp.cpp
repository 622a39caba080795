// `tariff lsp`: a language server for editors, over standard input and output.
#include "lsp/server.hpp"

#include "byte_source.hpp"
#include "commands.hpp"
#include "inputs.hpp"
#include "lint_project.hpp"

namespace tariff::app {
namespace {

// Unit: bytes taken at once.
constexpr std::size_t block_size = std::size_t{64} << 10U;

// Those of the project around the document, read anew: they may have changed. Settings that are
// wrong are said on standard error, and leave the defaults.
auto settings_for(const Context& context, const std::string& path) -> lsp::DocumentSettings {
  LintProjects projects{context.options(), context.today()};
  const auto* found = projects.of_input(path, path);
  if (found == nullptr) return {};
  return {found->linter.settings(), found->project->settings.provider, found->project->catalog};
}

auto make_host(const Context& context) -> lsp::Host {
  lsp::Host host;
  host.settings_for = [&context](const std::string& path) { return settings_for(context, path); };
  host.read_text = [&context](const std::string& document, const std::string& name,
                              std::string& text) {
    return input_options(context, document).read_text(name, text);
  };
  return host;
}

// Answers what has come, and sends each answer at once. What comes meanwhile is taken up in
// between, so that it can cancel what waits. False: nobody reads any more.
auto answer(Context& context, lsp::Server& server, ByteSource& source, std::string& block) -> bool {
  while (server.step()) {
    if (!context.write_lines(server.take_output())) return false;
    if (server.is_busy() || !source.has_more()) continue;
    server.receive({block.data(), source.read(block.data(), block.size())});
  }
  return context.write_lines(server.take_output());
}

}  // namespace

auto run_lsp(Context& context) -> int {
  if (!context.open_catalog()) return unreadable;
  ByteSource source;
  std::string why;
  if (!source.open("-", why)) {
    complain("standard input: " + why);
    return unreadable;
  }
  lsp::Server server{context.catalog(), context.today(), make_host(context)};
  std::string block(block_size, '\0');
  while (!server.is_over()) {
    const auto size = source.read(block.data(), block.size());
    if (size == 0) break;
    server.receive({block.data(), size});
    if (!answer(context, server, source, block)) break;
  }
  return server.exit_status();
}

}  // namespace tariff::app
