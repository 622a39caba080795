#include "kernel/cover.hpp"

namespace tariff::kernel {
namespace {

class Cover {
 public:
  Cover(const std::vector<std::size_t>& sizes, const std::vector<int>& outcomes, int outcome)
      : sizes_(sizes), outcomes_(outcomes), outcome_(outcome), covered_(outcomes.size()) {}

  auto find() -> std::vector<Product> {
    std::vector<Product> products;
    for (std::size_t at = 0; at < outcomes_.size(); ++at) {
      if (outcomes_[at] != outcome_ || covered_[at] != 0) continue;
      Product product = only(at);
      widen(product);
      visit(product, [&](std::size_t index) { covered_[index] = 1; });
      products.push_back(std::move(product));
    }
    return products;
  }

 private:
  [[nodiscard]] auto only(std::size_t index) const -> Product {
    Product product;
    for (const std::size_t size : sizes_) {
      product.push_back(std::uint64_t{1} << (index % size));
      index /= size;
    }
    return product;
  }

  void widen(Product& product) const {
    for (std::size_t axis = 0; axis < sizes_.size(); ++axis) {
      for (std::size_t group = 0; group < sizes_[axis]; ++group) {
        const std::uint64_t before = product[axis];
        const std::uint64_t bit = std::uint64_t{1} << group;
        if ((before & bit) != 0) continue;
        product[axis] = bit;  // what would be new
        bool alike = true;
        visit(product, [&](std::size_t index) { alike = alike && outcomes_[index] == outcome_; });
        product[axis] = alike ? before | bit : before;
      }
    }
  }

  template <class Visit>
  void visit(const Product& product, Visit visit, std::size_t axis = 0, std::size_t index = 0,
             std::size_t stride = 1) const {
    if (axis == sizes_.size()) return visit(index);
    for (std::size_t group = 0; group < sizes_[axis]; ++group) {
      if ((product[axis] >> group & 1U) == 0) continue;
      this->visit(product, visit, axis + 1, index + group * stride, stride * sizes_[axis]);
    }
  }

  const std::vector<std::size_t>& sizes_;
  const std::vector<int>& outcomes_;
  int outcome_;
  std::vector<std::uint8_t> covered_;
};

}  // namespace

auto cover(const std::vector<std::size_t>& sizes, const std::vector<int>& outcomes, int outcome)
    -> std::vector<Product> {
  return Cover{sizes, outcomes, outcome}.find();
}

}  // namespace tariff::kernel
