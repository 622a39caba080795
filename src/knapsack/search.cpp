#include "knapsack/search.hpp"

#include <algorithm>
#include <iterator>

#include "knapsack/narrow.hpp"

namespace tariff::knapsack {

namespace {

using base::Int128;

// Sites that are taken up first; then twice as many each time.
constexpr std::size_t first_chunk = 8;
// Sites that completions are taken from: enough for a move of nearly any cost.
constexpr std::size_t completing_sites = 8192;
// Fewer states are not worth looking at what can become of them.
constexpr std::size_t many_states = 4096;
// States made before the caller is asked whether to stop.
constexpr std::size_t patience = std::size_t{1} << 15U;

// Any one-to-one function of the group's number that has no regard for its order will do.
auto scattered(std::uint32_t group) noexcept -> std::uint32_t {
  return (group ^ (group >> 16U)) * 0x9E3779B1U;
}

// Groups of the same loss come in no order: the rounding has filled the first ones, and a plan
// needs some that are filled and some that are not.
auto nearer(const Site& a, const Site& b) noexcept -> bool {
  if (a.loss != b.loss) return a.loss < b.loss;
  return a.group != b.group ? scattered(a.group) < scattered(b.group) : a.from < b.from;
}

auto move_of(std::span<const Choice> choices, const Site& site, std::uint32_t to) -> Move {
  const auto& from = choices[site.from];
  return {site.group, site.from, to, choices[to].cost - from.cost,
          choices[to].utility - from.utility};
}

}  // namespace

Search::Search(const Classes& classes, Multiplier multiplier, const Rounding& rounding,
               const Flexible& flexible, const KnapsackOptions& options)
    : classes_(classes),
      multiplier_(multiplier),
      rounding_(rounding),
      flexible_(flexible),
      options_(options),
      target_(multiplier, rounding.slack),
      first_(multiplier, flexible_, rounding.slack),
      second_(multiplier, flexible_, flexible.cost() - 1) {}

auto Search::bound() const noexcept -> std::int64_t {
  return std::max(best_->utility, target_.most_utility());
}

auto Search::run(Deviation& best) -> End {
  best_ = &best;
  begin();
  for (auto size = first_chunk; most_loss_ >= 0 && !stopped_; size *= 2) {
    begin_chunk(size);
    if (chunk_.empty() && open_.empty()) break;
    search_chunk();
    search_more_copies();
  }
  if (stopped_) return End::stopped;
  const auto lost = std::min({least_lost_, first_.least_lost(), second_.least_lost()});
  return lost > most_loss_ ? End::proven : End::open;
}

void Search::begin() {
  most_loss_ = target_.most_loss(best_->cost, best_->utility);
  rest_ = find_sites(classes_, multiplier_, rounding_);
  if (flexible_.has_steps()) {
    // One site for all copies of the group: which of the two sides they are on is not its affair.
    const auto group = flexible_.group();
    const auto from = rounding_.stands[group].base;
    std::erase_if(rest_,
                  [&](const Site& site) { return site.group == group && site.from != from; });
    for (auto& site : rest_) {
      if (site.group == group) site.copies = classes_.groups[group].copies;
    }
  }
  for (const auto& group : classes_.groups) {
    const auto choices = classes_.choices_of(group);
    widest_ = std::max(widest_, choices.back().cost - choices.front().cost);
  }
}

// Takes up the next sites and prepares what depends on those that are left.
void Search::begin_chunk(std::size_t size) {
  std::erase_if(rest_, [this](const Site& site) { return site.loss > most_loss_; });
  size = std::min(size, rest_.size());
  const auto end = rest_.begin() + static_cast<std::ptrdiff_t>(size);
  if (size < rest_.size()) std::nth_element(rest_.begin(), end, rest_.end(), nearer);
  chunk_.assign(rest_.begin(), end);
  rest_.erase(rest_.begin(), end);
  std::sort(chunk_.begin(), chunk_.end(), nearer);
  at_chunk_ = 0;
  if (!first_sites_.empty()) refine_lattice();
  fill_completions();
  for (const auto& state : first_.states()) offer(state, second_);
  for (const auto& state : second_.states()) offer(state, first_);
}

// The lattice of all moves that a better plan may have.
void Search::refine_lattice() {
  if (lattice_.is_everything()) return;
  Lattice lattice;
  if (flexible_.has_steps()) lattice.add(flexible_.cost(), flexible_.utility());
  for (const auto* sites : {&first_sites_, &second_sites_, &chunk_, &rest_}) {
    for (const auto& site : *sites) {
      const auto choices = classes_.choices_of(classes_.groups[site.group]);
      for (std::uint32_t to = 0; to < choices.size() && !lattice.is_everything(); ++to) {
        const auto move = move_of(choices, site, to);
        if (to == site.from || multiplier_.loss(move.cost, move.utility) > most_loss_) continue;
        lattice.add(move.cost, move.utility);
      }
    }
  }
  lattice_ = lattice;
  target_.set_lattice(lattice);
  most_loss_ = std::min(most_loss_, target_.most_loss(best_->cost, best_->utility));
}

void Search::fill_completions() {
  std::vector<Completions::Entry> entries;
  const auto stride = rest_.size() / completing_sites + 1;
  for (std::size_t i = 0; i < rest_.size(); i += stride) {
    const auto& site = rest_[i];
    if (is_flexible(site)) continue;
    const auto choices = classes_.choices_of(classes_.groups[site.group]);
    for (std::uint32_t to = 0; to < choices.size(); ++to) {
      const auto move = move_of(choices, site, to);
      if (to == site.from || multiplier_.loss(move.cost, move.utility) > most_loss_) continue;
      State state{move.cost, move.utility};
      // Below the cost of a step: what is left of the budget, in a state that has settled.
      if (flexible_.has_steps() && !flexible_.settle(flexible_.cost() - 1, state)) continue;
      entries.push_back({move, state.cost, state.utility, state.steps});
    }
  }
  completions_.assign(entries);
}

auto Search::append_moves(const Site& site) -> std::uint32_t {
  const auto first = static_cast<std::uint32_t>(moves_.size());
  const auto choices = classes_.choices_of(classes_.groups[site.group]);
  const bool flexible = is_flexible(site);
  for (std::uint32_t to = 0; to < choices.size(); ++to) {
    if (to == site.from || (flexible && to == rounding_.stands[site.group].top)) continue;
    const auto move = move_of(choices, site, to);
    if (multiplier_.loss(move.cost, move.utility) <= most_loss_) moves_.push_back(move);
  }
  return first;
}

// Copies that leave a site in some best plan. Each loses at least the site's loss. And some best
// plan has few moves: put in an order in which their running cost stays within the widest move of
// the way to the slack, two equal running costs enclose moves that cost nothing together, and so
// gain nothing.
auto Search::most_copies(const Site& site) const -> std::int64_t {
  const auto by_loss = site.loss > 0 ? most_loss_ / site.loss : no_loss;
  const auto by_cost = Int128{rounding_.slack} + 2 * Int128{widest_} + 1;
  return static_cast<std::int64_t>(std::min({Int128{site.copies}, by_loss, by_cost}));
}

// One copy of each site, so that there soon are states of many kinds.
void Search::search_chunk() {
  for (at_chunk_ = 0; at_chunk_ < chunk_.size() && !stopped_; ++at_chunk_) {
    const auto& site = chunk_[at_chunk_];
    if (site.loss > most_loss_) break;
    drop_out_of_reach();
    const bool to_first = first_.states().size() <= second_.states().size();
    (to_first ? first_sites_ : second_sites_).push_back(site);
    open_.push_back({site, 0, to_first});
    take_copies(open_.back(), 1);
    if (!is_open(open_.back())) open_.pop_back();
  }
}

// As many copies again of the sites that have some left.
void Search::search_more_copies() {
  for (auto& open : open_) {
    if (is_open(open)) take_copies(open, open.taken);
    if (stopped_) return;
  }
  std::erase_if(open_, [this](const OpenSite& open) { return !is_open(open); });
}

auto Search::is_open(const OpenSite& open) const -> bool {
  return open.taken < most_copies(open.site);
}

void Search::take_copies(OpenSite& open, std::int64_t copies) {
  const auto first_move = append_moves(open.site);
  for (; copies > 0 && is_open(open) && most_loss_ >= 0 && !stopped_; --copies) {
    // What one more copy does not add to, no further one does.
    if (!take_copy(open, first_move)) {
      open.site.copies = open.taken;
      return;
    }
    ++open.taken;
  }
}

auto Search::take_copy(OpenSite& open, std::uint32_t first_move) -> bool {
  const auto moves = std::span<const Move>{moves_}.subspan(first_move);
  auto& half = open.to_first ? first_ : second_;
  if (is_flexible(open.site)) flexible_.reserve_copy();
  const auto next_loss = open_.front().site.loss;
  half.keep([&](const State& state) {
    return multiplier_.loss(state.cost, state.utility) + next_loss <= most_loss_;
  });
  count_work(half.states().size() * moves.size());
  half.extend(moves, first_move, most_loss_);
  const bool changed = adopt_new_states(half);
  limit_memory();
  return changed;
}

// False: there are none.
auto Search::adopt_new_states(Half& half) -> bool {
  const auto& other = &half == &first_ ? second_ : first_;
  bool changed = false;
  for (auto& state : half.states()) {
    if (state.move == State::no_move) continue;
    state.node = history_.add(state.node, state.move);
    state.move = State::no_move;
    changed = true;
    offer(state, other);
  }
  return changed;
}

void Search::limit_memory() {
  const auto most_nodes = 4 * options_.max_states;
  if (history_.size() > most_nodes) history_.keep_only({&first_.states(), &second_.states()});
  stopped_ = stopped_ || history_.size() > most_nodes || number_of_states() > options_.max_states;
}

// Whenever the lists have grown much.
void Search::drop_out_of_reach() {
  if (flexible_.has_steps() || number_of_states() < std::max(many_states, 2 * states_at_prune_)) {
    return;
  }
  if (rest_.size() > completing_sites * 8) return;  // some of so many fit anything
  drop_out_of_reach(first_, second_sites_);
  drop_out_of_reach(second_, first_sites_);
  states_at_prune_ = number_of_states();
}

void Search::drop_out_of_reach(Half& half, const std::vector<Site>& other_sites) {
  const auto left = std::span<const Site>{chunk_}.subspan(at_chunk_);
  const auto most_loss = target_.most_loss_off_lattice(best_->cost, best_->utility);
  std::vector<Site> open;
  for (const auto& entry : open_) open.push_back(entry.site);
  const auto spans = [&](bool up) { return spans_of({other_sites, open, left, rest_}, up); };
  const Reach up{multiplier_, true, spans(true), most_loss};
  const Reach down{multiplier_, false, spans(false), most_loss};
  const auto least_cost = target_.least_cost_of_better(best_->cost, best_->utility);
  half.keep([&](const State& state) {
    const auto loss = multiplier_.loss(state.cost, state.utility);
    if (state.cost < least_cost) {
      return loss + up.least_loss(Int128{least_cost} - state.cost) <= most_loss;
    }
    return state.cost <= rounding_.slack ||
           loss + down.least_loss(Int128{state.cost} - rounding_.slack) <= most_loss;
  });
}

auto Search::spans_of(std::initializer_list<std::span<const Site>> sites, bool up) const
    -> std::vector<Reach::Span> {
  std::vector<Reach::Span> spans;
  for (const auto& list : sites) {
    for (const auto& site : list) {
      const auto choices = classes_.choices_of(classes_.groups[site.group]);
      Reach::Span span;
      for (auto to = up ? site.from + 1 : 0; to < (up ? choices.size() : site.from); ++to) {
        auto move = move_of(choices, site, to);
        if (multiplier_.loss(move.cost, move.utility) > most_loss_) continue;
        if (!up) move = {0, 0, 0, -move.cost, -move.utility};
        span.most = std::max(span.most, Int128{move.cost} * site.copies);
        const auto steepness = Int128{move.utility} * span.cost;
        const auto so_far = Int128{span.utility} * move.cost;
        if (span.cost != 0 && (up ? steepness <= so_far : steepness >= so_far)) continue;
        span.cost = move.cost;
        span.utility = move.utility;
      }
      if (span.cost != 0) spans.push_back(span);
    }
  }
  return spans;
}

// Whether the state is part of a better plan, with one of the other half or with a single move.
void Search::offer(const State& state, const Half& other) {
  std::int64_t room = 0;
  if (__builtin_sub_overflow(rounding_.slack, state.cost, &room)) return;
  offer_within(room, 0, state, other);
  // Both have settled, so that their sum may need one step less.
  if (!flexible_.has_steps() || __builtin_add_overflow(room, flexible_.cost(), &room)) return;
  offer_within(room, -1, state, other);
}

void Search::offer_within(std::int64_t room, std::int64_t steps, const State& state,
                          const Half& other) {
  const auto cost = Int128{steps} * flexible_.cost();
  const auto utility = Int128{steps} * flexible_.utility();
  if (const auto* entry = completions_.find(room); entry != nullptr) {
    static_cast<void>(take(state, {entry->cost + cost, entry->utility + utility,
                                   entry->steps + steps, nullptr, &entry->move}));
  }
  const auto* best = other.best_within(room);
  if (best == nullptr) return;
  if (take(state,
           {best->cost + cost, best->utility + utility, best->steps + steps, best, nullptr})) {
    return;
  }
  // Steps lose nothing.
  const auto loss =
      multiplier_.loss(state.cost, state.utility) + multiplier_.loss(best->cost, best->utility);
  least_lost_ = std::min(least_lost_, loss);
}

// False: there are not enough copies for the steps, or numbers do not fit.
auto Search::take(const State& state, const Partner& partner) -> bool {
  std::int64_t cost = 0;
  std::int64_t utility = 0;
  const auto steps = state.steps + partner.steps;
  if (flexible_.has_steps() && !flexible_.allows(steps)) return false;
  if (!narrow(state.cost + partner.cost, cost) ||
      !narrow(state.utility + partner.utility, utility)) {
    return false;
  }
  if (utility < best_->utility || (utility == best_->utility && cost >= best_->cost)) return true;
  *best_ = {cost, utility, steps, {}};
  const auto add_moves = [this](std::uint32_t node) {
    for (const auto index : history_.moves_to(node)) best_->moves.push_back(moves_[index]);
  };
  add_moves(state.node);
  if (partner.state != nullptr) add_moves(partner.state->node);
  if (partner.move != nullptr) best_->moves.push_back(*partner.move);
  most_loss_ = target_.most_loss(cost, utility);
  return true;
}

void Search::count_work(std::size_t states) {
  work_ += states + 1;
  if (work_ < patience || !options_.should_stop) return;
  work_ = 0;
  const KnapsackProgress progress{best_->utility, bound(),
                                  first_sites_.size() + second_sites_.size(), number_of_states()};
  if (options_.should_stop(progress)) stopped_ = true;
}

}  // namespace tariff::knapsack
