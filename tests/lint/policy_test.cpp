// Policies: what a team may ask of its assets, and what it is told where it asks wrongly.
#include "lint/policy.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "lint/policy_support.hpp"

namespace {

using namespace tariff;
using lint::PolicySet;
using namespace lint::test;

// A policy TEAM-X with these lines, indented.
auto policy(std::string_view lines) -> std::string {
  return "policies:\n  - code: TEAM-X\n" + std::string{lines};
}

// An asset of acme/brush-1 with these members.
auto asset(std::string_view members) -> std::string {
  return "version: 1\ndefaults: {provider: acme, model: brush-1, prompt: a}\nassets:\n  - {" +
         std::string{members} + "}\n";
}

TEST_CASE("a policy that holds finds nothing, and one that does not finds its message") {
  const auto team = policy(R"yaml(    require: provider in ['acme', 'bolt']
    message: "{provider} is not allowed"
)yaml");
  CHECK(checked(team, asset("id: a")) == "");
  const auto other = policy(R"yaml(    require: provider in ['bolt', 'crane']
    message: "{provider} is not allowed for {id}"
    severity: warning
)yaml");
  // The provider is said in the defaults: that is the place that causes the finding.
  CHECK(checked(other, asset("id: a")) == "m.yaml:2:22 warning TEAM-X acme is not allowed for a\n");
}

TEST_CASE("without a message the condition stands for it, and says how it came out") {
  std::vector<Diagnostic> errors;
  const auto set = compile(policy("    require: width <= 512 and count < 9\n"), errors);
  REQUIRE(set != nullptr);
  const auto found = check_all(*set, asset("id: a, size: 1024x1024"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "this must hold: width <= 512 and count < 9");
  CHECK(found[0].because == "width is 1024; count is 1");
  CHECK(found[0].path == "params.size");
  CHECK(found[0].location.line == 4);
}

TEST_CASE("when says which assets a policy is about") {
  const auto team = policy(R"yaml(    when: group = 'hero'
    require: width >= 2000
    message: small
)yaml");
  const std::string manifest =
      "version: 1\ndefaults: {provider: acme, model: brush-1, prompt: a, size: 16x16}\n"
      "groups:\n  hero: {}\n  rest: {}\nassets:\n  - {id: a, group: hero}\n  - {id: b, group: "
      "rest}\n  - {id: c}\n";
  CHECK(checked(team, manifest) == "m.yaml:2:61 error TEAM-X small\n");
}

TEST_CASE("fields are what the offer makes of its own parameters, defaults included") {
  const std::string named = asset("id: a, size: 640x480, quality: high, count: 2");
  CHECK(checked(policy("    require: width = 640 and height = 480\n"), named) == "");
  CHECK(checked(policy("    require: area = 307_200 and aspect = 4/3\n"), named) == "");
  CHECK(checked(policy("    require: quality = 'high'\n"), named) == "");
  CHECK(checked(policy("    require: area < 1000\n    message: big\n"), named) ==
        "m.yaml:4:19 error TEAM-X big\n");
  CHECK(checked(policy("    require: width = 1024\n"), asset("id: a")) == "");
  CHECK(checked(policy("    require: length(prompt) = 1 and not has(style)\n"), named) == "");
}

TEST_CASE("the asset's own facts") {
  const std::string manifest = asset(
      "id: home-hero, count: 3, attempts: 2, tags: [web, final], required: false, tier: batch");
  const auto holds = [&](std::string_view condition) {
    return checked(policy("    require: " + std::string{condition} + "\n"), manifest) == "";
  };
  CHECK(holds("id = 'home-hero' and not has(group)"));
  CHECK(holds("provider = 'acme' and model = 'brush-1' and offer = 'acme/brush-1/generate'"));
  CHECK(holds("operation = 'generate' and tier = 'batch'"));
  CHECK(holds("count = 3 and attempts = 2 and not required"));
  CHECK(holds("tags = 'web final' and matches(tags, 'final')"));
  CHECK_FALSE(holds("operation = 'edit'"));
  CHECK_FALSE(holds("tier = 'standard'"));
  CHECK_FALSE(holds("required"));
}

TEST_CASE("costs: of the asset, of one image, low and high") {
  // brush-1 bills 10 tokens at 30 credits of 1/1000 USD for 1,000.
  const std::string one = asset("id: a, size: 1024x1024, quality: low");
  const auto holds = [](std::string_view condition, const std::string& manifest) {
    return checked(policy("    require: " + std::string{condition} + "\n"), manifest);
  };
  CHECK(holds("cost = 0.0003 and cost_per_image = 0.0003 and currency = 'USD'", one) == "");
  const std::string many =
      asset("id: a, size: 1024x1024, quality: low, attempts: 2, params: {count: 4}");
  CHECK(holds("cost = 0.0024 and cost_per_image = 0.0003", many) == "");
  // A range of the table: low 20, expected 30, high 40 tokens.
  const std::string ranged = asset("id: a, size: 2048x1024, quality: low");
  CHECK(holds("cost_low = 0.0006 and cost_expected = 0.0009 and cost_high = 0.0012", ranged) == "");
  CHECK(holds("cost <= 0.0012", ranged) == "");
  CHECK(holds("cost <= 0.001", ranged) ==
        "m.yaml:4:5 warning TEAM-X this must hold: cost <= 0.001 (for some of the values that are "
        "not known)\n");
  CHECK(holds("cost <= 0.0001", ranged) ==
        "m.yaml:4:5 error TEAM-X this must hold: cost <= 0.0001\n");
  // Nobody knows the price of high quality: an absent cost breaks nothing, unless it is asked for.
  const std::string unknown = asset("id: a, size: 1024x1024, quality: high");
  CHECK(holds("cost <= 0.0001", unknown) == "");
  CHECK(holds("has(cost)", unknown) == "m.yaml:4:5 error TEAM-X this must hold: has(cost)\n");
}

TEST_CASE("what the provider chooses is an error only where every choice breaks the policy") {
  const auto team = [](std::string_view condition) {
    return checked(policy("    require: " + std::string{condition} + "\n    message: no\n"),
                   asset("id: a, quality: auto"));
  };
  CHECK(team("quality != 'high'") ==
        "m.yaml:4:22 warning TEAM-X no (if the provider chooses high for quality)\n");
  CHECK(team("quality in ['best']") == "m.yaml:4:22 error TEAM-X no\n");
  CHECK(team("matches(quality, '^l')") ==
        "m.yaml:4:22 warning TEAM-X no (if the provider chooses high for quality)\n");
  CHECK(team("quality in ['low', 'high']") == "");
}

TEST_CASE("matches holds a text against a pattern") {
  const auto team = policy("    require: matches(id, '^[a-z0-9-]+$')\n    message: bad id {id}\n");
  CHECK(checked(team, asset("id: home-hero")) == "");
  CHECK(checked(team, asset("id: Home_Hero")) == "m.yaml:4:10 error TEAM-X bad id Home_Hero\n");
  CHECK(checked(policy("    when: not matches(id, 'draft')\n    require: false\n"),
                asset("id: my-draft-1")) == "");
  // A pattern that makes other matchers run for ever.
  CHECK(checked(policy("    require: not matches(id, '(a*)*b')\n"),
                asset("id: " + std::string(5000, 'a'))) == "");
}

TEST_CASE("the place of a finding is the parameter's that the policy names") {
  const std::string manifest = asset("id: a, size: 16x16, quality: low");
  CHECK(checked(policy("    require: width > 99\n    parameter: quality\n    message: m\n"),
                manifest) == "m.yaml:4:35 error TEAM-X m\n");
  CHECK(checked(policy("    require: width > 99\n    parameter: id\n    message: m\n"), manifest) ==
        "m.yaml:4:10 error TEAM-X m\n");
  CHECK(checked(policy("    require: width > 99\n    message: m\n"), manifest) ==
        "m.yaml:4:19 error TEAM-X m\n");
}

TEST_CASE("messages print parameters as they are written, and any expression") {
  CHECK(checked(policy("    require: width > 99\n    message: \"{size}: {width * 2} {{px}}\"\n"),
                asset("id: a, size: 16x16")) == "m.yaml:4:19 error TEAM-X 16x16: 32 {px}\n");
}

TEST_CASE("let names a part of the condition") {
  CHECK(checked(policy("    let: {edge: 'max(width, height)'}\n    require: edge > 99\n"
                       "    message: \"edge {edge}\"\n"),
                asset("id: a, size: 16x32")) == "m.yaml:4:19 error TEAM-X edge 32\n");
}

TEST_CASE("images are run over as in rules") {
  const std::string manifest =
      asset("id: a, operation: edit, input_images: [{width: 8, height: 8, format: gif}]");
  CHECK(checked(policy("    require: \"all(image in input_images: image.format in ['png'])\"\n"
                       "    message: m\n"),
                manifest)
            .find("TEAM-X m") != std::string::npos);
  CHECK(checked(policy("    require: \"all(image in input_images: image.format in ['gif'])\"\n"),
                manifest) == "");
}

TEST_CASE("a record whose offer is not known is still held against what it says of itself") {
  const std::string manifest =
      "version: 1\nassets:\n  - {id: A, provider: nobody, model: nothing, prompt: a}\n";
  CHECK(checked(policy("    require: matches(id, '^[a-z]+$')\n    message: m\n"), manifest) ==
        "m.yaml:3:10 error TEAM-X m\n");
  CHECK(checked(policy("    require: width > 5 and cost < 1\n"), manifest) == "");
}

TEST_CASE("a later policy of the same code takes the place of an earlier one") {
  std::vector<Diagnostic> errors;
  auto first = lint::read_settings("base.yaml", policy("    require: 'false'\n"), errors);
  const auto second = lint::read_settings("own.yaml", policy("    require: 'true'\n"), errors);
  first.policies.insert(first.policies.end(), second.policies.begin(), second.policies.end());
  const auto set = PolicySet::compile(first.policies, brush_catalog(), errors);
  REQUIRE(set != nullptr);
  CHECK(set->codes().size() == 1);
  CHECK(check_all(*set, asset("id: a")).empty());
}

TEST_CASE("codes tell what a policy is about") {
  std::vector<Diagnostic> errors;
  const auto set =
      compile(policy("    require: count < 9\n    severity: note\n    why: we are few\n"), errors);
  REQUIRE(set != nullptr);
  const auto codes = set->codes();
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].code == "TEAM-X");
  CHECK(codes[0].severity == Severity::note);
  CHECK(codes[0].title == "must hold: count < 9");
  CHECK(codes[0].why == "we are few");
  const auto all = lint_codes(brush_catalog(), set.get());
  const auto has = [&](std::string_view code) {
    return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.code == code; });
  };
  CHECK(has("TEAM-X"));
  CHECK(has("ACME-AREA"));          // a rule's
  CHECK(has("ACME-VALUE"));         // a finding's
  CHECK(has("REQ-OFFER-UNKNOWN"));  // our own
  CHECK(std::is_sorted(all.begin(), all.end(),
                       [](const auto& a, const auto& b) { return a.code < b.code; }));
}

TEST_CASE("the hash tells policies apart, and is the same for the same") {
  const auto hash = [](std::string_view lines) {
    std::vector<Diagnostic> errors;
    return compile(policy(lines), errors)->hash();
  };
  CHECK(hash("    require: count < 9\n") == hash("    require: count < 9\n"));
  CHECK(hash("    require: count < 9\n") != hash("    require: count < 8\n"));
  CHECK(hash("    require: matches(id, 'a')\n") != hash("    require: matches(id, 'b')\n"));
  CHECK(hash("    require: count < 9\n") != hash("    require: count < 9\n    severity: note\n"));
  CHECK(hash("    require: count < 9\n") != hash("    require: count < 9\n    message: m\n"));
}

TEST_CASE("what is wrong with a policy is said at its place") {
  const auto wrong = [](std::string_view lines) { return compile_errors(policy(lines)); };
  CHECK(wrong("    require: widht > 5\n") ==
        "team.yaml:3:14 error SETTINGS-EXPR unknown name 'widht'; did you mean 'width'\n");
  CHECK(wrong("    require: width == 5\n") ==
        "team.yaml:3:21 error SETTINGS-EXPR expected a value; did you mean '='\n");
  CHECK(wrong("    require: width + 5\n") ==
        "team.yaml:3:14 error SETTINGS-TYPE expected true or false, found integer\n");
  CHECK(wrong("    require: width > 5\n    when: \"quality > 5\"\n") ==
        "team.yaml:4:12 error SETTINGS-EXPR expected a number, not a text; only numbers have an "
        "order\n");
  CHECK(wrong("    require: width > 5\n    message: \"{wdth}\"\n") ==
        "team.yaml:4:16 error SETTINGS-EXPR unknown name 'wdth'; did you mean 'width'\n");
  CHECK(wrong("    require: matches(id, '[a-')\n") ==
        "team.yaml:3:26 error SETTINGS-EXPR not a pattern: missing ]: [a-\n");
  CHECK(wrong("    require: matches(width, 'a')\n") ==
        "team.yaml:3:22 error SETTINGS-EXPR matches takes the name of a text field\n");
  CHECK(wrong("    require: matches(id, id)\n") ==
        "team.yaml:3:26 error SETTINGS-EXPR expected a pattern in quotes\n");
  CHECK(wrong("    require: width > 5\n    parameter: qualty\n") ==
        "team.yaml:4:16 error SETTINGS-REF no parameter and no member of an asset is called "
        "'qualty'; did you mean 'quality'?\n");
  CHECK(wrong("    message: m\n") ==
        "team.yaml:2:5 error SETTINGS-KEY a policy needs the key 'require'\n");
  CHECK(wrong("    require: width > 5\n    messsage: m\n") ==
        "team.yaml:4:5 error SETTINGS-KEY a policy has no key 'messsage'; did you mean "
        "'message'?\n");
  CHECK(wrong("    require: width > 5\n    severity: fatal\n") ==
        "team.yaml:4:15 error SETTINGS-TYPE 'fatal' is not one of note, warning, error\n");
}

TEST_CASE("codes are of the team's own family") {
  const auto wrong = [](std::string_view code) {
    return compile_errors("policies:\n  - {code: " + std::string{code} + ", require: 'true'}\n");
  };
  CHECK(wrong("TEAM-FORMAT-2") == "");
  CHECK(wrong("BUDGET-OURS") ==
        "team.yaml:2:12 error SETTINGS-REF codes that begin with BUDGET- are Tariff's own; begin "
        "with a name of your own, such as TEAM-\n");
  CHECK(wrong("PLAN-OURS").find("codes that begin with PLAN- are Tariff's own") !=
        std::string::npos);
  CHECK(wrong("ACME-OURS") ==
        "team.yaml:2:12 error SETTINGS-REF codes that begin with ACME- are the catalog's; begin "
        "with a name of your own, such as TEAM-\n");
  for (const auto* code : {"TEAM", "team-x", "TEAM-", "TEAM--X", "TEAM X", "9-X", "'-X'"}) {
    CAPTURE(code);
    CHECK(wrong(code).find("SETTINGS-TYPE a code is words of capital letters") !=
          std::string::npos);
  }
  CHECK(compile_errors("policies:\n  - {code: TEAM-A, require: 'true'}\n  - {code: TEAM-A, "
                       "require: 'true'}\n") ==
        "team.yaml:3:12 error SETTINGS-KEY policy 'TEAM-A' stands here twice\n");
}

TEST_CASE("all mistakes of all policies are told at once") {
  const auto errors = compile_errors(
      "policies:\n  - {code: TEAM-A, require: widht > 1}\n  - {code: TEAM-B, require: heigth > "
      "1}\n");
  CHECK(errors.find("widht") != std::string::npos);
  CHECK(errors.find("heigth") != std::string::npos);
}

TEST_CASE("more policies, patterns or steps than there is room for are refused") {
  std::string many = "policies:\n";
  for (int i = 0; i <= 500; ++i) many += fmt::format("  - {{code: TEAM-{}, require: 'true'}}\n", i);
  CHECK(compile_errors(many).find("more than 500 policies") != std::string::npos);
  std::vector<Diagnostic> errors;
  const auto layer = lint::read_settings("a.yaml", policy("    require: 'true'\n"), errors);
  const std::vector<lint::PolicySource> sources(501, layer.policies.front());
  CHECK(PolicySet::compile(sources, brush_catalog(), errors) == nullptr);
  CHECK(shown(errors) == "a.yaml:2:11 error SETTINGS-YAML more than 500 policies\n");

  std::string patterns = "policies:\n";
  for (int i = 0; i <= 200; ++i) {
    patterns += fmt::format("  - {{code: TEAM-{0}, require: \"matches(id, '{0}')\"}}\n", i);
  }
  CHECK(compile_errors(patterns) ==
        "team.yaml:202:44 error SETTINGS-EXPR more than 200 patterns\n");
  CHECK(compile_errors(policy("    require: matches(id, '" + std::string(1025, 'a') + "')\n"))
            .find("at most 1024 bytes long") != std::string::npos);
  CHECK(compile_errors(policy("    require: matches(id, '((a{100}){100}){100}')\n"))
            .find("not a pattern") != std::string::npos);

  std::string lets = "    let:\n";
  for (int i = 0; i < 300; ++i) {
    lets += fmt::format("      a{0}: count * {0} + {1} * attempts - {0}\n", i + 2, i + 500);
  }
  CHECK(compile_errors(policy(lets + "    require: a2 > 0\n")).find("more than 1024 steps") !=
        std::string::npos);
}

TEST_CASE("the linter gives what policies find among its own findings, as the settings say") {
  std::vector<Diagnostic> errors;
  LintSettings settings;
  settings.policies = compile(policy("    require: width > 99\n    message: m\n"), errors);
  const auto manifest = asset("id: a, size: 16x16");
  const auto codes = [&] {
    const Linter linter{brush_catalog(), june(), settings};
    std::string out;
    for (const auto& finding : linter.lint({.name = "m.yaml", .text = manifest}).findings) {
      const auto& found = finding.diagnostic;
      if (found.code == "TEAM-X")
        out += fmt::format("{} {}", to_string(found.severity), found.location.column);
    }
    return out;
  };
  CHECK(codes() == "error 19");
  settings.severity["TEAM"] = Severity::note;
  CHECK(codes() == "note 19");
  settings.selection.ignore = {"TEAM-X"};
  CHECK(codes() == "");
}

TEST_CASE("a set is shared by threads") {
  std::vector<Diagnostic> errors;
  const auto set = compile(policy("    require: matches(id, '^b')\n"), errors);
  REQUIRE(set != nullptr);
  std::vector<std::size_t> found(4);
  std::vector<std::thread> threads;
  for (auto& count : found) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) count += check_all(*set, asset("id: a")).size();
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto count : found) CHECK(count == 50);
}

}  // namespace
