// The core: which copies leave the rounded relaxation, and for what. Sites are taken up in the
// order of what leaving them loses at least against the multiplier's line; the lists of what the
// sites so far can do together keep only what may still lead to a better plan than the best one
// known. So the search ends, mostly soon, with the proof that there is none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "knapsack/classes.hpp"
#include "knapsack/completion.hpp"
#include "knapsack/flexible.hpp"
#include "knapsack/half.hpp"
#include "knapsack/lattice.hpp"
#include "knapsack/reach.hpp"
#include "knapsack/relaxation.hpp"
#include "knapsack/rounding.hpp"
#include "knapsack/states.hpp"

namespace tariff::knapsack {

// A plan, relative to the rounded relaxation.
struct Deviation {
  std::int64_t cost = 0;
  std::int64_t utility = 0;
  std::int64_t steps = 0;  // copies of the flexible group from its base to its top
  std::vector<Move> moves;
};

class Search {
 public:
  // `flexible`: with the steps of the rounding's flexible group, or without steps.
  Search(const Classes& classes, Multiplier multiplier, const Rounding& rounding,
         const Flexible& flexible, const KnapsackOptions& options);

  enum class End : std::uint8_t {
    proven,   // `best` is the best plan
    stopped,  // by the caller, or by the limit on states
    open,     // the flexible group had not enough copies for some states
  };

  // Improves `best`, which is a plan.
  auto run(Deviation& best) -> End;

  // No plan has more utility, relative to the rounded relaxation.
  [[nodiscard]] auto bound() const noexcept -> std::int64_t;

 private:
  // What a state is put together with: a state of the other half, or a single move, and steps of
  // the flexible group that go with it.
  struct Partner {
    base::Int128 cost;
    base::Int128 utility;
    std::int64_t steps;
    const State* state;
    const Move* move;
  };

  void begin();
  void begin_chunk(std::size_t size);
  void refine_lattice();
  void fill_completions();

  // A site some of whose copies may still leave. All of them go to the same half.
  struct OpenSite {
    Site site;
    std::int64_t taken = 0;  // copies that have been taken up
    bool to_first = false;
  };

  void search_chunk();
  void search_more_copies();
  void take_copies(OpenSite& open, std::int64_t copies);
  auto take_copy(OpenSite& open, std::uint32_t first_move) -> bool;  // false: nothing new
  [[nodiscard]] auto is_open(const OpenSite& open) const -> bool;
  auto append_moves(const Site& site) -> std::uint32_t;
  [[nodiscard]] auto is_flexible(const Site& site) const noexcept -> bool {
    return flexible_.has_steps() && site.group == flexible_.group();
  }
  [[nodiscard]] auto most_copies(const Site& site) const -> std::int64_t;
  auto adopt_new_states(Half& half) -> bool;
  void limit_memory();
  void drop_out_of_reach();
  void drop_out_of_reach(Half& half, const std::vector<Site>& other_sites);
  [[nodiscard]] auto spans_of(std::initializer_list<std::span<const Site>> sites, bool up) const
      -> std::vector<Reach::Span>;
  [[nodiscard]] auto number_of_states() const noexcept -> std::size_t {
    return first_.states().size() + second_.states().size();
  }
  void offer(const State& state, const Half& other);
  void offer_within(std::int64_t room, std::int64_t steps, const State& state, const Half& other);
  [[nodiscard]] auto take(const State& state, const Partner& partner) -> bool;
  void count_work(std::size_t states);

  const Classes& classes_;
  Multiplier multiplier_;
  const Rounding& rounding_;
  Flexible flexible_;
  const KnapsackOptions& options_;
  Target target_;
  Lattice lattice_;

  Deviation* best_ = nullptr;
  base::Int128 most_loss_ = 0;         // of states that may lead to a better plan
  base::Int128 least_lost_ = no_loss;  // the least loss of a plan there were no copies for

  std::vector<Site> chunk_;     // the nearest sites, by loss
  std::size_t at_chunk_ = 0;    // the first of them that has not been taken up
  std::vector<Site> rest_;      // sites that are further away
  std::vector<OpenSite> open_;  // by loss
  std::int64_t widest_ = 0;     // the greatest cost of a move
  std::vector<Move> moves_;
  Half first_;
  Half second_;
  std::vector<Site> first_sites_;  // that each half has taken up
  std::vector<Site> second_sites_;
  std::size_t states_at_prune_ = 0;
  History history_;
  Completions completions_;
  std::size_t work_ = 0;  // states made since the caller was asked
  bool stopped_ = false;
};

}  // namespace tariff::knapsack
