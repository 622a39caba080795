#include "kernel/folds.hpp"

#include <algorithm>
#include <set>

#include "kernel/shapes.hpp"

namespace tariff::kernel {
namespace {

using catalog::ImageClasses;
using catalog::ImageFold;
using catalog::ImageShape;
using catalog::Kernel;
using engine::Cell;
using lang::Instruction;
using lang::Op;

// More words than these are not told apart, and no fold is made.
constexpr std::size_t most_words = 12;

// The cone of a fold's body.
auto body_of(const lang::Program& program, std::size_t at) -> Cone {
  std::vector<lang::Register> body;
  for (std::size_t i = 1; i <= program.code[at].b; ++i) {
    body.push_back(static_cast<lang::Register>(at + i));
  }
  return cone_of(program, body);
}

// Words that the bodies of folds ask for.
void add_words(const lang::Program& program, std::set<base::Symbol>& words) {
  for (std::size_t at = 0; at < program.code.size(); ++at) {
    if (program.code[at].op == Op::fold) words.merge(body_of(program, at).symbols);
  }
}

auto kind_of(lang::Fold fold) noexcept -> std::optional<ImageFold::Kind> {
  switch (fold) {
    case lang::Fold::sum:
    case lang::Fold::count: return ImageFold::Kind::sum;
    case lang::Fold::all: return ImageFold::Kind::all;
    case lang::Fold::any: return ImageFold::Kind::any;
    default: return std::nullopt;
  }
}

// One fold at work: what each class of image gives.
class Maker {
 public:
  Maker(const ImageClasses& classes, const Run& outer, lang::Register at)
      : classes_(classes),
        instruction_(outer.program().code[at]),
        value_(static_cast<lang::Register>(at + instruction_.b)),
        run_(arithmetic_, outer.program(), nullptr, nullptr),
        states_(outer.states()) {}

  auto make(ImageFold& fold, Folds::Made& made) -> bool {
    const auto kind = kind_of(static_cast<lang::Fold>(instruction_.imm));
    if (!kind) return false;
    fold.kind = *kind;
    made.is_truth = *kind != ImageFold::Kind::sum;
    fold.shape_of.assign(classes_.count(), 0);
    const std::size_t texts = classes_.texts();
    for (std::size_t format = 0; format < texts; ++format) {
      for (std::size_t role = 0; role < texts; ++role) {
        for (std::size_t sizes = 0; sizes < 8; ++sizes) {
          const ImageState image{(sizes & 4U) != 0, (sizes & 2U) != 0, (sizes & 1U) != 0, format,
                                 role};
          // Of all images or of none: what is not expressible may be absent or an error, and must
          // not be dropped where its value does not matter.
          if (!add(image, fold, made)) return false;
        }
      }
    }
    return fits(made);
  }

 private:
  auto add(const ImageState& image, ImageFold& fold, Folds::Made& made) -> bool {
    run_.set(states_);
    run_.set(image, classes_.words);
    const Symbolic& value = run_.value(value_);
    const NumberRange range = number_of(value);
    const auto whole = arithmetic_.at_one_scale(range);
    // Every image's share is a whole number, or the sum would need a scale of its own.
    if (!whole || !whole->scale.is_integer()) return false;
    ImageShape shape;
    Emitter emitter{arithmetic_.graph()};
    std::optional<std::uint8_t> registers[3];
    const NodeId nodes[3] = {whole->low, whole->expected, whole->high};
    for (std::size_t i = 0; i < 3; ++i) {
      const NodeId node = arithmetic_.graph().multiply(
          nodes[i], arithmetic_.graph().constant(whole->scale.numerator()));
      if (node == no_node) return false;
      registers[i] = emitter.emit(node, shape.program);
      if (!registers[i]) return false;
      made.low = std::min(made.low, arithmetic_.graph()[node].low);
      made.high = std::max(made.high, arithmetic_.graph()[node].high);
    }
    made.is_exact = made.is_exact && range.is_exact();
    shape.low = *registers[0];
    shape.expected = *registers[1];
    shape.high = *registers[2];
    const auto same = std::find(fold.shapes.begin(), fold.shapes.end(), shape);
    fold.shape_of[classes_.index(image.has_width, image.has_height, image.has_bytes, image.format,
                                 image.role)] =
        static_cast<std::uint16_t>(same - fold.shapes.begin());
    if (same == fold.shapes.end()) fold.shapes.push_back(std::move(shape));
    return true;
  }

  // A truth counts as 0 or 1.
  [[nodiscard]] auto number_of(const Symbolic& value) -> NumberRange {
    const bool wants_truth = static_cast<lang::Fold>(instruction_.imm) != lang::Fold::sum;
    if (wants_truth) {
      if (value.kind == Symbolic::Kind::truth) {
        return Arithmetic::exactly(arithmetic_.of(value.truth));
      }
      if (value.is_constant() && (value.cell.is_true() || value.cell.is_false())) {
        const Rational one{value.cell.is_true() ? 1 : 0};
        return arithmetic_.constant(Range::exactly(one));
      }
      return {};
    }
    if (value.kind == Symbolic::Kind::number) return value.number;
    if (value.is_constant() && value.cell.kind == Cell::Kind::number) {
      return arithmetic_.constant(value.cell.number);
    }
    return {};
  }

  static auto fits(Folds::Made& made) -> bool {
    if (made.is_truth) {
      made.low = 0;
      made.high = 1;
      return true;
    }
    const auto images = static_cast<std::int64_t>(Kernel::most_images);
    return !__builtin_mul_overflow(made.low, images, &made.low) &&
           !__builtin_mul_overflow(made.high, images, &made.high);
  }

  const ImageClasses& classes_;
  const Instruction instruction_;
  lang::Register value_;
  Graph graph_;
  Arithmetic arithmetic_{graph_};
  Run run_;
  std::map<std::uint32_t, SlotState> states_;
};

}  // namespace

Folds::Folds(const catalog::Offer& offer, Kernel& kernel) : offer_(offer), kernel_(kernel) {
  std::set<base::Symbol> words;
  add_words(offer.rule_program, words);
  for (const catalog::RateCard& card : offer.cards) add_words(card.program, words);
  if (words.size() <= most_words) kernel.images.words.assign(words.begin(), words.end());
}

auto Folds::find(const Run& run, lang::Register at) -> std::optional<Made> {
  const Instruction& instruction = run.program().code[at];
  // Of other lists only the length is known.
  if (instruction.a != offer_.images_slot) return std::nullopt;
  Key key{&run.program(), at, {}};
  for (const std::uint32_t slot : body_of(run.program(), at).slots) {
    const auto state = run.states().find(slot);
    if (state == run.states().end()) continue;
    auto& groups = std::get<2>(key);
    groups.insert(groups.end(), {slot, state->second.group->first, state->second.chosen});
  }
  const auto [made, fresh] = made_.try_emplace(std::move(key));
  if (fresh) made->second = make(run, at);
  return made->second;
}

auto Folds::make(const Run& run, lang::Register at) -> std::optional<Made> {
  ImageFold fold;
  Made made;
  if (!Maker{kernel_.images, run, at}.make(fold, made)) return std::nullopt;
  const auto same = std::find(kernel_.folds.begin(), kernel_.folds.end(), fold);
  made.number = static_cast<std::uint16_t>(same - kernel_.folds.begin());
  if (same == kernel_.folds.end()) {
    if (kernel_.folds.size() >= Kernel::most_folds) return std::nullopt;
    kernel_.folds.push_back(std::move(fold));
  }
  return made;
}

}  // namespace tariff::kernel
