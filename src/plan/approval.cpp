#include "tariff/approval.hpp"

#include <algorithm>
#include <utility>

#include "base/text_source.hpp"
#include "manifest/reader.hpp"
#include "plan/json_parts.hpp"
#include "plan/members.hpp"
#include "plan/sealed_object.hpp"

namespace tariff {
inline namespace v0 {
namespace {

using planning::Members;
using planning::Seal;

constexpr std::string_view plan_format = "tariff/plan@1";
constexpr std::string_view approval_format = "tariff/approval@1";

constexpr auto changed_code = "APPROVAL-CHANGED";  // it says something else than when it was made
constexpr auto refused_code = "APPROVAL-REFUSED";  // nobody can approve this
constexpr auto limit_code = "APPROVAL-LIMIT";      // the plan may cost more than is approved
constexpr auto other_code = "APPROVAL-OTHER";      // it is of another plan

auto refuse(Diagnostic& why, const char* code, std::string message) -> bool {
  why = manifest::make_error(code, "", std::move(message), {});
  return false;
}

auto refuse_text(Diagnostic& why, const char* what, std::string_view text, const JsonError& error)
    -> bool {
  refuse(why, manifest::code::syntax, std::string{what} + " cannot be read: " + error.message);
  if (text.size() > planning::longest_sealed) return false;
  const base::TextSource source{{}, std::string{text}};
  why.location =
      source.locate({static_cast<std::uint32_t>(std::min(error.offset, text.size())), 0});
  return false;
}

// Reads an object of this format whose hash is that of its content. `out` gets its members that are
// no lists.
auto read_own(std::string_view text, std::string_view format, const char* what, Value& out,
              std::string& hash, Diagnostic& why) -> bool {
  Seal seal;
  JsonError error;
  std::vector<Value::Member> members;
  const auto take = [&members](std::string_view name, const Value& value) {
    members.push_back({std::string{name}, value});
  };
  if (!planning::read_sealed(text, take, seal, error)) return refuse_text(why, what, text, error);
  out = Value::object(std::move(members));
  std::string word;
  if (!Members{what, why}.word(out, "format", {format}, word)) return false;
  if (seal.stated.empty()) {
    return refuse(why, manifest::code::missing, std::string{what} + " has no 'hash'");
  }
  if (seal.stated != seal.computed) {
    return refuse(
        why, changed_code,
        std::string{what} + " was changed since it was written: its hash is now " + seal.computed);
  }
  hash = std::move(seal.computed);
  return true;
}

auto has_plan(const ApprovablePlan& plan) -> bool {
  return plan.status == to_string(PlanStatus::optimal) ||
         plan.status == to_string(PlanStatus::feasible);
}

auto read_cost(Members& members, const Value& plan, Range& out, Diagnostic& why) -> bool {
  if (!members.decimal(plan, "total.cost.low", out.low) ||
      !members.decimal(plan, "total.cost.expected", out.expected) ||
      !members.decimal(plan, "total.cost.high", out.high)) {
    return false;
  }
  if (!out.low.is_negative() && out.low <= out.expected && out.expected <= out.high) return true;
  refuse(why, manifest::code::value, "the plan's total is no range of costs");
  why.path = "total.cost";
  return false;
}

// What is approved may not be less than what the plan may cost.
auto check_limit(const ApprovablePlan& plan, const Money& up_to, Diagnostic& why) -> bool {
  if (up_to.currency != plan.currency) {
    return refuse(why, limit_code,
                  "the plan is in " + plan.currency + ", and the approval in " + up_to.currency);
  }
  if (plan.cost.high <= up_to.amount) return true;
  return refuse(why, limit_code,
                "the plan may cost " + plan.cost.high.to_decimal() + " " + plan.currency +
                    ", more than " + up_to.amount.to_decimal() + " " + up_to.currency);
}

auto check_plan(const ApprovablePlan& plan, const Money& up_to, Diagnostic& why) -> bool {
  if (!has_plan(plan)) {
    return refuse(why, refused_code, "there is nothing to approve: the plan is " + plan.status);
  }
  if (plan.requests == 0) {
    return refuse(why, refused_code, "there is nothing to approve: the plan has no requests");
  }
  return check_limit(plan, up_to, why);
}

// "2026-11-21T09:30:00Z".
auto is_time(std::string_view text) -> bool {
  constexpr std::string_view form = "dddd-dd-ddTdd:dd:ddZ";
  Date day;
  return std::equal(text.begin(), text.end(), form.begin(), form.end(),
                    [](char c, char wanted) {
                      return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted;
                    }) &&
         Date::parse(text.substr(0, 10), day) && text.substr(11, 2) < "24" &&
         text.substr(14, 2) < "60" && text.substr(17, 2) <= "60";
}

auto check_approver(const Approver& approver, Diagnostic& why) -> bool {
  if (approver.by.find_first_not_of(" \t\r\n") == std::string::npos) {
    return refuse(why, refused_code, "it is not said who approves");
  }
  if (!is_time(approver.at)) {
    return refuse(why, refused_code,
                  "'" + approver.at + "' is no time such as 2026-11-21T09:30:00Z");
  }
  if (approver.up_to.amount.is_negative() || !approver.up_to.amount.is_terminating()) {
    return refuse(why, refused_code, "the amount is no decimal number from 0 on");
  }
  return true;
}

}  // namespace

auto read_plan(std::string_view plan_json, ApprovablePlan& out, Diagnostic& why) -> bool {
  Value plan;
  ApprovablePlan read;
  if (!read_own(plan_json, plan_format, "the plan", plan, read.hash, why)) return false;
  Members members{"the plan", why};
  if (!members.word(plan, "status", {"optimal", "feasible", "infeasible", "unknown"},
                    read.status) ||
      !members.text(plan, "as_of", read.as_of) || !members.text(plan, "catalog", read.catalog) ||
      !members.text(plan, "currency", read.currency)) {
    return false;
  }
  if (has_plan(read) && (!read_cost(members, plan, read.cost, why) ||
                         !members.count(plan, "total.requests", read.requests) ||
                         !members.count(plan, "total.unknown", read.unknown))) {
    return false;
  }
  out = std::move(read);
  return true;
}

auto approve_plan(std::string_view plan_json, const Approver& approver, std::string& approval_json,
                  Diagnostic& why) -> bool {
  ApprovablePlan plan;
  if (!read_plan(plan_json, plan, why) || !check_approver(approver, why) ||
      !check_plan(plan, approver.up_to, why)) {
    return false;
  }
  std::string out;
  report::JsonWriter json{out};
  json.begin_object()
      .member("format", approval_format)
      .member("plan", plan.hash)
      .member("by", approver.by)
      .member("at", approver.at)
      .key("up_to")
      .begin_object();
  planning::write_decimal_member(json, "amount", approver.up_to.amount);
  json.member("currency", approver.up_to.currency).end_object();
  const auto behind = out.size();
  json.end_object();
  planning::seal_object(out, behind);
  approval_json = out + "\n";
  return true;
}

auto check_approval(std::string_view plan_json, std::string_view approval_json, Diagnostic& why)
    -> bool {
  constexpr auto what = "the approval";
  ApprovablePlan plan;
  Value approval;
  std::string hash;
  if (!read_plan(plan_json, plan, why) ||
      !read_own(approval_json, approval_format, what, approval, hash, why)) {
    return false;
  }
  Members members{what, why};
  Approver approver;
  if (!members.text(approval, "plan", hash) || !members.text(approval, "by", approver.by) ||
      !members.text(approval, "at", approver.at) ||
      !members.decimal(approval, "up_to.amount", approver.up_to.amount) ||
      !members.text(approval, "up_to.currency", approver.up_to.currency) ||
      !check_approver(approver, why)) {
    return false;
  }
  if (hash != plan.hash) {
    return refuse(why, other_code,
                  "the approval is of another plan: of " + hash + ", and this is " + plan.hash);
  }
  return check_plan(plan, approver.up_to, why);
}

}  // namespace v0
}  // namespace tariff
