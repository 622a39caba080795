// What `tariff lint` says beyond the rules of providers.
#include <array>

#include "report/own_codes.hpp"

namespace tariff::report {
namespace {

constexpr auto error = Severity::error;
constexpr auto warning = Severity::warning;
constexpr auto note = Severity::note;

// clang-format off: examples stand as they are read.
constexpr std::array codes{
    OwnCode{.code = "INPUT-SYNTAX",
            .severity = error,
            .title = "the text is not what its kind (YAML, JSON, CSV) allows",
            .why = "Nothing after the place can be relied on, so it is not judged.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: "a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: "a fox"}
)"},
    OwnCode{.code = "INPUT-TYPE",
            .severity = error,
            .title = "a member of a record has the wrong type",
            .why = "A text where a list belongs is read by nobody, and what it means would be a "
                   "guess.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox, tags: spring}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox, tags: [spring]}
)"},
    OwnCode{.code = "INPUT-VALUE",
            .severity = error,
            .title = "a member of a record has the right type and a value that cannot be",
            .why = "An amount without its currency, or a day that does not exist, can be compared "
                   "with nothing.",
            .bad = R"(version: 1
budget: {total: 40}
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
budget: {total: 40 USD}
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "INPUT-UNKNOWN",
            .severity = error,
            .title = "a name that means nothing at this place of an input",
            .why = "A misspelt name would be left out without a word, and with it what it was "
                   "meant to change.",
            .bad = R"(version: 1
budgets: {total: 40 USD}
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
budget: {total: 40 USD}
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "INPUT-DUPLICATE",
            .severity = error,
            .title = "something is said twice",
            .why = "Readers of YAML and JSON differ in which of two equal names they keep.",
            .bad = R"(version: 1
version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "INPUT-MISSING",
            .severity = error,
            .title = "something is required and not said",
            .why = "A manifest without its version, or a record without its model, cannot be "
                   "judged.",
            .bad = R"(assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "INPUT-ORDER",
            .severity = error,
            .title = "something is said after what depends on it",
            .why = "Assets are judged one by one as they are read, so that memory does not grow "
                   "with their number: defaults, groups and budgets stand before them.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
budget: {total: 40 USD}
)",
            .good = R"(version: 1
budget: {total: 40 USD}
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "INPUT-LIMIT",
            .severity = error,
            .title = "the input is larger or nested deeper than is read",
            .why = "Lines, values, nesting and the expansion of aliases are bounded, so that no "
                   "input exhausts the memory.",
            .bad = R"(version: 1
assets:
  - id: hero
    provider: acme
    model: lumen-2
    prompt: a fox
    tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[spring]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
)",
            .good = R"(version: 1
assets:
  - id: hero
    provider: acme
    model: lumen-2
    prompt: a fox
    tags: [spring]
)"},
    OwnCode{.code = "INPUT-FILE",
            .severity = error,
            .title = "a file could not be read",
            .why = "A prompt that is not there has no length and no price. Names are relative to "
                   "the manifest.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt_file: prompts/no-such-file.txt}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "REQ-PROVIDER",
            .severity = error,
            .title = "the catalog has no provider of this name",
            .why = "Without the provider's rules nothing can be said of the request, and its "
                   "price is not known.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acmee, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{
        .code = "REQ-PROVIDER-OPEN",
        .severity = error,
        .title = "the request names no provider, and its model does not tell which",
        .why = "Several providers offer the model, at different prices and under different "
               "rules. `--provider` says which, for all requests that name none.",
        .bad = R"({"id": "hero", "model": "lumen-3", "params": {"prompt": "a fox"}}
)",
        .good =
            R"({"id": "hero", "provider": "acme", "model": "lumen-3", "params": {"prompt": "a fox"}}
)",
        .kind = InputKind::jsonl},
    OwnCode{.code = "REQ-MODEL",
            .severity = error,
            .title = "the provider has no model of this name",
            .why = "The provider would refuse the request, or send it to another model than was "
                   "meant.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-9, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "REQ-OPERATION",
            .severity = error,
            .title = "the model does not have this operation or endpoint",
            .why = "The provider would refuse the request.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, operation: upscale, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, operation: generate, prompt: a fox}
)"},
    OwnCode{.code = "REQ-OFFER-UNKNOWN",
            .severity = error,
            .title = "a name under any_of means no offer",
            .why = "The cheapest of the offers is looked for among those that are named; one that "
                   "is misspelt would be passed over without a word.",
            .bad = R"(version: 1
assets:
  - {id: hero, any_of: [acme/lumen-2, acme/lumen2], prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, any_of: [acme/lumen-2], prompt: a fox}
)"},
    OwnCode{.code = "REQ-TIER",
            .severity = error,
            .title = "the offer is not sold at this service tier",
            .why = "The provider would refuse the request, or bill it at another tier than was "
                   "planned.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: etch-1, tier: express, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: etch-1, tier: batch, prompt: a fox}
)"},
    OwnCode{.code = "MANIFEST-ID-DUPLICATE",
            .severity = error,
            .title = "two assets have the same id",
            .why = "Files, reports and baselines are keyed by the id: of two assets with the "
                   "same, one overwrites the other.",
            .bad = R"(version: 1
defaults: {provider: acme, model: lumen-2}
assets:
  - {id: hero, prompt: a fox}
  - {id: hero, prompt: a hare}
)",
            .good = R"(version: 1
defaults: {provider: acme, model: lumen-2}
assets:
  - {id: hero, prompt: a fox}
  - {id: footer, prompt: a hare}
)"},
    OwnCode{.code = "MANIFEST-ASSET-DUPLICATE",
            .severity = warning,
            .title = "two assets ask for the same",
            .why = "The same request is paid for twice. Where several images of it are wanted, "
                   "`count` says so.",
            .bad = R"(version: 1
defaults: {provider: acme, model: lumen-2}
assets:
  - {id: hero, prompt: a fox}
  - {id: footer, prompt: a fox}
)",
            .good = R"(version: 1
defaults: {provider: acme, model: lumen-2}
assets:
  - {id: hero, prompt: a fox, count: 2}
)"},
    OwnCode{.code = "MANIFEST-PLAN-UNKNOWN",
            .severity = error,
            .title = "a setting of the planner names a provider or model that is unknown",
            .why = "A misspelt name forbids nothing and limits nothing, without a word. Names are "
                   "those of providers, provider/model, and models as their hosts render them; "
                   "the catalog's own, no aliases.",
            .bad = R"(version: 1
plan: {forbid: [acme/lumen2]}
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
plan: {forbid: [acme/lumen-3]}
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "BUDGET-ASSET",
            .severity = error,
            .title = "an asset costs more than the budget of one asset",
            .why = "One asset eats what was meant for several. The settings say whether the low, "
                   "the expected or the high cost counts.",
            .bad = R"(version: 1
budget: {per_asset: 0.10 USD}
assets:
  - {id: hero, provider: acme, model: lumen-2, quality: high, prompt: a fox}
)",
            .good = R"(version: 1
budget: {per_asset: 0.10 USD}
assets:
  - {id: hero, provider: acme, model: lumen-2, quality: medium, prompt: a fox}
)"},
    OwnCode{.code = "BUDGET-GROUP",
            .severity = error,
            .title = "a group costs more than its budget",
            .why = "The sum of the group's assets is above what the manifest allows it.",
            .bad = R"(version: 1
groups:
  heroes: {budget: {total: 0.20 USD}}
defaults: {provider: acme, model: lumen-2, quality: high}
assets:
  - {id: hero, group: heroes, prompt: a fox}
  - {id: footer, group: heroes, prompt: a hare}
)",
            .good = R"(version: 1
groups:
  heroes: {budget: {total: 0.40 USD}}
defaults: {provider: acme, model: lumen-2, quality: high}
assets:
  - {id: hero, group: heroes, prompt: a fox}
  - {id: footer, group: heroes, prompt: a hare}
)"},
    OwnCode{.code = "BUDGET-TOTAL",
            .severity = error,
            .title = "a manifest costs more than its budget",
            .why = "The sum of all assets is above what the manifest allows.",
            .bad = R"(version: 1
budget: {total: 0.20 USD}
defaults: {provider: acme, model: lumen-2, quality: high}
assets:
  - {id: hero, prompt: a fox}
  - {id: footer, prompt: a hare}
)",
            .good = R"(version: 1
budget: {total: 0.40 USD}
defaults: {provider: acme, model: lumen-2, quality: high}
assets:
  - {id: hero, prompt: a fox}
  - {id: footer, prompt: a hare}
)"},
    OwnCode{.code = "BUDGET-UNKNOWN",
            .severity = warning,
            .title = "costs that nobody knows are missing in a budget's sum",
            .why = "The budget holds only for what has a price; the rest may exceed it.",
            .bad = R"(version: 1
budget: {total: 40 USD}
assets:
  # tariff: ignore[COST-UNKNOWN]: the quote is on its way
  - {id: hero, provider: acme, model: sketch-1, prompt: a fox}
)",
            .good = R"(version: 1
budget: {total: 40 USD}
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "COST-UNKNOWN",
            .severity = warning,
            .title = "the provider would take the request, and nobody can say at what price",
            .why = "A cost that is not known is not 0: it is missing in every sum.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: sketch-1, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "COST-AUTO-QUALITY",
            .severity = warning,
            .title = "the provider chooses the quality, and the price depends on it",
            .why = "With `auto` the bill may be several times what was expected. Reported from "
                   "the spread that the settings name (`auto_spread`, twofold by default).",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, quality: auto, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, quality: medium, prompt: a fox}
)"},
    OwnCode{.code = "COST-CHEAPER-OFFER",
            .severity = note,
            .title = "another provider offers the same model for less",
            .why = "The same model, asked for the same image. Reported from the saving that the "
                   "settings name (`saving_percent`, 10 by default).",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-3, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: globex, model: lumen-3, prompt: a fox}
)"},
    OwnCode{.code = "COST-CHEAPER-SETTING",
            .severity = note,
            .title = "a setting that is at least as good costs less",
            .why = "The same image for less: at a service tier that answers later, or at a size "
                   "that is a little larger and can be cut. Reported from the saving that the "
                   "settings name (`saving_percent`, 10 by default).",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: etch-1, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: etch-1, tier: batch, prompt: a fox}
)"},
    OwnCode{.code = "CATALOG-PRICE-STALE",
            .severity = warning,
            .title = "the price was read long ago",
            .why = "Prices change; one that was read before the limit of the settings "
                   "(`stale_price_days`, 180 by default) may no longer hold.",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: relic-1, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "CATALOG-MODEL-RETIRING",
            .severity = warning,
            .title = "the model will be shut down soon",
            .why = "From the day of the shutdown the provider refuses the request. Reported "
                   "within the days that the settings name (`retirement_days`, 90 by default).",
            .bad = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-1, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)"},
    OwnCode{.code = "LINT-SUPPRESSION-UNUSED",
            .severity = warning,
            .title = "a suppression silences nothing",
            .why = "What it silenced is mended; left in place, it would hide the next finding of "
                   "its kind.",
            .bad = R"(version: 1
assets:
  # tariff: ignore[BUDGET]: agreed with the client
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
budget: {per_asset: 0.10 USD}
assets:
  # tariff: ignore[BUDGET]: agreed with the client
  - {id: hero, provider: acme, model: lumen-2, quality: high, prompt: a fox}
)"},
    OwnCode{.code = "LINT-SUPPRESSION-EXPIRED",
            .severity = warning,
            .title = "a suppression's last day is over",
            .why = "It was meant to hold for a time. The finding that it silenced is reported "
                   "again.",
            .bad = R"(version: 1
assets:
  # tariff: ignore[CATALOG] until 2026-10-31: replaced in the next issue
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  # tariff: ignore[CATALOG] until 2027-01-31: replaced in the next issue
  - {id: hero, provider: acme, model: lumen-1, prompt: a fox}
)"},
    OwnCode{.code = "LINT-SUPPRESSION-MALFORMED",
            .severity = warning,
            .title = "a suppression cannot be read",
            .why = "It silences nothing. The form is `# tariff: ignore[CODE, FAMILY] until "
                   "2027-01-31: reason`; the day may be left out.",
            .bad = R"(version: 1
assets:
  # tariff: ignore COST-UNKNOWN
  - {id: hero, provider: acme, model: lumen-2, prompt: a fox}
)",
            .good = R"(version: 1
assets:
  # tariff: ignore[COST-UNKNOWN]: the quote is on its way
  - {id: hero, provider: acme, model: sketch-1, prompt: a fox}
)"},
    OwnCode{.code = "LINT-BASELINE-STALE",
            .severity = note,
            .title = "the baseline has findings that are mended",
            .why = "Left in place, they would hide the same mistake when it comes back. "
                   "`--prune-baseline` drops them.",
            .bad = {},
            .good = {}},
    OwnCode{.code = "SETTINGS-YAML",
            .severity = error,
            .title = "a settings file is not YAML",
            .why = "Nothing of it can be relied on: the run ends with status 2.",
            .bad = {},
            .good = {}},
    OwnCode{.code = "SETTINGS-KEY",
            .severity = error,
            .title = "a key of a settings file is unknown, missing, or given twice",
            .why = "A misspelt key would be left out without a word.",
            .bad = {},
            .good = {}},
    OwnCode{.code = "SETTINGS-TYPE",
            .severity = error,
            .title = "a value of a settings file has the wrong type, or is not one of those that "
                     "can be",
            .why = "What it means would be a guess.",
            .bad = {},
            .good = {}},
    OwnCode{.code = "SETTINGS-EXPR",
            .severity = error,
            .title = "an expression of a policy cannot be read",
            .why = "A policy that is not understood would hold nobody to anything.",
            .bad = {},
            .good = {}},
    OwnCode{.code = "SETTINGS-REF",
            .severity = error,
            .title = "a settings file names something that is not there",
            .why = "A name that means nothing would be left out without a word.",
            .bad = {},
            .good = {}},
    OwnCode{.code = "SETTINGS-FILE",
            .severity = error,
            .title = "a settings file could not be read",
            .why = "The findings would depend on whether it is there.",
            .bad = {},
            .good = {}},
    OwnCode{.code = "SETTINGS-EXTENDS",
            .severity = error,
            .title = "settings files extend each other in a circle, or too deeply",
            .why = "Which of them wins would not be defined.",
            .bad = {},
            .good = {}},
    OwnCode{.code = "SETTINGS-SELECTOR",
            .severity = error,
            .title = "a selector names no code and no family",
            .why = "A misspelt code selects or ignores nothing.",
            .bad = {},
            .good = {}},
};
// clang-format on

}  // namespace

auto own_codes() noexcept -> std::span<const OwnCode> {
  return codes;
}

}  // namespace tariff::report
