// From policies as they are written to programs.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/sha256.hpp"
#include "catalog/program_builder.hpp"
#include "lint/code_names.hpp"
#include "lint/policy_facts.hpp"
#include "lint/policy_parts.hpp"
#include "lint/settings_errors.hpp"

namespace tariff::lint {
namespace {

using catalog::Context;
using catalog::Expression;
using catalog::ProgramBuilder;
using catalog::Template;
using catalog::TemplateSource;
using catalog::Wanted;
namespace code = catalog::code;

// Distinct patterns of a project; each takes up to a mebibyte.
constexpr std::size_t most_patterns = 200;

// What the catalog knows by name, looked through when a policy first asks.
class CatalogNames {
 public:
  explicit CatalogNames(const catalog::CatalogData& data) : data_(data) {}

  auto parameters() -> const std::set<std::string, std::less<>>& {
    read();
    return parameters_;
  }
  auto families() -> const std::set<std::string, std::less<>>& {
    read();
    return families_;
  }

 private:
  void read() {
    if (std::exchange(is_read_, true)) return;
    for (const auto& offer : data_.offers) {
      for (const auto& rule : offer.rules) families_.emplace(family_of(rule.code));
      for (const auto& finding : offer.findings) families_.emplace(family_of(finding.code));
      for (const auto& parameter : offer.parameters) {
        parameters_.insert(parameter.name);
        for (const auto& own : parameter.findings) families_.emplace(family_of(own.second.code));
      }
    }
  }

  const catalog::CatalogData& data_;
  std::set<std::string, std::less<>> parameters_;
  std::set<std::string, std::less<>> families_;
  bool is_read_ = false;
};

// The expressions of derived fields, which stand in the catalog as texts.
class DerivedFields {
 public:
  explicit DerivedFields(const std::vector<catalog::CanonicalField>& fields) {
    for (const auto& field : fields) {
      if (field.derive.empty()) continue;
      auto& [node, expression] = all_[field.name];
      node.kind = catalog::Node::Kind::scalar;
      node.text = field.derive;
      expression.node = &node;
      lang::SyntaxError ignored;  // the catalog has compiled it before
      if (!lang::parse(field.derive, expression.ast, ignored)) all_.erase(field.name);
    }
  }

  void add_to(catalog::Vocabulary& vocabulary) const {
    for (const auto& [name, derived] : all_) vocabulary.derive.emplace(name, &derived.expression);
  }

 private:
  struct Derived {
    catalog::Node node;
    Expression expression;
  };
  std::map<std::string, Derived, std::less<>> all_;  // nodes do not move
};

class PolicyCompiler {
 public:
  explicit PolicyCompiler(const Catalog& catalog)
      : names_(catalog.data()), derived_(catalog.data().fields) {
    for (const auto& field : catalog.data().fields) add_field(field);
    for (const auto& fact : policy_facts()) add_fact(fact);
    derived_.add_to(vocabulary_);
    for (const auto& fact : policy_facts()) vocabulary_.derive.erase(std::string{fact.name});
    first_pattern_ = slots_;
    vocabulary_.scope.patterns = [this](std::uint32_t text_slot, std::string_view pattern,
                                        std::uint32_t& slot, std::string& why) {
      return pattern_slot(text_slot, pattern, slot, why);
    };
  }

  // False: reported.
  auto compile(const PolicySource& source, std::vector<Diagnostic>& errors) -> bool {
    catalog::Reporter reporter{{*source.text}};
    catalog::SourceIndex sources;
    const Context context{reporter, sources, symbols_};
    check_code(source, context);
    auto policy = build(source, context);
    check_parameter(source, context);
    const bool good = reporter.clean();
    take_settings_errors(reporter, errors);
    if (!good) return false;
    note_use(policy);
    std::erase_if(parts_->policies,
                  [&](const Policy& other) { return other.rule.code == policy.rule.code; });
    parts_->policies.push_back(std::move(policy));
    return true;
  }

  auto finish() -> std::unique_ptr<const PolicySet::Parts> {
    parts_->words.symbols = symbols_.texts();
    parts_->words.symbol_cells = base::index_symbols(parts_->words.symbols);
    parts_->hash = hash();
    return std::move(parts_);
  }

 private:
  void add_field(const catalog::CanonicalField& field) {
    vocabulary_.scope.variables[field.name] = {field.type, slots_++};
    parts_->fields.push_back(field.name);
    parts_->derived.push_back(!field.derive.empty());
  }

  void add_fact(const Fact& fact) {
    vocabulary_.scope.variables.insert_or_assign(std::string{fact.name},
                                                 lang::Variable{fact.type, slots_++});
  }

  auto pattern_slot(std::uint32_t text_slot, std::string_view spelling, std::uint32_t& slot,
                    std::string& why) -> bool {
    auto& patterns = parts_->patterns;
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      if (patterns[i].text_slot != text_slot || patterns[i].spelling != spelling) continue;
      slot = first_pattern_ + static_cast<std::uint32_t>(i);
      return true;
    }
    PatternSlot made{text_slot, std::string{spelling}, {}};
    if (patterns.size() >= most_patterns) {
      why = fmt::format("more than {} patterns", most_patterns);
      return false;
    }
    if (!Pattern::compile(spelling, made.pattern, why)) return false;
    slot = first_pattern_ + static_cast<std::uint32_t>(patterns.size());
    patterns.push_back(std::move(made));
    return true;
  }

  void check_code(const PolicySource& source, const Context& context) {
    const auto& name = source.rule.code;
    if (!is_code(name)) {
      context.error(code::type, *source.code,
                    "a code is words of capital letters and digits joined by '-', such as "
                    "TEAM-FORMAT");
      return;
    }
    const auto family = family_of(name);
    const bool ours = is_own_family(family);
    if (!ours && !names_.families().contains(family)) return;
    context.error(code::reference, *source.code,
                  fmt::format("codes that begin with {}- are {}; begin with a name of your own, "
                              "such as TEAM-",
                              family, ours ? "Tariff's own" : "the catalog's"));
  }

  auto build(const PolicySource& source, const Context& context) -> Policy {
    Policy policy;
    policy.rule = source.rule;
    ProgramBuilder conditions{vocabulary_, context};
    conditions.announce(source.lets);
    conditions.announce(source.when);
    conditions.announce(source.require);
    (void)conditions.enter(source.lets);
    policy.rule.when = conditions.compile(source.when, Wanted::boolean);
    policy.rule.require = conditions.compile(source.require, Wanted::boolean);
    policy.conditions = conditions.finish(*source.code);
    build_texts(source, context, policy);
    if (policy.rule.parameter.empty()) policy.rule.parameter = subject_of(source);
    return policy;
  }

  void build_texts(const PolicySource& source, const Context& context, Policy& policy) {
    ProgramBuilder texts{vocabulary_, context};
    texts.announce(source.lets);
    texts.announce(source.require);
    for (const auto& piece : source.message.pieces) {
      if (!is_parameter(piece)) texts.announce(piece.expression);
    }
    (void)texts.enter(source.lets);
    policy.rule.message = message_of(source.message, texts);
    policy.rule.because = because_of(source.require, texts);
    policy.texts = texts.finish(*source.code);
  }

  // A bare name that only the request's own parameters have prints what the request wrote.
  auto is_parameter(const TemplateSource::Piece& piece) -> bool {
    return piece.expression && !vocabulary_.scope.variables.contains(piece.text) &&
           names_.parameters().contains(piece.text);
  }

  auto message_of(const TemplateSource& source, ProgramBuilder& texts) -> Template {
    using Kind = Template::Piece::Kind;
    Template out;
    for (const auto& piece : source.pieces) {
      if (!piece.expression) {
        out.pieces.push_back({Kind::literal, piece.text, 0});
      } else if (is_parameter(piece)) {
        out.pieces.push_back({Kind::parameter, piece.text, 0});
      } else {
        out.pieces.push_back(
            {Kind::expression, piece.text, texts.compile(piece.expression, Wanted::any)});
      }
    }
    return out;
  }

  static auto because_of(const Expression& require, ProgramBuilder& texts) -> Template {
    using Kind = Template::Piece::Kind;
    Template out;
    std::set<std::string> told;
    for (const auto operand : lang::compared_operands(require.ast)) {
      Expression part = require;
      part.ast.root = operand;
      const auto spelling = lang::print(part.ast);
      if (!told.insert(spelling).second) continue;
      out.pieces.push_back(
          {Kind::literal, (out.pieces.empty() ? "" : "; ") + spelling + " is ", 0});
      out.pieces.push_back({Kind::expression, spelling, texts.compile(part, Wanted::any)});
    }
    return out;
  }

  using Subjects = std::vector<std::pair<std::string_view, std::string>>;

  // What a condition is about: the first name in it that an asset says somewhere. A name of `let`
  // is about what its own expression is about.
  [[nodiscard]] auto subject_of(const PolicySource& source) const -> std::string {
    Subjects lets;
    for (const auto& let : source.lets) {
      lets.emplace_back(let.name, subject_of(let.value.ast, lets));
    }
    return subject_of(source.require.ast, lets);
  }

  [[nodiscard]] auto subject_of(const lang::Ast& ast, const Subjects& lets) const -> std::string {
    std::string subject;
    auto first = UINT32_MAX;
    for (const auto& node : ast.nodes) {
      if (node.kind != lang::NodeKind::name || node.span.begin >= first) continue;
      auto found = subject_of(node.text, lets);
      if (found.empty()) continue;
      subject = std::move(found);
      first = node.span.begin;
    }
    return subject;
  }

  [[nodiscard]] auto subject_of(const std::string& name, const Subjects& lets) const
      -> std::string {
    const auto let = std::find_if(lets.rbegin(), lets.rend(),
                                  [&](const auto& each) { return each.first == name; });
    if (let != lets.rend()) return let->second;
    return has_place(name) ? name : std::string{};
  }

  [[nodiscard]] auto has_place(std::string_view name) const -> bool {
    for (const auto& fact : policy_facts()) {
      if (fact.name == name) return !fact.path.empty();
    }
    return vocabulary_.scope.variables.contains(name);
  }

  void check_parameter(const PolicySource& source, const Context& context) {
    if (source.parameter == nullptr) return;
    const auto& name = source.rule.parameter;
    if (has_place(name) || names_.parameters().contains(name)) return;
    std::vector<std::string_view> known(names_.parameters().begin(), names_.parameters().end());
    for (const auto& variable : vocabulary_.scope.variables) {
      if (has_place(variable.first)) known.push_back(variable.first);
    }
    context.error(code::reference, *source.parameter,
                  fmt::format("no parameter and no member of an asset is called '{}'{}", name,
                              catalog::suggestion(name, known)));
  }

  // What must be known of a request for this policy.
  void note_use(const Policy& policy) {
    const auto& rule = policy.rule;
    for (const auto* program : {&policy.conditions, &policy.texts}) {
      for (const auto& instruction : program->code) note_use(instruction);
    }
    for (const auto& pattern : parts_->patterns) note_slot(pattern.text_slot);
    const auto is_fact = [&](const Fact& fact) { return fact.name == rule.parameter; };
    const bool says_place = rule.parameter.empty() ||
                            std::any_of(policy_facts().begin(), policy_facts().end(), is_fact);
    const bool prints = std::any_of(rule.message.pieces.begin(), rule.message.pieces.end(),
                                    [](const Template::Piece& piece) {
                                      return piece.kind == Template::Piece::Kind::parameter;
                                    });
    if (!says_place || prints) parts_->asks_request = true;
  }

  void note_use(const lang::Instruction& instruction) {
    using lang::Op;
    const auto op = instruction.op;
    if (op == Op::slot || op == Op::length || op == Op::tokens || op == Op::count) {
      note_slot(instruction.imm);
    } else if (op == Op::fold) {
      note_slot(instruction.a);
    }
  }

  void note_slot(std::uint32_t slot) {
    auto& used = parts_->used;
    const auto fact = slot - parts_->first_fact();
    if (slot < parts_->first_fact()) {
      if (std::find(used.begin(), used.end(), slot) == used.end()) used.push_back(slot);
      parts_->asks_request = true;
    } else if (fact < policy_facts().size() &&
               policy_facts()[fact].name.starts_with("cost_per_image")) {
      parts_->asks_request = true;  // how many images it asks for
    }
  }

  [[nodiscard]] auto hash() const -> std::string {
    base::Sha256 sum;
    const auto add = [&sum](std::string_view text) {
      sum.add(std::to_string(text.size()) + ":");
      sum.add(text);
    };
    for (const auto& [rule, conditions, texts] : parts_->policies) {
      add(rule.code);
      add(to_string(rule.severity));
      add(rule.parameter);
      add(lang::disassemble(conditions, &symbols_));
      add(lang::disassemble(texts, &symbols_));
      add(std::to_string(rule.when) + " " + std::to_string(rule.require));
      add(rule.require_text);
      for (const auto& piece : rule.message.pieces) add(piece.text);
    }
    for (const auto& pattern : parts_->patterns) add(pattern.spelling);
    return sum.finish();
  }

  std::unique_ptr<PolicySet::Parts> parts_ = std::make_unique<PolicySet::Parts>();
  CatalogNames names_;
  DerivedFields derived_;
  catalog::Vocabulary vocabulary_;
  base::SymbolTable symbols_;
  std::uint32_t slots_ = 0;
  std::uint32_t first_pattern_ = 0;
};

}  // namespace

auto PolicySet::compile(const std::vector<PolicySource>& sources, const Catalog& catalog,
                        std::vector<Diagnostic>& errors) -> std::shared_ptr<const PolicySet> {
  if (sources.size() > most_policies) {
    Diagnostic many;
    many.code = "SETTINGS-YAML";
    many.message = fmt::format("more than {} policies", most_policies);
    many.location = sources[most_policies].place;
    errors.push_back(std::move(many));
    return nullptr;
  }
  PolicyCompiler compiler{catalog};
  bool good = true;
  for (const auto& source : sources) good = compiler.compile(source, errors) && good;
  return good ? std::make_shared<const PolicySet>(compiler.finish()) : nullptr;
}

}  // namespace tariff::lint
