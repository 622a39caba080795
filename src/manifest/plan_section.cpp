#include <algorithm>
#include <array>

#include "manifest/header_sections.hpp"
#include "manifest/node_values.hpp"
#include "manifest/reader.hpp"

namespace tariff::manifest {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 1> of_quality{"quality"};
constexpr std::array<std::string_view, 1> of_cost{"cost"};
constexpr std::array<std::string_view, 2> unknown_costs{"allowed", "refused"};
constexpr std::array<std::string_view, 2> unservable{"leave_out", "fatal"};
constexpr std::array<std::string_view, 4> kept{"provider", "model", "quality", "tier"};

class PlanReader {
 public:
  explicit PlanReader(const SectionContext& context)
      : context_(context), values_(context.file, context.problems) {}

  auto read(const Node& value) -> PlanSettings {
    if (value.kind != Node::Kind::null) members("plan", value, keys);
    return std::move(plan_);
  }

 private:
  // What a key of a mapping means, by its full path.
  struct Key {
    std::string_view name;
    void (PlanReader::*read)(const std::string& path, const Node& value);
  };

  void members(const std::string& path, const Node& value, std::span<const Key> known) {
    if (!values_.is_map(path, value)) return;
    for (const auto& member : value.members) read_member(path, member, known);
  }

  void read_member(const std::string& path, const NodeMember& member, std::span<const Key> known) {
    const auto& name = member.key.text;
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const Key& each) { return each.name == name; });
    if (found != known.end()) {
      (this->*found->read)(path + "." + name, member.value);
      return;
    }
    std::vector<std::string_view> names;
    for (const auto& each : known) names.push_back(each.name);
    values_.error(code::unknown, path, member.key.place, unknown_name("key", name, names));
  }

  template <class T>
  static void put(std::optional<T> value, T& out) {
    if (value) out = std::move(*value);
  }
  // A value that is none takes nothing away.
  template <class T>
  static void put(std::optional<T> value, std::optional<T>& out) {
    if (value) out = std::move(value);
  }

  void goal(const std::string& path, const Node& value, Names word, PlanGoal goal) {
    if (!values_.word(path, value, word)) return;
    if (plan_.goal) {
      values_.error(code::duplicate, path, value.place,
                    "a plan has one goal: maximize: quality, or minimize: cost");
      return;
    }
    plan_.goal = goal;
  }
  void maximize(const std::string& path, const Node& value) {
    goal(path, value, of_quality, PlanGoal::quality);
  }
  void minimize(const std::string& path, const Node& value) {
    goal(path, value, of_cost, PlanGoal::cost);
  }

  void plan_on(const std::string& path, const Node& value) {
    CostPoint point{};
    if (value.is_scalar() && parse_cost_point(value.text, point)) {
      plan_.plan_on = point;
    } else {
      values_.error(code::type, path, value.place,
                    path + " must be low, expected, high, or a share of the range such as 80%");
    }
  }

  // `words`: the one for true, then the one for false.
  void either(const std::string& path, const Node& value, Names words, std::optional<bool>& out) {
    if (const auto word = values_.word(path, value, words)) out = *word == 0;
  }
  void costs(const std::string& path, const Node& value) {
    either(path, value, unknown_costs, plan_.allow_unknown_costs);
  }
  void leave_out(const std::string& path, const Node& value) {
    either(path, value, unservable, plan_.leave_out_unservable);
  }

  void larger(const std::string& path, const Node& value) {
    put(values_.truth(path, value), plan_.allow_larger);
  }
  void immediate(const std::string& path, const Node& value) {
    put(values_.truth(path, value), plan_.immediate);
  }
  void min_quality(const std::string& path, const Node& value) {
    put(values_.text(path, value), plan_.min_quality);
  }
  void min_average(const std::string& path, const Node& value) {
    put(values_.number(path, value), plan_.min_average);
  }

  void names(const std::string& path, const Node& value, std::vector<std::string>& out) {
    put(values_.texts(path, value), out);
    for (std::size_t i = 0; i < out.size(); ++i) {
      keep_place(path + "[" + std::to_string(i) + "]", value.items[i]);
    }
  }
  void only(const std::string& path, const Node& value) { names(path, value, plan_.only); }
  void forbid(const std::string& path, const Node& value) { names(path, value, plan_.forbid); }

  void keep(const std::string& path, const Node& value) {
    const auto words = values_.texts(path, value);
    if (!words) return;
    const std::array<bool*, 4> flags{&plan_.keep.provider, &plan_.keep.model, &plan_.keep.quality,
                                     &plan_.keep.tier};
    static_assert(flags.size() == kept.size());
    for (std::size_t i = 0; i < words->size(); ++i) {
      const auto found = std::find(kept.begin(), kept.end(), (*words)[i]);
      if (found != kept.end()) {
        *flags[static_cast<std::size_t>(found - kept.begin())] = true;
      } else {
        values_.error(code::unknown, path, value.items[i].place,
                      unknown_name("setting", (*words)[i], kept));
      }
    }
  }

  void providers(const std::string& path, const Node& value) {
    members(path, value, provider_keys);
  }
  void most_providers(const std::string& path, const Node& value) {
    put(values_.count(path, value), plan_.most_providers);
  }

  void caps(const std::string& path, const Node& value) {
    if (!values_.is_map(path, value)) return;
    for (const auto& [name, images] : value.members) {
      const auto at = path + "." + name.text;
      keep_place(at, name);
      if (const auto most = values_.whole(at, images, 0)) plan_.caps.push_back({name.text, *most});
    }
  }

  void quality(const std::string& path, const Node& value) { members(path, value, quality_keys); }

  void steps(const std::string& path, const Node& value) {
    if (!values_.is_map(path, value)) return;
    for (const auto& [word, points] : value.members) {
      if (const auto step = values_.number(path + "." + word.text, points)) {
        plan_.quality.steps.push_back({word.text, *step});
      }
    }
  }

  void scores(const std::string& path, const Node& value) {
    if (!values_.is_map(path, value)) return;
    for (const auto& [model, points] : value.members) {
      const auto at = path + "." + model.text;
      keep_place(at, model);
      if (points.kind != Node::Kind::map) {
        score(at, model.text, "", points);
        continue;
      }
      for (const auto& [quality, own] : points.members) {
        score(at + "." + quality.text, model.text, quality.text, own);
      }
    }
  }
  void score(const std::string& path, const std::string& model, const std::string& quality,
             const Node& points) {
    if (const auto own = values_.number(path, points)) {
      plan_.quality.scores.push_back({model, quality, *own});
    }
  }

  void keep_place(const std::string& path, const Node& node) {
    context_.places.emplace(path, values_.located(node.place));
  }

  static constexpr std::array<Key, 15> keys{{{"maximize", &PlanReader::maximize},
                                             {"minimize", &PlanReader::minimize},
                                             {"plan_on", &PlanReader::plan_on},
                                             {"unknown_costs", &PlanReader::costs},
                                             {"larger", &PlanReader::larger},
                                             {"immediate", &PlanReader::immediate},
                                             {"unservable", &PlanReader::leave_out},
                                             {"min_quality", &PlanReader::min_quality},
                                             {"min_average", &PlanReader::min_average},
                                             {"only", &PlanReader::only},
                                             {"forbid", &PlanReader::forbid},
                                             {"keep", &PlanReader::keep},
                                             {"providers", &PlanReader::providers},
                                             {"caps", &PlanReader::caps},
                                             {"quality", &PlanReader::quality}}};
  static constexpr std::array<Key, 1> provider_keys{{{"at_most", &PlanReader::most_providers}}};
  static constexpr std::array<Key, 2> quality_keys{
      {{"steps", &PlanReader::steps}, {"scores", &PlanReader::scores}}};

  const SectionContext& context_;
  NodeValues values_;
  PlanSettings plan_;
};

}  // namespace

auto read_plan(const Node& value, const SectionContext& context) -> PlanSettings {
  return PlanReader{context}.read(value);
}

}  // namespace tariff::manifest
