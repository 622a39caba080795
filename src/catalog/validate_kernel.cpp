#include <algorithm>

#include "catalog/limits.hpp"
#include "catalog/validate.hpp"

namespace tariff::catalog {
namespace {

using Code = IntegerOp::Code;

template <class List, class Test>
auto all(const List& items, Test test) -> bool {
  return std::all_of(items.begin(), items.end(), test);
}

auto divides_by_constant(Code code) noexcept -> bool {
  return code == Code::floor_divide_constant || code == Code::ceil_divide_constant ||
         code == Code::modulo_constant;
}

class KernelCheck {
 public:
  KernelCheck(const Kernel& kernel, const Offer& offer, std::size_t symbols)
      : kernel_(kernel), offer_(offer), symbols_(symbols) {}

  [[nodiscard]] auto run() -> bool {
    return slots() && rules() && folds() &&
           all(kernel_.prices, [this](const auto& x) { return price(x); }) &&
           all(kernel_.counted, [this](std::uint16_t x) { return slot(x); }) &&
           (kernel_.counted.empty() || !offer_.cards.empty());
  }

 private:
  enum class Where : std::uint8_t { request, image };

  [[nodiscard]] auto slot(std::int64_t at) const -> bool {
    return at >= 0 && static_cast<std::size_t>(at) < offer_.slots.size();
  }
  [[nodiscard]] auto symbol(Symbol id) const -> bool { return id < symbols_; }

  [[nodiscard]] auto classes(const SlotClasses& x) const -> bool {
    const auto open = [this](const auto& at) {
      return at[0] < offer_.parameters.size() && at[1] < offer_.parameters[at[0]].words.size();
    };
    return slot(x.slot) && x.cuts.size() < SlotClasses::none && x.count() < SlotClasses::none &&
           all(x.words, [this](Symbol id) { return symbol(id); }) && all(x.open, open);
  }

  [[nodiscard]] auto slots() -> bool {
    if (kernel_.slots.size() > most_slots) return false;
    for (const SlotClasses& x : kernel_.slots) {
      if (!classes(x) || x.first != classes_) return false;
      classes_ += x.count();
      if (classes_ > UINT16_MAX) return false;
    }
    return kernel_.expected.size() == classes_;
  }

  // Registers are written once, in order, before they are read.
  [[nodiscard]] auto program(const IntegerProgram& code, Where where, std::size_t first = 0) const
      -> bool {
    if (first + code.size() > most_integer_registers) return false;
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (code[i].target != first + i || !op(code[i], where, first + i)) return false;
    }
    return true;
  }

  [[nodiscard]] auto op(const IntegerOp& x, Where where, std::size_t at) const -> bool {
    switch (x.code) {
      case Code::constant: return true;
      case Code::number:
      case Code::tokens_low:
      case Code::tokens_expected:
      case Code::tokens_high:
      case Code::count: return slot(x.k);
      case Code::image_width:
      case Code::image_height:
      case Code::image_bytes: return where == Where::image;
      case Code::fold_low:
      case Code::fold_expected:
      case Code::fold_high:
        return where == Where::request && x.k >= 0 &&
               static_cast<std::size_t>(x.k) < kernel_.folds.size();
      default: break;
    }
    if (x.a >= at || (x.b != 0 && x.b >= at)) return false;
    if (x.code == Code::select) return x.k >= 0 && static_cast<std::size_t>(x.k) < at;
    return !divides_by_constant(x.code) || x.k > 0;
  }

  [[nodiscard]] auto known(const TermSet& terms) const -> bool {
    for (std::size_t at = kernel_.terms.size(); at < most_terms; ++at) {
      if ((terms[at / 64] >> (at % 64) & 1U) != 0) return false;
    }
    return true;
  }

  [[nodiscard]] auto rules() const -> bool {
    if (kernel_.epochs.empty()) return true;
    if (kernel_.alive.size() != classes_ || kernel_.terms.size() > most_terms) return false;
    for (std::size_t at = 0; at < kernel_.terms.size(); ++at) {
      const RuleTerm& term = kernel_.terms[at];
      const bool checked = (kernel_.checked[at / 64] >> (at % 64) & 1U) != 0;
      if (term.rule >= offer_.rules.size() || term.check > kernel_.checks.size() ||
          checked != (term.check != 0)) {
        return false;
      }
    }
    const std::size_t registers = kernel_.check_program.size();
    return known(kernel_.checked) && known(kernel_.general) &&
           all(kernel_.epochs, [this](const RuleEpoch& x) { return known(x.terms); }) &&
           program(kernel_.check_program, Where::request) &&
           all(kernel_.checks, [&](std::uint8_t x) { return x < registers; });
  }

  [[nodiscard]] auto folds() const -> bool {
    if (kernel_.images.words.size() > most_image_words) return false;
    if (!kernel_.folds.empty() && !slot(offer_.images_slot)) return false;
    return kernel_.folds.size() <= Kernel::most_folds &&
           all(kernel_.images.words, [this](Symbol id) { return symbol(id); }) &&
           all(kernel_.folds, [this](const ImageFold& x) { return fold(x); });
  }
  [[nodiscard]] auto fold(const ImageFold& x) const -> bool {
    const auto shape = [this](const ImageShape& one) {
      const std::size_t registers = one.program.size();
      return program(one.program, Where::image) && one.low < registers &&
             one.expected < registers && one.high < registers;
    };
    return x.shape_of.size() == kernel_.images.count() && all(x.shapes, shape) &&
           all(x.shape_of, [&](std::uint16_t at) { return at < x.shapes.size(); });
  }

  static auto range(const IntegerRange& x, std::size_t registers) -> bool {
    return x.low < registers && x.expected < registers && x.high < registers;
  }
  [[nodiscard]] auto shape(const PriceShape& x, const RateCard& card) const -> bool {
    if (!x.known) return true;
    const std::size_t total = x.program.size();
    const std::size_t registers = total + x.breakdown.size();
    return program(x.program, Where::request) && program(x.breakdown, Where::request, total) &&
           range(x.total, total) && x.meters.size() == card.meters.size() &&
           x.meters.size() <= most_meters && all(x.meters, [&](const MeterShape& meter) {
             return range(meter.quantity, registers) && range(meter.amount, registers);
           });
  }
  [[nodiscard]] auto price(const PriceKernel& x) const -> bool {
    if (x.card >= offer_.cards.size() || x.tier >= offer_.cards[x.card].tiers.size()) return false;
    const auto reaches = [&](std::uint16_t at) {
      return at == PriceKernel::no_shape || at < x.shapes.size();
    };
    return x.contributions.size() == classes_ && all(x.shape_of, reaches) &&
           all(x.contributions,
               [](std::uint32_t part) { return part <= PriceKernel::out_of_reach; }) &&
           all(x.shapes, [&](const PriceShape& one) { return shape(one, offer_.cards[x.card]); });
  }

  const Kernel& kernel_;
  const Offer& offer_;
  std::size_t symbols_;
  std::size_t classes_ = 0;
};

}  // namespace

auto is_consistent(const Kernel& kernel, const Offer& offer, std::size_t symbols) -> bool {
  return KernelCheck{kernel, offer, symbols}.run();
}

}  // namespace tariff::catalog
