// Folds over the request's images, one program for each class of image.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "kernel/symbolic.hpp"

namespace tariff::kernel {

class Folds {
 public:
  // Finds the words that tell images apart, in all of the offer's programs.
  Folds(const catalog::Offer& offer, catalog::Kernel& kernel);

  // A fold as others read it.
  struct Made {
    std::uint16_t number = 0;  // index into Kernel::folds
    bool is_truth = false;
    bool is_exact = true;
    std::int64_t low = 0;  // bounds, over any number of images
    std::int64_t high = 0;
  };
  // The fold at a register of the run's program, for the run's classes. Nullopt: not expressible.
  auto find(const Run& run, lang::Register at) -> std::optional<Made>;

 private:
  auto make(const Run& run, lang::Register at) -> std::optional<Made>;

  const catalog::Offer& offer_;
  catalog::Kernel& kernel_;
  // By program, register, and the groups of the fields that the fold's body reads.
  using Key = std::tuple<const lang::Program*, lang::Register, std::vector<std::uint32_t>>;
  std::map<Key, std::optional<Made>> made_;
};

}  // namespace tariff::kernel
