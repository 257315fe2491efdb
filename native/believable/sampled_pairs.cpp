#include "believable/sampled_pairs.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <mutex>

#include "believable/backend_run.h"
#include "believable/draws.h"
#include "believable/shrunk_correlation.h"
#include "search/island/functions.h"
#include "search/vector_clones.h"

namespace tessera::believable {
namespace {

/** Columns held against all: as many as make so many pairs, but no fewer than this. */
constexpr uint32_t kFewestSampled = 200;
constexpr uint64_t kSampledPairs = 400'000;
constexpr double kSamePair = 3.7;  // |z| from which a column is taken for itself
constexpr uint32_t kBins = ZBins::kCount;

/** Finds the bin of atanh(r) without the logarithm. */
class Binning {
 public:
  Binning() {
    for (uint32_t k = 0; k <= kBins; ++k) edges_[k] = search::island::hyperbolic_tangent(ZBins::edge(k));
    edges_[kBins + 1] = HUGE_VAL;
    uint32_t bin = 0;
    for (uint32_t cell = 0; cell < kCells; ++cell) {
      const double lowest = 2.0 * cell / kCells - 1.0;
      while (bin < kBins && edges_[bin + 1] <= lowest) ++bin;
      guide_[cell] = static_cast<uint16_t>(bin);
    }
  }
  std::span<const double> edges() const { return {edges_.data(), kBins + 1}; }
  /** r -> 0..kBins - 1, or kBins where z lies outside. */
  uint32_t bin(double r) const {
    if (r < edges_[0]) return kBins;
    uint32_t k = guide_[std::min(static_cast<uint32_t>((r + 1.0) * (kCells / 2)), kCells - 1)];
    while (edges_[k + 1] <= r) ++k;
    return std::min(k, kBins);
  }

 private:
  static constexpr uint32_t kCells = 8192;
  std::array<double, kBins + 2> edges_;
  std::array<uint16_t, kCells> guide_;
};

const Binning& binning() {
  static const Binning made;
  return made;
}

/** Columns whose products are formed together, those of one side and of the other. */
constexpr uint32_t kStrip = 16, kTogether = 5;
/** Rows of the held columns that are read and turned at once: what is written stays in the cache. */
constexpr uint32_t kRowsTurned = 64;
/** Pairs that are settled together. */
constexpr uint32_t kSettled = 4;
/** Rows whose products are added up in single precision; sums of so many rows are added in float64. */
constexpr uint32_t kDepth = 160;
/**
 * How far a sum of products in single precision may lie from that in float64: cells, products and additions are rounded, and
 * the result once more; sums of |a b| are at most 1 (Cauchy and Schwarz).
 */
double single_error(uint32_t rows) { return (std::min(rows, kDepth) + 8.0) * 0x1.0p-24 + rows * 0x1.0p-51; }

typedef float Floats __attribute__((vector_size(64), aligned(4), may_alias));

/**
 * r[sampled][kStrip] = sums over `depth` rows of the products of `sampled` (a multiple of kTogether) columns with kStrip
 * others.
 */
TESSERA_VECTOR_CLONES
void multiply(const float* sampled_z, uint32_t sampled, const float* strip_z, uint32_t depth, float* r) {
  for (uint32_t c = 0; c < sampled; c += kTogether) {
    Floats sums[kTogether] = {};
    const float* a = sampled_z + c;
    const float* x = strip_z;
    for (uint32_t t = 0; t < depth; ++t, a += sampled, x += kStrip) {
      const Floats others = *reinterpret_cast<const Floats*>(x);
#pragma GCC unroll 5
      for (uint32_t k = 0; k < kTogether; ++k) sums[k] = sums[k] + a[k] * others;
    }
#pragma GCC unroll 5
    for (uint32_t k = 0; k < kTogether; ++k) *reinterpret_cast<Floats*>(r + size_t{c + k} * kStrip) = sums[k];
  }
}

/** The same over any number of rows. `sums` is scratch of the same shape. */
void multiply_all(const float* sampled_z, uint32_t sampled, const float* strip_z, uint32_t rows, float* r,
                  std::vector<double>& sums) {
  multiply(sampled_z, sampled, strip_z, std::min(rows, kDepth), r);
  if (rows <= kDepth) return;
  const size_t count = size_t{sampled} * kStrip;
  sums.assign(r, r + count);
  for (uint32_t first = kDepth; first < rows; first += kDepth) {
    multiply(sampled_z + size_t{first} * sampled, sampled, strip_z + size_t{first} * kStrip, std::min(kDepth, rows - first), r);
    for (size_t k = 0; k < count; ++k) sums[k] += r[k];
  }
  for (size_t k = 0; k < count; ++k) r[k] = static_cast<float>(sums[k]);
}

/** Equally wide cells of r. */
constexpr uint32_t kCells = 16384;

TESSERA_VECTOR_CLONES
void place(const float* r, uint32_t count, uint16_t* cell) {
  for (uint32_t k = 0; k < count; ++k) {
    const auto at = static_cast<int32_t>((r[k] + 1.0f) * (kCells / 2));
    cell[k] = static_cast<uint16_t>(at < 0 ? 0 : at < static_cast<int32_t>(kCells) ? at : kCells - 1);
  }
}

}  // namespace

/** Which cells have one bin and one entry for all r that single precision may have put there, and which leave them open. */
class SampledPairs::Cells {
 public:
  static constexpr uint8_t kOpenBin = 1, kOpenEntry = 2;
  using Flags = std::array<uint8_t, kCells>;

  /** `limit`: |r| from which no entry is seen, 0 = none ever is. */
  Cells(double error, double limit) {
    const double wide = error + 0x1.0p-23;  // r + 1 is rounded, too
    for (uint32_t k = 0; k < kCells; ++k) {
      const double low = k == 0 ? -2.0 : 2.0 * k / kCells - 1.0 - wide;
      const double high = k == kCells - 1 ? 2.0 : 2.0 * (k + 1) / kCells - 1.0 + wide;
      bin_[k] = static_cast<uint16_t>(binning().bin(low));
      if (binning().bin(high) != bin_[k]) open_[k] |= kOpenBin;
      first_[k] = static_cast<uint16_t>(ShrunkCorrelation::index_of(low));
      last_[k] = static_cast<uint16_t>(ShrunkCorrelation::index_of(high));
      const bool one = std::fabs(low) < limit, other = std::fabs(high) < limit;
      sees_[k] = one && other && first_[k] == last_[k] ? 1 : 0;
      if ((one || other) && sees_[k] == 0) open_[k] |= kOpenEntry;
    }
  }

  const Flags& open() const { return open_; }

  /** Adds pairs counted by cell, but for what is open there. */
  void add(const std::vector<uint32_t>& pairs, PairCounts& counts) const {
    for (uint32_t k = 0; k < kCells; ++k) {
      if (pairs[k] == 0) continue;
      if ((open_[k] & kOpenBin) == 0) counts.bins[bin_[k]] += pairs[k];
      if (sees_[k] != 0) counts.seen[first_[k]] = 1;
    }
  }

  /** Cells of entries that all are seen ask no more pairs for theirs. */
  void close(const PairCounts& counts) {
    const auto is_seen = [](uint8_t entry) { return entry != 0; };
    for (uint32_t k = 0; k < kCells; ++k) {
      if ((open_[k] & kOpenEntry) == 0) continue;
      const auto first = counts.seen.begin() + first_[k], last = counts.seen.begin() + last_[k];
      if (std::all_of(first, last + 1, is_seen)) open_[k] = static_cast<uint8_t>(open_[k] & ~kOpenEntry);
    }
  }

 private:
  Flags open_{}, sees_{};
  std::array<uint16_t, kCells> bin_{}, first_{}, last_{};
};

namespace {

/** Sums of products in time order, several at a time: one waits for its last addition, the others do not. */
void exact_products(const double* const (&a)[kSettled], const double* const (&b)[kSettled], uint32_t rows,
                    double (&sums)[kSettled]) {
  for (double& sum : sums) sum = 0.0;
  for (uint32_t t = 0; t < rows; ++t) {
#pragma GCC unroll 4
    for (uint32_t k = 0; k < kSettled; ++k) sums[k] += a[k][t] * b[k][t];
  }
}

/** z of one row's cells. */
TESSERA_VECTOR_CLONES
void standardise_row(const double* cells, const double* mean, const double* norm, uint32_t count, double* z) {
  for (uint32_t i = 0; i < count; ++i) z[i] = (formulas::present_cell(cells[i]) - mean[i]) / norm[i];
}

}  // namespace

/**
 * Standardised columns: [column][T], and in single precision in strips, [strip][T][kStrip], what is beyond the last column 0.
 */
struct SampledPairs::Columns {
  uint32_t count = 0;
  std::vector<double> own;  // of no other columns
  const double* exact = nullptr;
  std::vector<float> single;
};

/** Of the held columns, for every repetition: taking new pages of so much takes a tenth of a pass over 200,000 rows. */
struct SampledPairs::Held {
  std::vector<double> exact;  // [column][T]
  std::vector<float> single;  // [T][padded]
};

/** One thread's part of a pass. */
class SampledPairs::Counting {
 public:
  Counting(const Cells& cells, double limit, uint32_t rows, const Held& sampled, uint32_t held, uint32_t padded)
      : cells_(cells),
        limit_(limit),
        rows_(rows),
        sampled_(sampled),
        held_(held),
        padded_(padded),
        by_cell_(kCells, 0),
        r_(size_t{padded} * kStrip),
        cell_(r_.size()),
        left_open_(r_.size()) {}

  /** Counts the pairs of the sampled columns with those of a block. */
  void count(const Columns& block) {
    const Cells::Flags& open = cells_.open();
    for (uint32_t first = 0; first < block.count; first += kStrip) {
      const float* const strip = block.single.data() + size_t{first} * rows_;
      multiply_all(sampled_.single.data(), padded_, strip, rows_, r_.data(), sums_);
      place(r_.data(), static_cast<uint32_t>(r_.size()), cell_.data());
      const uint32_t width = std::min(kStrip, block.count - first);
      size_t found = 0;
      for (uint32_t k = 0; k < held_; ++k) {
        for (uint32_t pair = k * kStrip; pair < k * kStrip + width; ++pair) {
          const uint16_t at = cell_[pair];
          ++by_cell_[at];
          if (open[at] != 0) left_open_[found++] = pair;
        }
      }
      settle(block, first, {left_open_.data(), found});
    }
    // What is seen soon is nearly all that there is to see.
    if (std::has_single_bit(++blocks_)) cells_.close(counts());
  }

  const PairCounts& counts() {
    cells_.add(by_cell_, counts_);
    std::ranges::fill(by_cell_, 0u);
    return counts_;
  }

 private:
  /** Pairs that single precision left open: sampled column * kStrip + column of the strip. */
  void settle(const Columns& block, uint32_t first, std::span<const uint32_t> pairs) {
    for (size_t from = 0; from < pairs.size(); from += kSettled) {
      const size_t count = std::min<size_t>(kSettled, pairs.size() - from);
      const double *a[kSettled], *b[kSettled];
      double r[kSettled];
      for (size_t k = 0; k < kSettled; ++k) {
        const uint32_t pair = pairs[from + std::min(k, count - 1)];
        a[k] = sampled_.exact.data() + size_t{pair / kStrip} * rows_;
        b[k] = block.exact + size_t{first + pair % kStrip} * rows_;
      }
      exact_products(a, b, rows_, r);
      for (size_t k = 0; k < count; ++k) {
        if ((cells_.open()[cell_[pairs[from + k]]] & Cells::kOpenBin) != 0) ++counts_.bins[binning().bin(r[k])];
        if (std::fabs(r[k]) < limit_) counts_.seen[ShrunkCorrelation::index_of(r[k])] = 1;
      }
    }
  }

  Cells cells_;
  const double limit_;
  const uint32_t rows_;
  const Held& sampled_;
  const uint32_t held_, padded_;
  uint32_t blocks_ = 0;
  std::vector<uint32_t> by_cell_;
  std::vector<float> r_;
  std::vector<uint16_t> cell_;
  std::vector<uint32_t> left_open_;
  std::vector<double> sums_;
  PairCounts counts_;
};

SampledPairs::SampledPairs(const Table& table, const Moments& moments, uint64_t seed)
    : table_(table), moments_(moments), seed_(seed), held_(std::make_unique<Held>()) {
  for (uint32_t i = 0; i < table.strategies; ++i) {
    if (moments.norm[i] > 0.0) varying_.push_back(i);
  }
  sampled_ = varying_;
  const auto wanted = std::max(kFewestSampled, static_cast<uint32_t>(kSampledPairs / std::max<size_t>(varying_.size(), 1)));
  if (sampled_.size() <= wanted) return;
  search::Stream stream = stream_of(seed, Draw::kSampledColumns, 0, 0);
  for (uint32_t k = 0; k < wanted; ++k) {
    std::swap(sampled_[k], sampled_[k + stream.below(static_cast<uint32_t>(sampled_.size()) - k)]);
  }
  sampled_.resize(wanted);
}

SampledPairs::~SampledPairs() = default;

PairCounts SampledPairs::count(uint32_t repetition, WorkerPool& pool) const {
  const uint32_t rows = table_.observations;
  const auto held = static_cast<uint32_t>(sampled_.size());
  const uint32_t padded = (held + kTogether - 1) / kTogether * kTogether;
  Held& sampled = *held_;
  sampled.exact.resize(size_t{held} * rows);
  sampled.single.resize(size_t{rows} * padded);
  const size_t parts = (rows + kRowsTurned - 1) / kRowsTurned;
  const auto rows_of = [rows](size_t part) {
    return std::pair(part * kRowsTurned, std::min<size_t>(rows, (part + 1) * kRowsTurned));
  };
  if (table_.scratch_folder != nullptr) {
    // Of rows on the disk all at once.
    standardise(table_, moments_, sampled_, sampled.exact.data());
  } else {
    pool.run(parts, [&](size_t part) {
      const auto [from, to] = rows_of(part);
      for (size_t k = 0; k < held; ++k) {
        const uint32_t i = sampled_[k];
        double* const column = sampled.exact.data() + k * rows;
        for (size_t t = from; t < to; ++t)
          column[t] = formulas::family_cell(table_.rows[t][i], moments_.mean[i], moments_.norm[i]);
      }
    });
  }
  pool.run(held, [&](size_t k) { shuffle_column(sampled_[k], repetition, sampled.exact.data() + k * rows); });
  // A few rows of all columns at a time: of a long table each row of one column is in a line of memory of its own.
  pool.run(parts, [&](size_t part) {
    const auto [from, to] = rows_of(part);
    for (size_t k = 0; k < held; ++k) {
      const double* const column = sampled.exact.data() + k * rows;
      for (size_t t = from; t < to; ++t) sampled.single[t * padded + k] = static_cast<float>(column[t]);
    }
  });
  const double limit = entry_limit(repetition);
  const Cells cells(single_error(rows), limit);
  const size_t blocks = (varying_.size() + kBlock - 1) / kBlock;
  std::atomic<size_t> next = 0;
  PairCounts all;
  std::mutex mutex;
  pool.run(std::min<size_t>(pool.threads(), blocks), [&](size_t) {
    Counting counting(cells, limit, rows, sampled, held, padded);
    Columns columns;
    for (size_t block = next++; block < blocks; block = next++) {
      const auto width = static_cast<uint32_t>(std::min<size_t>(kBlock, varying_.size() - block * kBlock));
      load(static_cast<uint32_t>(block * kBlock), width, repetition, columns);
      counting.count(columns);
    }
    const std::lock_guard lock(mutex);
    all.add(counting.counts());
  });
  return all;
}

double SampledPairs::entry_limit(uint32_t repetition) {
  return repetition == 0 ? search::island::hyperbolic_tangent(kSamePair) : 0.0;
}

void SampledPairs::shuffle_column(uint32_t strategy, uint32_t repetition, double* z) const {
  if (repetition == 0) return;
  shuffle(z, table_.observations, stream_of(seed_, Draw::kShuffledRows, repetition, strategy));
}

void SampledPairs::load(uint32_t first, uint32_t count, uint32_t repetition, Columns& columns) const {
  const uint32_t rows = table_.observations;
  columns.count = count;
  if (sampled_.size() == varying_.size()) {
    // All are held: the same columns in the same order.
    columns.exact = held_->exact.data() + size_t{first} * rows;
  } else {
    read({varying_.data() + first, count}, repetition, columns);
  }
  columns.single.assign(size_t{(count + kStrip - 1) / kStrip} * kStrip * rows, 0.0f);
  for (uint32_t strip = 0; strip < count; strip += kStrip) {
    float* const single = columns.single.data() + size_t{strip} * rows;
    const double* const exact = columns.exact + size_t{strip} * rows;
    const uint32_t width = std::min(kStrip, count - strip);
    // A row of the strip is one line of memory.
    for (size_t t = 0; t < rows; ++t) {
      for (size_t i = 0; i < width; ++i) single[t * kStrip + i] = static_cast<float>(exact[i * rows + t]);
    }
  }
}

void SampledPairs::read(std::span<const uint32_t> strategies, uint32_t repetition, Columns& columns) const {
  const uint32_t rows = table_.observations;
  const auto count = static_cast<uint32_t>(strategies.size());
  columns.own.resize(size_t{count} * rows);
  columns.exact = columns.own.data();
  double mean[kBlock], norm[kBlock], cells[kBlock], z[kBlock];
  for (uint32_t i = 0; i < count; ++i) {
    mean[i] = moments_.mean[strategies[i]];
    norm[i] = moments_.norm[strategies[i]];
  }
  // Few do not vary: those that do lie one beside the other.
  if (count > 0) table_.ahead(strategies.front(), strategies.back() - strategies.front() + 1);
  for (uint32_t t = 0; t < rows; ++t) {
    for (uint32_t i = 0; i < count; ++i) cells[i] = table_.rows[t][strategies[i]];
    standardise_row(cells, mean, norm, count, z);
    for (uint32_t i = 0; i < count; ++i) columns.own[size_t{i} * rows + t] = z[i];
  }
  for (uint32_t i = 0; i < count; ++i) shuffle_column(strategies[i], repetition, columns.own.data() + size_t{i} * rows);
}

PairPass backend_pairs(const tsr_backend& backend, tsr_session* session, const RowsMade* made) {
  return [&backend, session, made](const SampledPairs& pairs, uint32_t repetition, WorkerPool&) {
    PairCounts counts;
    tsr_sampled_pairs_params p{};
    p.struct_size = sizeof p;
    p.row_count = pairs.table().observations;
    p.sampled_count = static_cast<uint32_t>(pairs.sampled().size());
    p.varying_count = static_cast<uint32_t>(pairs.varying().size());
    p.edge_count = static_cast<uint32_t>(binning().edges().size());
    p.repetition = repetition;
    p.shuffles = static_cast<uint32_t>(Draw::kShuffledRows);
    p.seed = pairs.seed();
    if (made != nullptr) name_rows(*made, p);
    p.mean = pairs.moments().mean.data();
    p.norm = pairs.moments().norm.data();
    p.sampled = pairs.sampled().data();
    p.varying = pairs.varying().data();
    p.edges = binning().edges().data();
    p.limit = SampledPairs::entry_limit(repetition);
    p.bins = counts.bins.data();
    p.seen = counts.seen.data();
    run_on(backend, session, TSR_OP_SAMPLED_PAIRS, &p);
    return counts;
  };
}

}  // namespace tessera::believable
