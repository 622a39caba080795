// `tariff completion bash|zsh|fish`: the scripts. They ask the program itself for the names of
// offers and codes, so that overlays of the catalog complete too.
#include "completion.hpp"

#include <set>
#include <string>
#include <string_view>

#include "commands.hpp"
#include "report/explain.hpp"

namespace tariff::app {
namespace {

using Names = std::set<std::string>;

auto offers(const Context& context, std::string_view what) -> Names {
  Names names;
  for (const auto& offer : context.catalog().summaries(context.today())) {
    names.insert(what == "offers" ? offer.name : what == "models" ? offer.model : offer.provider);
  }
  return names;
}

// Codes, and the families that stand for several of them.
auto codes(const Context& context) -> Names {
  Names names;
  for (const auto& code : report::all_codes(context.catalog().data())) {
    names.insert(code);
    names.emplace(report::family_of(code));
  }
  return names;
}

auto write_names(Context& context, std::string_view what) -> int {
  if (!context.open_catalog()) return unreadable;
  std::string out;
  for (const auto& name : what == "codes" ? codes(context) : offers(context, what)) {
    out += name + "\n";
  }
  context.write(out);
  return clean;
}

}  // namespace

auto run_completion(Context& context) -> int {
  const auto& what = context.options().subject;
  if (what == "bash") {
    context.write(bash_completion(describe_commands()));
  } else if (what == "zsh") {
    context.write(zsh_completion(describe_commands()));
  } else if (what == "fish") {
    context.write(fish_completion(describe_commands()));
  } else {
    return write_names(context, what);
  }
  return clean;
}

}  // namespace tariff::app
