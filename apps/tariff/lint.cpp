// `tariff lint PATH…`: every finding at its place.
#include "commands.hpp"
#include "lint_inputs.hpp"
#include "lint_session.hpp"
#include "show_files.hpp"
#include "show_settings.hpp"
#include "watch.hpp"

namespace tariff::app {
namespace {

auto lint_once(Context& context, LintProjects& projects) -> int {
  const auto& options = context.options();
  std::vector<ExcludeGlob> excludes;
  Discovered found;
  std::string why;
  if (!projects.excludes_of(options.paths, excludes)) return unreadable;
  if (!find_lint_inputs(options, excludes, found, why)) {
    complain(why);
    return unreadable;
  }
  if (options.lint.show_files) {
    context.write(files_to_text(found, options.format));
    return clean;
  }
  return LintSession{context, projects}.run(found.inputs);
}

}  // namespace

auto run_lint(Context& context) -> int {
  const auto& options = context.options();
  if (options.lint.show_settings) return show_settings(context);
  if (!context.open_catalog()) return unreadable;
  if (!options.lint.watch) {
    LintProjects projects{options, context.today()};
    return lint_once(context, projects);
  }
  // Settings are read anew for each run: they may be what changed.
  return run_watching(context, [&context, &options] {
    LintProjects projects{options, context.today()};
    WatchedRun run{lint_once(context, projects), options.overlays};
    for (auto& file : projects.files()) run.also_watch.push_back(std::move(file));
    return run;
  });
}

}  // namespace tariff::app
