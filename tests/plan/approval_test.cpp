// Approvals: what holds, what voids them, and what cannot be approved.
#include "tariff/approval.hpp"

#include <random>

#include "plan/sample.hpp"
#include "plan/sealed_object.hpp"

namespace {

using namespace tariff;
using namespace tariff::tests;

auto ana() -> Approver {
  return {"Ana <ana@example.com>", "2026-11-21T09:30:00Z", usd("25")};
}

auto approve(const std::string& plan, const Approver& approver = ana()) -> std::string {
  std::string approval;
  Diagnostic why;
  REQUIRE_MESSAGE(approve_plan(plan, approver, approval, why), why.message);
  return approval;
}

// The code with which the plan is refused.
auto refusal(const std::string& plan, const Approver& approver = ana()) -> std::string {
  std::string approval;
  Diagnostic why;
  CHECK_FALSE(approve_plan(plan, approver, approval, why));
  CHECK(!why.message.empty());
  CHECK(approval.empty());
  return why.code;
}

// Empty: it holds.
auto check(const std::string& plan, const std::string& approval) -> std::string {
  Diagnostic why;
  return check_approval(plan, approval, why) ? "" : why.code;
}

auto replaced(std::string text, const std::string& what, const std::string& by) -> std::string {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

// The hash of a text that was changed made right again, as who forges a plan would.
auto resealed(const std::string& text) -> std::string {
  planning::Seal seal;
  JsonError error;
  REQUIRE_MESSAGE(planning::read_sealed(text, {}, seal, error), error.message);
  return replaced(text, seal.stated, seal.computed);
}

// Spaces wherever JSON allows them.
auto spaced(const std::string& json) -> std::string {
  std::string out;
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_text && c == '\\') {
      out += c;
      out += json[++i];
      continue;
    }
    if (c == '"') in_text = !in_text;
    const bool mark = !in_text && std::string{"{}[]:,"}.find(c) != std::string::npos;
    out += mark ? std::string{"\n\t "} + c + " \r\n" : std::string{c};
  }
  return out;
}

}  // namespace

TEST_CASE("an approval holds for its plan") {
  const auto plan = to_json(sample_plan());
  const auto approval = approve(plan);
  CHECK(check(plan, approval).empty());
  CHECK(approval.starts_with(R"({"format":"tariff/approval@1","plan":"sha256:)"));
  CHECK(approval.find(R"("by":"Ana <ana@example.com>","at":"2026-11-21T09:30:00Z",)"
                      R"("up_to":{"amount":"25","currency":"USD"},"hash":"sha256:)") !=
        std::string::npos);
  CHECK(approval.ends_with("\"}\n"));
}

TEST_CASE("what is read of a plan") {
  ApprovablePlan plan;
  Diagnostic why;
  REQUIRE(read_plan(to_json(sample_plan()), plan, why));
  CHECK(plan.status == "feasible");
  CHECK(plan.as_of == "2026-11-21");
  CHECK(plan.catalog == "0123456789abcdef0123");
  CHECK(plan.currency == "USD");
  CHECK(plan.cost == range("0.30", "0.36", "0.45"));
  CHECK(plan.requests == 4);
  CHECK(plan.unknown == 1);
  CHECK(plan.hash.size() == 71);
  REQUIRE(read_plan(to_json(infeasible_plan()), plan, why));
  CHECK(plan.requests == 0);
}

TEST_CASE("spaces and line ends do not void an approval") {
  const auto plan = to_json(sample_plan());
  const auto approval = approve(plan);
  CHECK(check(spaced(plan), spaced(approval)).empty());
  CHECK(check(spaced(plan), approval).empty());
}

TEST_CASE("how numbers, escapes and the hash's place are written does not void an approval") {
  const auto plan = to_json(sample_plan());
  const auto approval = approve(plan);
  CHECK(check(replaced(plan, "0.35", "3.5e-1"), approval).empty());
  CHECK(check(replaced(plan, "a fox", "\\u0061 fox"), approval).empty());
  Value value;
  JsonError error;
  REQUIRE(parse_json(plan, value, error));
  const auto hash = *value.find("hash");
  value.erase("hash");
  value.set("hash", hash);
  CHECK(check(value.to_json(), approval).empty());
}

TEST_CASE("any other value, name or order voids an approval") {
  const auto plan = to_json(sample_plan());
  const auto approval = approve(plan);
  const std::pair<const char*, const char*> changes[] = {
      {"a fox", "a fix"},                   // a text of a request
      {"0.35", "0.36"},                     // a number of one
      {"\"n\":1,", "\"n\":2,"},             //
      {"\"n\":1,", "\"n\":1.0,"},           // providers tell these apart
      {"\"n\":1,", "\"n\":\"1\","},         // a kind
      {"\"n\":1,", ""},                     // a member less
      {"\"n\":1,", "\"n\":1,\"m\":null,"},  // one more
      {"\"strength\"", "\"strenght\""},     // a name
      {"\"images\":3,\"required\":true", "\"required\":true,\"images\":3"},  // an order
      {"\"high\":\"0.45\"", "\"high\":\"0.4\""},                             // what it may cost
      {"\"expected\":\"0.36\"", "\"expected\":\"0.360\""},
      {"[\"acme\",\"globex\"]", "[\"globex\",\"acme\"]"},
      {"[\"acme\",\"globex\"]", "[[\"acme\",\"globex\"]]"},
      {"\"notes\":[", "\"notes\":[\"\","},
  };
  for (const auto& change : changes) {
    const auto& what = change.first;
    const auto& by = change.second;
    const auto changed = replaced(plan, what, by);
    CHECK_MESSAGE(check(changed, approval) == "APPROVAL-CHANGED", what, " → ", by);
    CHECK_MESSAGE(refusal(changed) == "APPROVAL-CHANGED", what, " → ", by);
    // Nor does a plan hold that was given the hash of what it says now.
    CHECK_MESSAGE(check(resealed(changed), approval) == "APPROVAL-OTHER", what, " → ", by);
  }
}

TEST_CASE("every byte that is changed is noticed") {
  const auto plan = to_json(sample_plan());
  const auto approval = approve(plan);
  REQUIRE(plan.ends_with("}\n"));
  for (std::size_t i = 0; i < plan.size(); ++i) {
    auto changed = plan;
    changed[i] = changed[i] == '1' ? '2' : '1';
    const auto code = check(changed, approval);
    CHECK_MESSAGE(!code.empty(), "byte ", i);
  }
}

TEST_CASE("an approval that was changed does not hold") {
  const auto plan = to_json(sample_plan());
  const auto approval = approve(plan);
  CHECK(check(plan, replaced(approval, "\"25\"", "\"26\"")) == "APPROVAL-CHANGED");
  CHECK(check(plan, replaced(approval, "Ana", "Bob")) == "APPROVAL-CHANGED");
  CHECK(check(plan, replaced(approval, "09:30", "09:31")) == "APPROVAL-CHANGED");
  // Forged so that its own hash is right, it may still not be less than what the plan may cost.
  CHECK(check(plan, resealed(replaced(approval, "\"25\"", "\"0.4\""))) == "APPROVAL-LIMIT");
  CHECK(check(plan, resealed(replaced(approval, "\"USD\"", "\"EUR\""))) == "APPROVAL-LIMIT");
  CHECK(check(plan, resealed(replaced(approval, "Ana <ana@example.com>", " "))) ==
        "APPROVAL-REFUSED");
}

TEST_CASE("an approval of another plan does not hold") {
  auto other = sample_plan();
  other.catalog = "fedcba";
  CHECK(check(to_json(sample_plan()), approve(to_json(other))) == "APPROVAL-OTHER");
}

TEST_CASE("nothing below what the plan may cost can be approved") {
  const auto plan = to_json(sample_plan());
  auto approver = ana();
  approver.up_to = usd("0.45");
  CHECK(check(plan, approve(plan, approver)).empty());
  approver.up_to = usd("0.449999");
  CHECK(refusal(plan, approver) == "APPROVAL-LIMIT");
  approver.up_to = {number("100"), "EUR"};
  CHECK(refusal(plan, approver) == "APPROVAL-LIMIT");
  approver.up_to = usd("-1");
  CHECK(refusal(plan, approver) == "APPROVAL-REFUSED");
  approver.up_to = usd("100/3");
  CHECK(refusal(plan, approver) == "APPROVAL-REFUSED");
}

TEST_CASE("where there is no plan, nothing can be approved") {
  CHECK(refusal(to_json(infeasible_plan())) == "APPROVAL-REFUSED");
  CHECK(refusal(to_json(Plan{})) == "APPROVAL-REFUSED");
  auto empty = sample_plan();
  empty.assets.clear();
  empty.total = {};
  CHECK(refusal(to_json(empty)) == "APPROVAL-REFUSED");
}

TEST_CASE("who approves, and when, is said") {
  const auto plan = to_json(sample_plan());
  for (const auto* by : {"", " ", "\t\n"}) {
    auto approver = ana();
    approver.by = by;
    CHECK(refusal(plan, approver) == "APPROVAL-REFUSED");
  }
  for (const auto* at : {"", "today", "2026-11-21", "2026-02-30T09:30:00Z", "2026-11-21T24:30:00Z",
                         "2026-11-21T09:60:00Z", "2026-11-21T09:30:00+01:00"}) {
    auto approver = ana();
    approver.at = at;
    CHECK_MESSAGE(refusal(plan, approver) == "APPROVAL-REFUSED", at);
  }
}

TEST_CASE("what is no plan is refused with its place") {
  const auto plan = to_json(sample_plan());
  const auto why_of = [](const std::string& text) {
    ApprovablePlan out;
    Diagnostic why;
    CHECK_FALSE(read_plan(text, out, why));
    return why;
  };
  CHECK(why_of("").code == "INPUT-SYNTAX");
  CHECK(why_of("[]").code == "INPUT-SYNTAX");
  CHECK(why_of("{}").code == "INPUT-MISSING");
  CHECK(why_of("{\"format\":\"tariff/plan@1\"}").message == "the plan has no 'hash'");
  CHECK(why_of("{\"format\":\"tariff/plan@2\"}").code == "INPUT-TYPE");
  CHECK(why_of(approve(plan)).path == "format");
  const auto broken = why_of("{\"format\":\"tariff/plan@1\",\n \"status\": optimal}");
  CHECK(broken.location.line == 2);
  CHECK(broken.location.column == 12);
  CHECK(why_of(resealed(replaced(plan, "\"as_of\"", "\"as_off\""))).path == "as_of");
  CHECK(why_of(resealed(replaced(plan, "\"requests\":4", "\"requests\":-4"))).path ==
        "total.requests");
  CHECK(why_of(resealed(replaced(plan, "\"requests\":4", "\"requests\":4.5"))).path ==
        "total.requests");
  CHECK(why_of(resealed(replaced(plan, "\"requests\":4", "\"requests\":1e40"))).path ==
        "total.requests");
  CHECK(why_of(resealed(replaced(plan, "\"low\":\"0.3\"", "\"low\":0.3"))).path ==
        "total.cost.low");
  CHECK(why_of(resealed(replaced(plan, "\"low\":\"0.3\"", "\"low\":\"x\""))).path ==
        "total.cost.low");
  CHECK(why_of(resealed(replaced(plan, "\"low\":\"0.3\"", "\"low\":\"9\""))).code == "INPUT-VALUE");
  CHECK(why_of(resealed(replaced(plan, "\"low\":\"0.3\"", "\"low\":\"-1\""))).code ==
        "INPUT-VALUE");
  CHECK(why_of(resealed(replaced(plan, "\"feasible\"", "\"splendid\""))).path == "status");
}

TEST_CASE("hostile JSON is refused, and harms nobody") {
  const std::string deep(100'000, '[');
  const auto object = [](const std::string& member) {
    return "{\"format\":\"tariff/plan@1\"," + member + "}";
  };
  std::string many;
  for (int i = 0; i < 2'000; ++i) many += ",\"m" + std::to_string(i) + "\":1";
  const std::string texts[] = {
      deep,
      object("\"assets\":" + deep),
      object("\"assets\":[" + deep),
      object("\"assets\":{\"a\":1,\"a\":2}"),
      object("\"format\":\"tariff/plan@1\""),
      object("\"hash\":\"a\",\"hash\":\"b\""),
      object("\"a\":1" + many),
      object("\"a\":[1,]"),
      object("\"a\":[1 2]"),
      object("\"a\":[1}"),
      object("\"a\" 1"),
      object("\"a\":"),
      object("\"a\":1,"),
      object("a:1"),
      object("1:1"),
      object("\"a\":\"\xff\""),
      object("\"\xff\":1"),
      object("\"a\":\"\\ud800\""),
      object("\"a\":\"open"),
      object("\"a\":\"\\"),
      object("\"a\":tru\"e\""),
      object("\"a\":1") + "{}",
      "\xEF\xBB\xBF" + object("\"a\":1"),
      std::string(1, '\0'),
      "{",
      "{\"",
      "{\"a",
  };
  for (const auto& text : texts) {
    ApprovablePlan out;
    Diagnostic why;
    CHECK_FALSE(read_plan(text, out, why));
    CHECK_MESSAGE(why.code == "INPUT-SYNTAX", text.substr(0, 60), ": ", why.message);
  }
}

TEST_CASE("a text that is damaged at random is read only where it says the same") {
  const auto plan = to_json(sample_plan());
  ApprovablePlan original;
  Diagnostic why;
  REQUIRE(read_plan(plan, original, why));
  std::mt19937 random{7};  // NOLINT: the same every time
  for (int i = 0; i < 2'000; ++i) {
    auto text = plan;
    for (int changes = 0; changes < 3; ++changes) {
      text[random() % text.size()] = static_cast<char>(random() % 256);
    }
    if (i % 2 == 0) text.resize(random() % text.size());
    ApprovablePlan out;
    CHECK((!read_plan(text, out, why) || out.hash == original.hash));
  }
}
