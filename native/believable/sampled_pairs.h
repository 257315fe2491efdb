#pragma once

#include <array>
#include <functional>
#include <memory>
#include <numeric>

#include "believable/table.h"
#include "tessera_backend.h"

namespace tessera::believable {

/** Bins of z = atanh(r), equally wide. */
struct ZBins {
  static constexpr uint32_t kCount = 250;
  static constexpr double kOutermost = 2.5;
  static constexpr double kWidth = 2.0 * kOutermost / kCount;

  static double edge(uint32_t k) { return -kOutermost + kWidth * k; }
  static double centre(uint32_t k) { return edge(k) + 0.5 * kWidth; }
};

/** What one pass over sampled pairs counts; the order of counting cannot matter. */
struct PairCounts {
  std::array<uint64_t, ZBins::kCount + 1> bins{};       // the last counts what lies outside of all
  std::array<uint8_t, TSR_CORRELATION_ENTRIES> seen{};  // entries of a table over r that a pair falls on

  void add(const PairCounts& other) {
    for (uint32_t k = 0; k < bins.size(); ++k) bins[k] += other.bins[k];
    for (uint32_t k = 0; k < seen.size(); ++k) seen[k] |= other.seen[k];
  }
  uint64_t total() const { return std::accumulate(bins.begin(), bins.end() - 1, uint64_t{0}); }
};

/** The columns that vary, and which of them are held against all. Borrows table and moments. */
class SampledPairs {
 public:
  SampledPairs(const Table& table, const Moments& moments, uint64_t seed);
  ~SampledPairs();

  uint64_t pairs() const { return uint64_t{sampled_.size()} * varying_.size(); }

  /**
   * Counts r of all sampled pairs, the sum of products in time order in float64. Repetition 0 takes the rows as they are and
   * leaves out |z| of 3.7 and more, where a column meets itself; each later one shuffles every column by itself, and sees no
   * entries. One repetition at a time.
   */
  PairCounts count(uint32_t repetition, WorkerPool& pool) const;

  const std::vector<uint32_t>& varying() const { return varying_; }
  const std::vector<uint32_t>& sampled() const { return sampled_; }
  const Table& table() const { return table_; }
  const Moments& moments() const { return moments_; }
  uint64_t seed() const { return seed_; }

  /** |r| from which a column is taken for itself in this repetition; 0 where no entries are seen. */
  static double entry_limit(uint32_t repetition);

 private:
  struct Columns;
  struct Held;
  class Cells;
  class Counting;

  void shuffle_column(uint32_t strategy, uint32_t repetition, double* z) const;
  /** `count` of the varying ones from the `first` on, once the held ones are made. */
  void load(uint32_t first, uint32_t count, uint32_t repetition, Columns& columns) const;
  void read(std::span<const uint32_t> strategies, uint32_t repetition, Columns& columns) const;

  const Table& table_;
  const Moments& moments_;
  uint64_t seed_;
  std::vector<uint32_t> varying_, sampled_;
  std::unique_ptr<Held> held_;
};

/** How the pairs of a repetition are counted: on a backend, or on the host. */
using PairPass = std::function<PairCounts(const SampledPairs&, uint32_t repetition, WorkerPool&)>;

/** On the host. */
inline PairCounts pairs_here(const SampledPairs& pairs, uint32_t repetition, WorkerPool& pool) {
  return pairs.count(repetition, pool);
}

/**
 * The same counts on a backend with TSR_OP_SAMPLED_PAIRS, of a table that is the session's rows, or made of them as `made`
 * says. Throws search::SearchError.
 */
PairPass backend_pairs(const tsr_backend& backend, tsr_session* session, const RowsMade* made);

}  // namespace tessera::believable
