#include "knapsack/sided_layers.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tariff::knapsack {

namespace {

using base::Int128;

constexpr auto unreachable = std::numeric_limits<Int128>::max();
// Of rows of all layers: so many that their memory does not matter.
constexpr std::size_t most_outlooks = std::size_t{1} << 20U;

// Any one-to-one function that has no regard for the order will do.
auto scattered(std::uint32_t part) noexcept -> std::uint32_t {
  return (part ^ (part >> 16U)) * 0x9E3779B1U;
}

}  // namespace

SidedLayers::SidedLayers(const SidedPricing& pricing, const Prices& prices,
                         const PricedPlan& priced, std::vector<Part> parts, Int128 gap)
    : pricing_(pricing),
      model_(pricing.model()),
      rows_(model_.rows.size()),
      gap_(gap),
      parts_(std::move(parts)),
      change_(rows_, 0) {
  for (const auto& row : model_.rows) left_.push_back(row.cap);
  for (const auto& part : parts_) {
    const auto& item = model_.items_of(model_.blocks[part.block])[part.item];
    for (const auto& use : model_.uses_of(item)) left_[use.row] -= use.amount * part.copies;
  }
  const auto sources = find_sources(prices, priced);
  std::vector<std::size_t> ends;  // of each source's layers
  for (const auto& source : sources) {
    add_layers(source, prices, priced);
    ends.push_back(layers_.size());
  }
  look_back(sources, ends);
}

auto SidedLayers::find_sources(const Prices& prices, const PricedPlan& priced) const
    -> std::vector<Source> {
  std::vector<Source> sources;
  for (std::uint32_t p = 0; p < parts_.size(); ++p) {
    const auto& part = parts_[p];
    const auto items = model_.items_of(model_.blocks[part.block]);
    const auto best = priced.net_worth[part.block];
    auto least = unreachable;
    for (std::uint32_t to = 0; to < items.size(); ++to) {
      if (to != part.item) least = std::min(least, best - pricing_.net_worth(items[to], prices));
    }
    if (least > gap_) continue;
    const auto loss = best - pricing_.net_worth(items[part.item], prices);
    sources.push_back({p, loss, least - loss, 0});
  }
  sort_by_row(sources);
  return sources;
}

// What uses a row that few others use comes together: once it is over, nothing is left to be told
// apart in that row, and states are few. Among these, what loses least comes first.
void SidedLayers::sort_by_row(std::vector<Source>& sources) const {
  std::vector<std::size_t> count(rows_, 0);
  const auto rows_of = [this](const Source& source) {
    std::vector<std::uint32_t> rows;
    for (const auto& item : model_.items_of(model_.blocks[parts_[source.part].block])) {
      for (const auto& use : model_.uses_of(item)) rows.push_back(use.row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
  };
  for (const auto& source : sources) {
    for (const auto row : rows_of(source)) ++count[row];
  }
  for (auto& source : sources) {
    const auto rows = rows_of(source);
    if (rows.empty()) continue;
    source.row = *std::min_element(rows.begin(), rows.end(), [&](auto a, auto b) {
      return count[a] != count[b] ? count[a] < count[b] : a < b;
    });
  }
  std::sort(sources.begin(), sources.end(), [&](const Source& a, const Source& b) {
    if (a.row != b.row && rows_ > 0) {
      return count[a.row] != count[b.row] ? count[a.row] < count[b.row] : a.row < b.row;
    }
    return a.least_step != b.least_step ? a.least_step < b.least_step
                                        : scattered(a.part) < scattered(b.part);
  });
}

// One copy: one layer. More: those that go to an item are 1 + 2 + 4 + ..., or not.
void SidedLayers::add_layers(const Source& source, const Prices& prices, const PricedPlan& priced) {
  const auto& part = parts_[source.part];
  const auto items = model_.items_of(model_.blocks[part.block]);
  const auto first_layer = layers_.size();
  if (part.copies == 1) layers_.push_back({static_cast<std::uint32_t>(shifts_.size()), 0, 0});
  for (std::uint32_t to = 0; to < items.size(); ++to) {
    if (to == part.item) continue;
    const auto loss = priced.net_worth[part.block] - pricing_.net_worth(items[to], prices);
    if (loss > gap_) continue;
    auto copies = part.copies;
    if (loss > 0) copies = static_cast<std::int64_t>(std::min<Int128>(copies, gap_ / loss));
    for (std::int64_t size = 1; copies > 0; copies -= size, size *= 2) {
      size = std::min(size, copies);
      if (part.copies > 1) {
        layers_.push_back({static_cast<std::uint32_t>(shifts_.size()), 0,
                           layers_.size() == first_layer ? part.copies : 0});
      }
      add_shift(source.part, to, size, (loss - source.loss) * size);
      ++layers_.back().shifts;
    }
  }
}

void SidedLayers::add_shift(std::uint32_t part, std::uint32_t to, std::int64_t copies,
                            Int128 loss) {
  const auto items = model_.items_of(model_.blocks[parts_[part].block]);
  const auto from_uses = model_.uses_of(items[parts_[part].item]);
  const auto to_uses = model_.uses_of(items[to]);
  for (const auto& use : from_uses) change_[use.row] -= use.amount;
  for (const auto& use : to_uses) change_[use.row] += use.amount;
  Shift shift{part, to, copies, loss, row_shifts_.size(), 0};
  for (const auto uses : {from_uses, to_uses}) {
    for (const auto& use : uses) {
      if (change_[use.row] != 0) row_shifts_.push_back({use.row, change_[use.row] * copies});
      change_[use.row] = 0;
    }
  }
  shift.rows = static_cast<std::uint32_t>(row_shifts_.size() - shift.first_row);
  shifts_.push_back(shift);
}

// From the last layer to the first one. Those beyond what fits are counted, but cannot be entered.
void SidedLayers::look_back(const std::vector<Source>& sources,
                            const std::vector<std::size_t>& ends) {
  const auto kept = std::min(layers_.size(), most_outlooks / std::max<std::size_t>(rows_, 1));
  complete_ = kept == layers_.size();
  losses_.resize(kept + 1);
  row_outlooks_.resize((kept + 1) * rows_);
  Int128 loss = 0;
  std::vector<RowOutlook> rows(rows_, RowOutlook{0, 0, unreachable, unreachable});
  const auto save = [&](std::size_t layer) {
    if (layer > kept) return;
    losses_[layer] = loss;
    std::copy(rows.begin(), rows.end(),
              row_outlooks_.begin() + static_cast<std::ptrdiff_t>(layer * rows_));
  };
  save(layers_.size());
  for (auto s = sources.size(); s-- > 0;) {
    const auto begin = s == 0 ? 0 : ends[s - 1];
    loss += sources[s].loss * parts_[sources[s].part].copies;
    const std::span layers{layers_};
    add_outlook(sources[s], layers.subspan(begin, ends[s] - begin), rows);
    // Each of a source's layers can still do all that the source can.
    for (auto layer = begin; layer < ends[s]; ++layer) save(layer);
  }
  layers_.resize(kept);
}

void SidedLayers::add_outlook(const Source& source, std::span<const Layer> layers,
                              std::vector<RowOutlook>& rows) const {
  std::vector<std::int64_t> less(rows_, 0);  // by one copy
  std::vector<std::int64_t> more(rows_, 0);
  for (const auto& layer : layers) {
    for (std::uint32_t i = 0; i < layer.shifts; ++i) {
      const auto& shift = shifts_[layer.first + i];
      const auto loss = shift.loss / shift.copies + source.loss;
      for (const auto& row : rows_of(shift)) {
        const auto by = row.more / shift.copies;
        auto& outlook = rows[row.row];
        auto& rate = by < 0 ? outlook.less_rate : outlook.more_rate;
        auto& most = by < 0 ? less[row.row] : more[row.row];
        rate = std::min(rate, loss / (by < 0 ? -by : by));
        most = std::max(most, by < 0 ? -by : by);
      }
    }
  }
  for (std::size_t row = 0; row < rows_; ++row) {
    rows[row].less += less[row] * parts_[source.part].copies;
    rows[row].more += more[row] * parts_[source.part].copies;
  }
}

}  // namespace tariff::knapsack
