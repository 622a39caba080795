// `tariff approve PLAN --up-to AMOUNT`: somebody stands for a plan; `--check` sees whether somebody
// does.
#include "tariff/approval.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "byte_source.hpp"
#include "child_process.hpp"
#include "commands.hpp"
#include "plan/sealed_object.hpp"
#include "problems.hpp"
#include "report/money_text.hpp"
#include "report/table.hpp"
#include "report/words.hpp"

namespace tariff::app {
namespace {

using report::MoneyText;
using report::Table;

auto fail(const std::string& what) -> bool {
  complain(what);
  return false;
}

auto read_file(const std::string& path, std::string& text) -> bool {
  constexpr std::size_t piece = std::size_t{1} << 20U;
  ByteSource source;
  std::string why;
  if (!source.open(path, why)) return fail(path + ": " + why);
  text.clear();
  for (bool going = true; going && text.size() <= planning::longest_sealed;) {
    const auto wanted = text.size() + piece;
    source.read_ahead(wanted, text);
    going = text.size() >= wanted;
  }
  return source.error() == 0 || fail(path + ": " + std::strerror(source.error()));
}

// "plans/plan.json" is approved by "plans/plan.approval.json".
auto beside(const std::string& plan) -> std::string {
  constexpr std::string_view extension = ".json";
  const auto stem =
      plan.ends_with(extension) ? plan.substr(0, plan.size() - extension.size()) : plan;
  return stem + ".approval.json";
}

auto git_says(const char* name) -> std::string {
  ChildProcess git;
  git.arguments = {"git", "config", "--get", name};
  ChildResult result;
  std::string why;
  if (!run_child(git, result, why) || result.status != 0) return {};
  return result.output.substr(0, result.output.find('\n'));
}

auto variable(const char* name) -> std::string {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// "Ana <ana@example.com>", or who the system says is at work.
auto who() -> std::string {
  const auto name = git_says("user.name");
  const auto address = git_says("user.email");
  if (!name.empty() && !address.empty()) return name + " <" + address + ">";
  for (const auto& known : {name, address, variable("USER"), variable("LOGNAME")}) {
    if (!known.empty()) return known;
  }
  return {};
}

// "2026-11-21T09:30:00Z".
auto utc_now() -> std::string {
  using namespace std::chrono;
  const auto now = floor<seconds>(system_clock::now());
  const auto day = floor<days>(now);
  const hh_mm_ss time{now - day};
  const auto two = [](auto count) {
    const auto digits = std::to_string(count.count());
    return digits.size() == 1 ? "0" + digits : digits;
  };
  const Date date{static_cast<std::int32_t>(day.time_since_epoch().count())};
  return date.to_string() + "T" + two(time.hours()) + ":" + two(time.minutes()) + ":" +
         two(time.seconds()) + "Z";
}

// Whether what is wrong is wrong with the input, not with what it says.
auto is_unreadable(const Diagnostic& why) -> bool {
  return why.code.starts_with("INPUT-");
}

auto refuse(const std::string& path, Diagnostic why) -> int {
  const int status = is_unreadable(why) ? unreadable : findings;
  why.location.file = path;
  complain_of(std::vector<Diagnostic>{std::move(why)});
  return status;
}

class Approving {
 public:
  explicit Approving(Context& context)
      : context_(context), options_(context.options().approve), path_(options_.plan) {}

  auto approve() -> int {
    Diagnostic why;
    if (!read_file(path_, text_)) return unreadable;
    const auto output = options_.output.empty() ? beside(path_) : options_.output;
    if (is_plan_file(output)) {
      complain(output + ": this is the plan; the approval needs a file of its own");
      return unreadable;
    }
    const Approver approver{options_.by.empty() ? who() : options_.by, utc_now(), *options_.up_to};
    if (approver.by.empty()) {
      complain("who approves? give --by");
      return unreadable;
    }
    std::string approval;
    if (!read_plan(text_, plan_, why) || !approve_plan(text_, approver, approval, why)) {
      return refuse(path_, std::move(why));
    }
    if (!write(output, approval)) return unreadable;
    tell(approver, "approved", output);
    return clean;
  }

  auto check() -> int {
    Diagnostic why;
    const auto file = options_.approval.empty() ? beside(path_) : options_.approval;
    std::string approval;
    if (!read_file(path_, text_) || !read_file(file, approval)) return unreadable;
    if (!read_plan(text_, plan_, why)) return refuse(path_, std::move(why));
    if (!check_approval(text_, approval, why)) return refuse(file, std::move(why));
    tell(approver_of(approval), "approved", file);
    return clean;
  }

 private:
  [[nodiscard]] auto is_plan_file(const std::string& output) const -> bool {
    std::error_code none;
    return path_ != "-" && std::filesystem::equivalent(path_, output, none);
  }

  static auto write(const std::string& path, const std::string& text) -> bool {
    Output output;
    std::string why;
    if (!output.open(path, why)) return fail(path + ": cannot be written: " + why);
    output.write(text);
    return output.close(why) || fail(path + ": cannot be written: " + why);
  }

  // What an approval that holds says.
  static auto approver_of(const std::string& approval) -> Approver {
    Value value;
    JsonError error;
    Approver approver;
    if (!parse_json(approval, value, error)) return approver;
    const auto text = [](const Value* object, const char* name) {
      const auto* found = object == nullptr ? nullptr : object->find(name);
      return found == nullptr ? std::string{} : found->as_text();
    };
    const auto* up_to = value.find("up_to");
    approver = {text(&value, "by"), text(&value, "at"), {{}, text(up_to, "currency")}};
    if (!Rational::parse(text(up_to, "amount"), approver.up_to.amount)) return {};
    return approver;
  }

  void tell(const Approver& approver, const char* what, const std::string& file) {
    MoneyText money;
    const auto& currency = plan_.currency;
    Table table{{{""}, {"", Table::Align::left, 120}}};
    table.add({what, report::counted(plan_.requests, "request") + " for " +
                         money.range(plan_.cost, currency)});
    if (plan_.unknown > 0) {
      table.add({"not in it", report::counted(plan_.unknown, "request") + " of unknown cost"});
    }
    table.add({"up to", money.amount(approver.up_to.amount, approver.up_to.currency)});
    table.add({"by", approver.by});
    table.add({"at", approver.at});
    table.add({"plan", path_ + ", " + plan_.status + ", prices as of " + plan_.as_of});
    table.add({"", plan_.hash});
    table.add({"approval", file});
    const auto text = table.to_text(report::Paint{context_.text_options()});
    // An approval that goes to standard output is alone there.
    if (options_.output == "-") {
      std::fputs(text.c_str(), stderr);
    } else {
      context_.write(text);
    }
  }

  Context& context_;
  const ApproveOptions& options_;
  const std::string& path_;
  std::string text_;
  ApprovablePlan plan_;
};

}  // namespace

auto run_approve(Context& context) -> int {
  Approving approving{context};
  return context.options().approve.check ? approving.check() : approving.approve();
}

}  // namespace tariff::app
