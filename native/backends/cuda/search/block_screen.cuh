// The bounds of search/host/screen.h for one block: the same windows, the same bounds, bit for bit.
#pragma once

#include "backends/cuda/search/block_cluster.cuh"
#include "backends/cuda/search/block_reduce.cuh"
#include "backends/cuda/search/island_work.h"
#include "backends/cuda/search/series_scores.cuh"
#include "backends/cuda/search/top_swaps.cuh"
#include "search/island/bound.h"
#include "search/island/chain.h"
#include "search/island/sieve.h"

namespace tessera::cuda {

/** Rows from+1..to of an equity curve; from = -1 is before the first row. */
struct Window {
  int32_t from, to;
};

/** What a scan knows of a member that may leave. */
struct LeavingMember {
  island::LeavingTerms terms;
  double falls[island::kMostWindows];  // of the chain without it in each window, the newest first
  uint32_t strategy;
};

/** What a scan has in shared memory of up to kSieveMembers members that may leave; it lies where scores have their tile. */
struct SieveSpace {
  LeavingMember leaving[island::kSieveMembers];
  uint32_t count;
  island::LeavingTerms best;  // the most total and the least square
  island::SieveSteps steps[island::kMostWindows];
  uint64_t words[island::kMostWindows][island::kSieveSteps];  // members left
};

/** What the first block of a cluster asks of the others. */
enum class SharedTask : uint32_t { align, scan, end };

/** Shared memory of a screen. */
struct ScreenSpace {
  Window windows[island::kMostWindows];  // oldest first
  uint32_t count;
  Window chosen[island::kFreshWindows];  // of a curve, deepest first
  uint32_t chosen_count;
  double square;  // |S|^2 - varying members
  uint32_t found;
  uint32_t complete;  // nothing that was found was left out
  SharedTask task;
  double threshold;  // of the scan
};

template <uint32_t Threads>
class BlockScreen {
 public:
  __device__ BlockScreen(const tsr_search_problem& problem, const SearchMatrixView& matrix, const BlockScratch& scratch,
                         ScreenSpace& space, ReduceSpace<Threads>& reduce, double* tile, BlockCluster cluster)
      : problem_(problem), matrix_(matrix), scratch_(scratch), space_(space), reduce_(reduce), tile_(tile), cluster_(cluster) {
    static_assert(sizeof(SieveSpace) <= kTileDoubles<Threads> * sizeof(double));
  }

  __device__ void reset() {
    __syncthreads();
    if (threadIdx.x == 0) space_.count = 0;
    __syncthreads();
  }

  __device__ __noinline__ void prepare(const island::Chain& chain) {
    __syncthreads();
    if (threadIdx.x == 0) {
      double equity = 0;
      for (uint32_t t = 0; t < problem_.observations; ++t) scratch_.equity[t] = equity += chain.pnl_sum[t];
    } else if (threadIdx.x == 32) {
      double square = -static_cast<double>(chain.varying);
      for (uint32_t t = 0; t < problem_.correlation_observations; ++t) {
        square += chain.standardised_sum[t] * chain.standardised_sum[t];
      }
      space_.square = square;
    }
    ask(SharedTask::align);
    align(chain);
    wait_for_shares();
    choose_windows(scratch_.equity, island::kFreshWindows);
    if (threadIdx.x == 0) {
      // The deepest becomes the newest, the last to be forgotten.
      for (uint32_t k = space_.chosen_count; k-- > 0;) add_window(space_.chosen[k]);
    }
    __syncthreads();
  }

  /** See Screen::learn. */
  __device__ __noinline__ bool learn(search::Swap swap) {
    __syncthreads();
    for (uint32_t t = threadIdx.x; t < problem_.observations; t += Threads) {
      const double* const prefix = matrix_.prefix + uint64_t{t} * problem_.strategies;
      scratch_.curve[t] = scratch_.equity[t] - prefix[swap.out] + prefix[swap.in];
    }
    __syncthreads();
    choose_windows(scratch_.curve, 1);
    if (threadIdx.x == 0) space_.found = space_.chosen_count > 0 && add_window(space_.chosen[0]) ? 1 : 0;
    __syncthreads();
    const bool learnt = space_.found != 0;
    __syncthreads();
    return learnt;
  }

  /** See Screen::scan; the swaps go to `to`, kScreenedLimit at most. */
  __device__ __noinline__ island::Scan scan(const island::Chain& chain, double threshold, island::ScreenedSwap* to) {
    constexpr uint32_t limit = island::kScreenedLimit;
    if (threadIdx.x == 0) space_.threshold = threshold;
    ask(SharedTask::scan);
    scan_share(chain, threshold);
    wait_for_shares();
    if (cluster_.together()) gather();
    const uint32_t found = space_.found;
    const bool complete = space_.complete != 0 && found <= limit;
    const island::ScreenedSwap* const sorted = sort_found(found);
    const uint32_t count = min(found, limit);
    for (uint32_t k = threadIdx.x; k < count; k += Threads) to[k] = sorted[k];
    __syncthreads();
    return {count, complete};
  }

  /** Lets the other blocks of a cluster end. */
  __device__ void dismiss() {
    ask(SharedTask::end);
    wait_for_shares();
  }

  /** What a block of a cluster does that is not the first: its share of what that one asks for, until that one ends. */
  __device__ void serve(const island::Chain& chain) {
    const ScreenSpace& first = *of_block(&space_, 0);
    while (true) {
      sync_cluster();
      const SharedTask task = first.task;
      if (task == SharedTask::align) {
        take(chain, &island::Chain::standardised_sum, problem_.correlation_observations);
        align(chain);
      } else if (task == SharedTask::scan) {
        take(chain, &island::Chain::members, problem_.size);
        copy(scratch_.equity, of_block(scratch_.equity, 0), problem_.observations);
        copy(space_.windows, first.windows, island::kMostWindows);
        if (threadIdx.x == 0) {
          space_.count = first.count;
          space_.square = first.square;
        }
        __syncthreads();
        scan_share(chain, first.threshold);
      }
      sync_cluster();
      if (task == SharedTask::end) return;
    }
  }

 private:
  __device__ __forceinline__ void ask(SharedTask task) {
    if (!cluster_.together()) return;
    if (threadIdx.x == 0) space_.task = task;
    sync_cluster();
  }

  __device__ __forceinline__ void wait_for_shares() {
    if (cluster_.together()) {
      sync_cluster();
    } else {
      __syncthreads();
    }
  }

  template <class T>
  __device__ __forceinline__ static void copy(T* to, const T* from, uint32_t count) {
    // Memory that all blocks see.
    if (to == from) return;
    for (uint32_t k = threadIdx.x; k < count; k += Threads) to[k] = from[k];
  }

  /** A list of the first block's chain, into the own one. */
  template <class T>
  __device__ __forceinline__ void take(const island::Chain& chain, T* island::Chain::*list, uint32_t count) {
    copy(chain.*list, of_block(of_block(&chain, 0)->*list, 0), count);
    __syncthreads();
  }

  /** Takes over what the other blocks have found. */
  __device__ void gather() {
    uint32_t total = space_.found, complete = space_.complete;
    for (uint32_t rank = 1; rank < cluster_.blocks; ++rank) {
      const ScreenSpace& other = *of_block(&space_, rank);
      const uint32_t count = other.found;
      complete &= other.complete;
      const island::ScreenedSwap* const from = scratch_.found + uint64_t{rank} * found_capacity(problem_);
      for (uint32_t k = threadIdx.x; k < count; k += Threads) scratch_.found[total + k] = from[k];
      total += count;
    }
    __syncthreads();
    if (threadIdx.x == 0) {
      space_.found = total;
      space_.complete = complete;
    }
    __syncthreads();
  }

  /** Looks at the block's share of the candidates; what they come to is in scratch.found, space.found and space.complete. */
  __device__ void scan_share(const island::Chain& chain, double threshold) {
    constexpr uint32_t limit = island::kScreenedLimit;
    const island::FitnessBound bound(problem_.objective, problem_.size, island::balance_reserve(problem_, chain.counts));
    double cut = -HUGE_VAL;  // what ranks behind this is not among the best any more
    bool complete = true;
    __syncthreads();
    if (threadIdx.x == 0) space_.found = 0;
    const auto keep_best = [&](uint32_t found) {
      sort_swaps<Threads>(scratch_.found, found);
      cut = scratch_.found[limit - 1].bound;
      complete = false;
      if (threadIdx.x == 0) space_.found = limit;
      __syncthreads();
    };
    for (uint32_t group = 0; group < problem_.size; group += island::kSieveMembers) {
      measure_members(chain, group);
      for (uint32_t first = cluster_.rank * Threads; first < problem_.strategies; first += cluster_.blocks * Threads) {
        const uint32_t in = first + threadIdx.x;
        if (in < problem_.strategies && chain.holds[in] == 0 && problem_.allowed[in] != 0) {
          scan_candidate(chain, bound, in, threshold, cut);
        }
        __syncthreads();
        const uint32_t found = space_.found;
        __syncthreads();
        if (found >= 4 * limit) keep_best(found);
      }
    }
    // There is room for so many of each block.
    const uint32_t found = space_.found;
    if (cluster_.together() && found > limit) keep_best(found);
    if (threadIdx.x == 0) space_.complete = complete ? 1 : 0;
    __syncthreads();
  }

  /**
   * S . z of every strategy: a float product and a float sum per row, in their order. Several strategies a thread hide the way.
   */
  __device__ void align(const island::Chain& chain) {
    constexpr uint32_t kTogether = 8;
    const uint64_t n = problem_.strategies;
    const uint64_t all = uint64_t{kTogether} * Threads * cluster_.blocks;
    for (uint64_t first = uint64_t{kTogether} * Threads * cluster_.rank + threadIdx.x; first < n; first += all) {
      float alignment[kTogether] = {};
#pragma unroll 4
      for (uint32_t t = 0; t < problem_.correlation_observations; ++t) {
        const auto factor = static_cast<float>(chain.standardised_sum[t]);
        const float* const row = matrix_.unit + t * n;
#pragma unroll
        for (uint32_t k = 0; k < kTogether; ++k) {
          const uint64_t i = first + k * Threads;
          alignment[k] += factor * (i < n ? row[i] : 0.0f);
        }
      }
#pragma unroll
      for (uint32_t k = 0; k < kTogether; ++k) {
        const uint64_t i = first + k * Threads;
        if (i < n) scratch_.alignment[i] = alignment[k];
      }
    }
  }

  __device__ static double fall(const double* equity, Window window) {
    return (window.from < 0 ? 0.0 : equity[window.from]) - equity[window.to];
  }

  __device__ double in_window(Window window, uint32_t strategy) const {
    const double to = matrix_.prefix[uint64_t{static_cast<uint32_t>(window.to)} * problem_.strategies + strategy];
    if (window.from < 0) return to;
    return to - matrix_.prefix[uint64_t{static_cast<uint32_t>(window.from)} * problem_.strategies + strategy];
  }

  /** deepest_windows of search/host/screen.h, to space.chosen. */
  __device__ void choose_windows(const double* equity, uint32_t wanted) {
    const uint32_t rows = problem_.observations;
    if (threadIdx.x == 0) {
      space_.chosen_count = 0;
      int32_t peak = problem_.objective.peak_from_zero != 0 ? -1 : 0;
      for (int32_t row = 0; row < static_cast<int32_t>(rows); ++row) {
        const double depth = fall(equity, {peak, row});
        scratch_.peaks[row] = row > peak ? peak : -2;
        scratch_.falls[row] = depth;
        if (depth <= 0) peak = row;
      }
    }
    __syncthreads();
    while (space_.chosen_count < wanted) {
      // A window of a peak of -2 does not exist, or has been looked at.
      Ranked own = {{1.0, 0.0}, 0xFFFFFFFFu};
      for (uint32_t row = threadIdx.x; row < rows; row += Threads) {
        if (scratch_.peaks[row] == -2) continue;
        own = better_of(own, {{0.0, scratch_.falls[row]}, row});
      }
      const Ranked deepest = block_best(own, reduce_);
      if (deepest.place == 0xFFFFFFFFu) break;
      if (threadIdx.x == 0) choose(deepest.place);
      __syncthreads();
    }
    __syncthreads();
  }

  /** Takes the window that ends at `row`, unless a deeper one under the same peak ends beside it. One thread. */
  __device__ void choose(uint32_t row) {
    const Window window = {scratch_.peaks[row], static_cast<int32_t>(row)};
    scratch_.peaks[row] = -2;
    for (uint32_t k = 0; k < space_.chosen_count; ++k) {
      const Window other = space_.chosen[k];
      if (other.from == window.from && (other.to == window.to + 1 || other.to == window.to - 1)) return;
    }
    space_.chosen[space_.chosen_count++] = window;
  }

  /** See Screen::add_window. One thread. */
  __device__ bool add_window(Window window) {
    uint32_t place = 0;
    while (place < space_.count && (space_.windows[place].from != window.from || space_.windows[place].to != window.to))
      ++place;
    const bool known = place < space_.count;
    if (!known && space_.count == island::kMostWindows) place = 0;
    // What stands behind the place moves up, and the window becomes the newest.
    if (known || space_.count == island::kMostWindows) {
      for (uint32_t k = place; k + 1 < space_.count; ++k) space_.windows[k] = space_.windows[k + 1];
      --space_.count;
    }
    space_.windows[space_.count++] = window;
    return !known;
  }

  /** The window that counts backwards from the newest. */
  __device__ Window newest(uint32_t k) const { return space_.windows[space_.count - 1 - k]; }

  __device__ __forceinline__ SieveSpace& sieve() const { return *reinterpret_cast<SieveSpace*>(tile_); }

  /** What the chain is without each of its members from place `first` on, and which of them each window leaves. */
  __device__ void measure_members(const island::Chain& chain, uint32_t first) {
    SieveSpace& sieve = this->sieve();
    const uint32_t last = problem_.observations - 1, most = min(problem_.size - first, island::kSieveMembers);
    const double* const total = matrix_.prefix + uint64_t{last} * problem_.strategies;
    __syncthreads();
    if (threadIdx.x == 0) {
      sieve.count = 0;
      for (uint32_t k = 0; k < most; ++k) {
        const uint32_t out = chain.members[first + k];
        if (problem_.allowed[out] != 0) sieve.leaving[sieve.count++].strategy = out;
      }
    }
    __syncthreads();
    const uint32_t count = sieve.count;
    for (uint32_t k = threadIdx.x; k < count; k += Threads) {
      LeavingMember& member = sieve.leaving[k];
      const uint32_t out = member.strategy;
      member.terms = {scratch_.equity[last] - total[out], space_.square - 2.0 * static_cast<double>(scratch_.alignment[out])};
      for (uint32_t w = 0; w < island::kMostWindows; ++w) {
        // A window that does not exist has no fall.
        member.falls[w] = w < space_.count ? fall(scratch_.equity, newest(w)) + in_window(newest(w), out) : -HUGE_VAL;
      }
    }
    __syncthreads();
    for (uint32_t w = threadIdx.x; w < space_.count; w += Threads) lay_words(w);
    if (threadIdx.x == Threads - 1) {
      sieve.best = {-HUGE_VAL, HUGE_VAL};
      for (uint32_t k = 0; k < count; ++k) {
        const island::LeavingTerms terms = sieve.leaving[k].terms;
        sieve.best.total = max(sieve.best.total, terms.total);
        sieve.best.square = min(sieve.best.square, terms.square);
      }
    }
    __syncthreads();
  }

  /** One thread a window. */
  __device__ void lay_words(uint32_t w) {
    SieveSpace& sieve = this->sieve();
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (uint32_t k = 0; k < sieve.count; ++k) {
      low = min(low, sieve.leaving[k].falls[w]);
      high = max(high, sieve.leaving[k].falls[w]);
    }
    const auto steps = island::SieveSteps::between(low, high);
    uint64_t* const words = sieve.words[w];
    for (uint32_t step = 0; step < island::kSieveSteps; ++step) words[step] = 0;
    for (uint32_t k = 0; k < sieve.count; ++k) words[steps.of(sieve.leaving[k].falls[w])] |= uint64_t{1} << k;
    for (uint32_t step = 1; step < island::kSieveSteps; ++step) words[step] |= words[step - 1];
    sieve.steps[w] = steps;
  }

  /** All swaps that bring one candidate in. */
  __device__ __forceinline__ void scan_candidate(const island::Chain& chain, const island::FitnessBound& bound, uint32_t in,
                                                 double threshold, double cut) {
    const SieveSpace& sieve = this->sieve();
    const double* const total = matrix_.prefix + uint64_t{problem_.observations - 1} * problem_.strategies;
    const double total_in = total[in];
    const float alignment_in = scratch_.alignment[in];
    const double depth = bound.deepest(max(threshold, cut), sieve.best, total_in, alignment_in);
    if (sieve.count == 0 || depth < 0) return;
    uint64_t left = ~uint64_t{0} >> (island::kSieveMembers - sieve.count);
    // Several windows at once: what they ask for comes from far.
    constexpr uint32_t kTogether = 5;
    double in_windows[island::kMostWindows] = {};
#pragma unroll
    for (uint32_t begin = 0; begin < island::kMostWindows; begin += kTogether) {
      if (begin >= space_.count || left == 0) break;
#pragma unroll
      for (uint32_t w = begin; w < begin + kTogether; ++w) in_windows[w] = w < space_.count ? in_window(newest(w), in) : 0.0;
#pragma unroll
      for (uint32_t w = begin; w < begin + kTogether; ++w) {
        if (w < space_.count) left &= sieve.words[w][sieve.steps[w].of(depth + in_windows[w])];
      }
    }
    for (; left != 0; left &= left - 1) {
      const LeavingMember& member = sieve.leaving[__ffsll(static_cast<long long>(left)) - 1];
      double worst = 0.0;
#pragma unroll
      for (uint32_t w = 0; w < island::kMostWindows; ++w) {
        if (w >= space_.count) break;
        const double after = member.falls[w] - in_windows[w];
        worst = worst > after ? worst : after;
      }
      const double value = bound.of(member.terms, worst, total_in, alignment_in);
      if (!(value > threshold) || value < cut) continue;
      const search::Swap swap = {member.strategy, in};
      if (island::groups_allow(problem_, chain, swap)) scratch_.found[atomicAdd(&space_.found, 1u)] = {value, swap};
    }
  }

  /** Sorts what a scan has found, in shared memory where it has room there. */
  __device__ island::ScreenedSwap* sort_found(uint32_t found) {
    auto* const near = reinterpret_cast<island::ScreenedSwap*>(tile_);
    if (power_of_two(found) * sizeof(island::ScreenedSwap) > kTileDoubles<Threads> * sizeof(double)) {
      sort_swaps<Threads>(scratch_.found, found);
      return scratch_.found;
    }
    __syncthreads();
    for (uint32_t k = threadIdx.x; k < found; k += Threads) near[k] = scratch_.found[k];
    sort_swaps<Threads>(near, found);
    return near;
  }

  const tsr_search_problem& problem_;
  const SearchMatrixView& matrix_;
  const BlockScratch& scratch_;
  ScreenSpace& space_;
  ReduceSpace<Threads>& reduce_;
  double* const tile_;  // kTileDoubles<Threads>, between scores free for scans
  const BlockCluster cluster_;
};

}  // namespace tessera::cuda
