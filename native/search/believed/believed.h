#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "search/believed/remembered_pairs.h"
#include "search/score.h"
#include "storage/matrix_memory.h"
#include "tessera_backend.h"

namespace tessera::search {

/**
 * What the believable Sharpe ratio of portfolios is made from (native/believable, docs/objective.md). Immutable; any number of
 * searches may share one.
 */
struct Believed {
  uint32_t observations = 0;                           // T
  uint32_t strategies = 0;                             // N
  std::vector<double> theta;                           // [N] believable Sharpe ratio of a strategy, a row
  std::vector<double> weight;                          // [N] v
  storage::MatrixMemory<double> z;                     // [N][T] standardised columns: norm 1, or all 0
  std::array<double, TSR_CORRELATION_ENTRIES> shrunk;  // rho* by entry, see formulas/family_cell.h
  RememberedPairs pairs;                               // that the searches share

  const double* column(uint32_t strategy) const { return z.data() + size_t{strategy} * observations; }
  /** Begins to read a column that is wanted soon, where it lies on the disk. */
  void ahead(uint32_t strategy) const {
    if (z.on_disk()) storage::will_need(column(strategy), observations * sizeof(double));
  }
};

/**
 * Values portfolios and swaps: S = sum v theta / sqrt(sum over i, j of v_i v_j rho*_ij), rho*_ii = 1; 0 where the denominator
 * is 0. The bits of a value hang on the members alone, those of a swap on the members before it and the swap: so they are the
 * same on any backend. One per island; not thread-safe. Pairs that are remembered (remembered_pairs.h) cost nothing but a look.
 */
class BelievedScorer {
 public:
  /** `believed` may be null: then nothing may be asked. It must outlive the scorer. */
  explicit BelievedScorer(const Believed* believed) : believed_(believed) {}

  /** Of members in ascending order. O(n^2 T). */
  double value(std::span<const uint32_t> members);

  /** The members that swaps start from, ascending. O(n T) for each that was not there before. */
  void stand_at(std::span<const uint32_t> members);

  /** After a swap from them. O(n T) for the first swap with an incoming strategy, O(1) for the others with it. */
  double value_of_swap(Swap swap);

  /** The same of many: of columns on the disk the next are read while one is looked at. */
  void values_of_swaps(std::span<const Swap> swaps, std::span<double> values);

 private:
  /** Whether an incoming strategy's figures are there. */
  bool knows(uint32_t strategy) const { return !known_.empty() && known_[strategy] == standing_; }
  /** Whether the strategy's column is not needed: its figures are there, or its pairs with all members are remembered. */
  bool needs_no_column(uint32_t strategy) const;
  /** Columns of these members as [T][padded], where they are not there yet. */
  void load(std::span<const uint32_t> members);
  /** Entries of rho* of a strategy with each of these members. */
  void entries_with(uint32_t strategy, std::span<const uint32_t> members, uint16_t* entries);

  const Believed* believed_;
  std::vector<double> by_row_, sums_;
  std::vector<uint32_t> loaded_;  // members that by_row_ is of
  uint32_t padded_ = 0;

  std::vector<uint32_t> members_;       // stood at
  std::vector<uint16_t> member_pairs_;  // [n][n]
  std::vector<double> with_members_;    // [n] g of the members: sum over members m of v_k v_m rho*_km
  double numerator_ = 0.0, square_ = 0.0;

  uint32_t standing_ = 0;                 // counts moves, so that nothing must be cleared
  std::vector<uint32_t> known_;           // [N] the standing that an incoming strategy's figures are of
  std::vector<double> incoming_;          // [N] its g
  std::vector<uint16_t> incoming_pairs_;  // [N][n]
};

}  // namespace tessera::search
