// A team of the threads of one block: an island on a device. See search/island/work.h.
#pragma once

#include "backends/cuda/search/block_screen.cuh"
#include "backends/cuda/search/series_scores.cuh"
#include "backends/cuda/search/series_sources.cuh"
#include "search/island/chain.h"
#include "search/island/work.h"

namespace tessera::cuda {

/** What the threads of a block share. */
template <uint32_t Threads>
struct BlockShared {
  IslandWork given;
  island::Head head;  // while the kernel runs, the island's head is here
  island::State state;
  island::Work work;
  BlockScratch scratch;
  search::Stream stream;
  ReduceSpace<Threads> reduce;
  ScreenSpace screen;
};

/** Moves what islands touch most into shared memory, as far as it fits: the most needed first. One thread. */
class NearMemory {
 public:
  __device__ NearMemory(double* block, uint32_t bytes) : block_(reinterpret_cast<unsigned char*>(block)), bytes_(bytes) {}

  template <class T>
  __device__ void move(T*& list, uint64_t count) {
    const uint64_t wanted = (count * sizeof(T) + 7) / 8 * 8;
    if (used_ + wanted > bytes_) return;
    list = reinterpret_cast<T*>(block_ + used_);
    used_ += wanted;
  }
  __device__ void move_all(island::Work& work, BlockScratch& scratch, const tsr_search_problem& problem) {
    island::Chain& chain = work.chain;
    move(chain.members, problem.size);
    move(chain.spare, problem.size);
    move(work.swaps, island::kBatchLimit);
    move(work.scores, island::kBatchLimit);
    move(chain.pnl_sum, problem.observations);
    move(chain.standardised_sum, problem.correlation_observations);
    // One thread after the other reads these row by row.
    const uint64_t rows = problem.bounded != 0 ? problem.observations : 0;
    move(scratch.equity, rows);
    move(scratch.curve, rows);
    move(scratch.falls, rows);
    move(scratch.peaks, rows);
    for (auto& list : work.lists) move(list, island::list_capacity(problem));
    for (auto& list : work.values) move(list, island::list_capacity(problem));
    move(work.pivots, problem.memory);
    move(work.weights, problem.memory);
    move(work.factor, uint64_t{problem.memory} * problem.memory);
  }

 private:
  unsigned char* block_;
  uint64_t bytes_;
  uint64_t used_ = 0;
};

template <uint32_t Threads>
class BlockTeam {
 public:
  /**
   * `shared.given` is there; `tile` has kTileDoubles<Threads>, and given.near_bytes behind them. `place` is the island's among
   * those here.
   */
  __device__ BlockTeam(BlockShared<Threads>& shared, double* tile, uint32_t place, BlockCluster cluster = {})
      : problem(shared.given.problem),
        generation(shared.given.generation),
        island(shared.given.first_island + place),
        state(shared.state),
        work(shared.work),
        stream(shared.stream),
        matrix_(shared.given.matrix),
        scratch_(shared.scratch),
        reduce_(shared.reduce),
        tile_(tile),
        screen_(shared.given.problem, shared.given.matrix, shared.scratch, shared.screen, shared.reduce, tile, cluster) {
    if (threadIdx.x == 0) {
      const IslandWork& given = shared.given;
      island::Arena lasting(given.states + place * given.state_bytes);
      island::Arena passing(given.scratch + place * given.scratch_bytes);
      state = island::make_state(lasting, problem);
      shared.head = *state.head;
      state.head = &shared.head;
      work = island::make_work(passing, problem);
      shared.scratch = make_scratch(passing, problem);
      if (cluster.together()) shared.scratch.found += uint64_t{cluster.rank} * found_capacity(problem);
      stream = island::stream_of(problem, generation.number, island);
      NearMemory near(tile + kTileDoubles<Threads>, given.near_bytes);
      near.move_all(work, shared.scratch, problem);
    }
    __syncthreads();
    if (cluster.rank > 0) return;
    for (uint32_t k = threadIdx.x; k < problem.strategies; k += Threads) work.chain.holds[k] = 0;
    __syncthreads();
  }

  /** Puts the head back into the island's state. */
  __device__ void close(const IslandWork& given, uint32_t place) {
    once([&] { *reinterpret_cast<island::Head*>(given.states + place * given.state_bytes) = *state.head; });
  }

  /** Of a cluster: what a block does that is not the first, and how the first lets the others end. */
  __device__ void serve() { screen_.serve(work.chain); }
  __device__ void dismiss() { screen_.dismiss(); }

  static constexpr bool parallel = true;
  const tsr_search_problem& problem;
  const tsr_search_generation& generation;
  const uint32_t island;
  island::State& state;
  island::Work& work;
  search::Stream& stream;

  template <class F>
  __device__ __forceinline__ void once(const F& f) {
    __syncthreads();
    if (threadIdx.x == 0) f();
    __syncthreads();
  }
  template <class F>
  __device__ __forceinline__ void each(uint32_t count, const F& f) {
    __syncthreads();
    for (uint32_t k = threadIdx.x; k < count; k += Threads) f(k);
    __syncthreads();
  }
  template <class F>
  __device__ __forceinline__ void ranges(uint32_t count, const F& f) {
    each(count, [&](uint32_t k) { f(k, k + 1); });
  }
  template <class Test, class Store>
  __device__ __forceinline__ uint32_t collect(uint32_t count, uint32_t first, const Test& test, const Store& store) {
    __syncthreads();
    for (uint32_t begin = 0; begin < count; begin += Threads) {
      const uint32_t k = begin + threadIdx.x;
      const bool pass = k < count && test(k);
      const uint32_t place = block_places(pass, first, reduce_);
      if (pass) store(place, k);
    }
    __syncthreads();
    return first;
  }
  template <class Test>
  __device__ __forceinline__ uint32_t first(uint32_t count, const Test& test) {
    __syncthreads();
    if (threadIdx.x == 0) reduce_.index = count;
    __syncthreads();
    for (uint32_t k = threadIdx.x; k < count; k += Threads) {
      if (test(k)) atomicMin(&reduce_.index, k);
    }
    __syncthreads();
    return reduce_.index;
  }
  __device__ __noinline__ uint32_t best(uint32_t count) {
    __syncthreads();
    Ranked own = {{HUGE_VAL, 0.0}, 0xFFFFFFFFu};
    for (uint32_t k = threadIdx.x; k < count; k += Threads) own = better_of(own, {work.scores[k], k});
    return block_best(own, reduce_).place;
  }
  /** By counting; uses list 4. */
  __device__ __noinline__ void sort(uint32_t* list, uint32_t count) {
    uint32_t* const sorted = work.lists[4];
    each(count, [&](uint32_t k) {
      uint32_t place = 0;
      for (uint32_t l = 0; l < count; ++l) place += list[l] < list[k] ? 1 : 0;
      sorted[place] = list[k];
    });
    each(count, [&](uint32_t k) { list[k] = sorted[k]; });
  }
  __device__ __noinline__ void rank(const double* keys, uint32_t count, uint32_t* order) {
    each(count, [&](uint32_t k) {
      uint32_t place = 0;
      for (uint32_t l = 0; l < count; ++l) place += keys[l] > keys[k] || (keys[l] == keys[k] && l < k) ? 1 : 0;
      order[place] = k;
    });
  }

  __device__ __noinline__ void refresh() {
    island::Chain& chain = work.chain;
    const PortfolioSource source = {chain.members, problem.size, {matrix_}};
    each(problem.observations, [&](uint32_t t) { chain.pnl_sum[t] = source.at(0, 0)[t]; });
    each(problem.correlation_observations, [&](uint32_t t) { chain.standardised_sum[t] = source.at(1, 0)[t]; });
    const uint32_t varying = count_of(problem.size, [&](uint32_t k) { return matrix_.varying[chain.members[k]] != 0; });
    once([&] { chain.varying = varying; });
    // Whatever the objective reads: one way is less to compile, and nothing that is left out changes another bit.
    score_series_as<Threads, ScoreNeeds::kEverything, kFewSeries>(
        problem, 1, tile_, scratch_.tails, ChainSource{chain}, [&](uint32_t) { return static_cast<double>(varying); },
        [&](uint32_t, const formulas::Score<double>& score) {
          chain.score = {excess(score.max_drawdown), score.fitness - island::balance_penalty(problem, chain.counts)};
        });
    once([&] { island::count_portfolios(*state.head, 1, problem.size); });
  }

  __device__ __noinline__ void score_swaps(uint32_t count, double interesting) {
    if (count == 0) return;
    const island::Chain& chain = work.chain;
    const double balance = island::balance_penalty(problem, chain.counts);
    const bool examines = chain.score.violation > 0;
    const SwapSource source = {chain, work.swaps, {matrix_}};
    const auto varying = [&](uint32_t k) {
      const search::Swap swap = work.swaps[k];
      return static_cast<double>(chain.varying) - static_cast<double>(matrix_.varying[swap.out]) +
             static_cast<double>(matrix_.varying[swap.in]);
    };
    const auto sink = [&](uint32_t k, const formulas::Score<double>& score) {
      double fitness = score.fitness;
      if (problem.grouping_count > 0) fitness -= balance + island::balance_change(problem, chain, work.swaps[k]);
      work.scores[k] = {examines || fitness > interesting ? excess(score.max_drawdown) : 0.0, fitness};
    };
    if (count <= kFewSeries) {
      score_series<Threads, kFewSeries>(problem, count, tile_, scratch_.tails, source, varying, sink);
    } else {
      score_series<Threads, kMostSeries<Threads>>(problem, count, tile_, scratch_.tails, source, varying, sink);
    }
    once([&] { state.head->evaluations += count; });
  }

  __device__ __noinline__ void apply(search::Swap swap, search::Score score) {
    island::Chain& chain = work.chain;
    const SwapSource source = {chain, &swap, {matrix_}};
    const auto pnl = source.at(0, 0), standardised = source.at(1, 0);
    each(problem.observations, [&](uint32_t t) { chain.pnl_sum[t] = pnl[t]; });
    each(problem.correlation_observations, [&](uint32_t t) { chain.standardised_sum[t] = standardised[t]; });
    island::exchange(*this, swap);
    once([&] {
      chain.varying = chain.varying - matrix_.varying[swap.out] + matrix_.varying[swap.in];
      chain.score = score;
    });
  }

  __device__ __noinline__ void score_drawn(uint32_t count) {
    const auto members = [&](uint32_t k) { return work.drawn + uint64_t{k} * problem.size; };
    score_series<Threads, kMostSeries<Threads>>(
        problem, count, tile_, scratch_.tails, PortfolioSource{work.drawn, problem.size, {matrix_}},
        [&](uint32_t k) { return static_cast<double>(count_varying(members(k))); },
        [&](uint32_t k, const formulas::Score<double>& score) {
          work.scores[k] = {excess(score.max_drawdown), score.fitness - balance_of(members(k))};
        });
    once([&] { island::count_portfolios(*state.head, count, problem.size); });
  }

  __device__ __noinline__ void sum_drawn(const uint32_t* members, uint32_t count) {
    each(count * problem.observations, [&](uint32_t place) {
      const uint32_t k = place / problem.observations;
      const PortfolioSource source = {members, problem.size, {matrix_}};
      work.drawn_sums[place] = source.at(0, k)[place % problem.observations];
    });
  }

  __device__ bool interrupted() const { return false; }
  __device__ bool screen_usable() const { return problem.bounded != 0; }
  __device__ void screen_reset() { screen_.reset(); }
  __device__ void screen_prepare() { screen_.prepare(work.chain); }
  __device__ island::Scan screen_scan(double threshold) { return screen_.scan(work.chain, threshold, work.screened); }
  __device__ bool screen_learn(search::Swap swap) { return screen_.learn(swap); }

 private:
  /** How many k < count pass. */
  template <class Test>
  __device__ __forceinline__ uint32_t count_of(uint32_t count, const Test& test) {
    return collect(count, 0, test, [](uint32_t, uint32_t) {});
  }
  __device__ __forceinline__ uint32_t count_varying(const uint32_t* members) const {
    uint32_t count = 0;
    for (uint32_t m = 0; m < problem.size; ++m) count += matrix_.varying[members[m]];
    return count;
  }
  __device__ __forceinline__ double excess(double drawdown) const {
    return island::drawdown_excess(drawdown, problem.max_drawdown);
  }
  /** Balance term of a portfolio that is not the chain's. One thread. */
  __device__ double balance_of(const uint32_t* members) const {
    double total = 0;
    for (uint32_t k = 0; k < problem.grouping_count; ++k) {
      if (problem.balance_weight[k] == 0) continue;
      double distance = 0;
      for (uint32_t g = problem.group_first[k]; g < problem.group_first[k + 1]; ++g) {
        uint32_t count = 0;
        for (uint32_t m = 0; m < problem.size; ++m) count += island::group_of(problem, k, members[m]) == g ? 1 : 0;
        distance += fabs(static_cast<double>(count) - problem.group_desired[g]);
      }
      total += problem.balance_weight[k] * distance;
    }
    return total;
  }
  const SearchMatrixView& matrix_;
  const BlockScratch& scratch_;
  ReduceSpace<Threads>& reduce_;
  double* const tile_;
  BlockScreen<Threads> screen_;
};

}  // namespace tessera::cuda
