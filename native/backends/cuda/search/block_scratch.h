#pragma once

#include "formulas/scores/score_sums.h"
#include "search/island/bound.h"
#include "search/island/work.h"

namespace tessera::cuda {

namespace island = tessera::search::island;

/**
 * Threads of a block. A wide one has a multiprocessor for itself and is done soonest; of narrow ones there are several on
 * each, which together do more. A descent waits for memory most of all, and the next ones wait for it: more threads wait side
 * by side.
 */
constexpr uint32_t kWideBlock = 256, kNarrowBlock = 128, kDescentBlock = 512;
/** Most blocks of a descent, see block_cluster.cuh: with eight each keeps more swaps that another would have ruled out. */
constexpr uint32_t kMostTogether = 4;
/** Series that a block scores together at most: two threads walk each. */
template <uint32_t Threads>
constexpr uint32_t kMostSeries = Threads / 2;
/** Where there are so few, each gets more rows at a time. */
constexpr uint32_t kFewSeries = 32;

/** Smallest power of two that is not below `count`. */
TSR_SIDE uint32_t power_of_two(uint32_t count) {
  uint32_t power = 1;
  while (power < count) power *= 2;
  return power;
}

/** Swaps that a scan may have found before it keeps the best only, and those of one round over the candidates. */
TSR_SIDE uint32_t found_capacity(const tsr_search_problem& problem) {
  return power_of_two(4 * island::kScreenedLimit + kDescentBlock * problem.size);
}

/** Blocks that may scan for an island at a time, each with a list of its own: a descent alone has several. */
TSR_SIDE uint32_t scanning_blocks(const tsr_search_problem& problem) { return problem.islands == 1 ? kMostTogether : 1; }

/** What a block needs beside the work that every team has. */
struct BlockScratch {
  double* tails;                // [tail capacity][series together] see series_scores.cuh
  double* equity;               // [T] of the chain
  double* curve;                // [T] the one whose windows are looked for
  double* falls;                // [T] of the window that ends at a row
  int32_t* peaks;               // [T] row where that window begins, -2 = none
  float* alignment;             // [N] S . z_i
  island::ScreenedSwap* found;  // [scanning_blocks][found_capacity]
};

TSR_SIDE BlockScratch make_scratch(island::Arena& arena, const tsr_search_problem& problem) {
  const bool bounded = problem.bounded != 0;
  const bool everything = problem.objective.metric >= TSR_OBJECTIVE_ENHANCED;
  const uint64_t rows = problem.observations;
  // One more than formulas::tail_capacity can be, which is not known to both compilers.
  const uint64_t tail = static_cast<uint64_t>(formulas::kScoreTail * static_cast<double>(rows)) + 3;
  BlockScratch scratch{};
  scratch.tails = arena.take<double>(tail * (everything ? kMostSeries<kDescentBlock> : kFewSeries));
  scratch.equity = arena.take<double>(bounded ? rows : 0);
  scratch.curve = arena.take<double>(bounded ? rows : 0);
  scratch.falls = arena.take<double>(bounded ? rows : 0);
  scratch.peaks = arena.take<int32_t>(bounded ? rows : 0);
  scratch.alignment = arena.take<float>(bounded ? problem.strategies : 0);
  scratch.found = arena.take<island::ScreenedSwap>(bounded ? uint64_t{scanning_blocks(problem)} * found_capacity(problem) : 0);
  return scratch;
}

/** Work and scratch of one island. */
TSR_SIDE uint64_t block_bytes(const tsr_search_problem& problem) {
  island::Arena arena(nullptr);
  island::make_work(arena, problem);
  make_scratch(arena, problem);
  return (arena.used() + 255) / 256 * 256;
}

}  // namespace tessera::cuda
