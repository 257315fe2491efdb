#include "backends/cpu/correlate/correlation_kernels.h"

#include "backends/cpu/correlate/register_block.h"
#include "formulas/hd.h"
#include "formulas/series/standardise.h"

namespace tessera::cpu {

namespace {

using formulas::larger;
using formulas::smaller;
using formulas::splat;

typedef int32_t IntVec __attribute__((vector_size(TSR_LANES * 4)));

/** Rows handled together, so that the columns' running values are read and written once for all of them. */
constexpr uint32_t kTogether = 4;

/** Bin of rho; equal bins over [-1, 1], the last closed. Add, then multiply: no contraction can change it. */
inline uint32_t bin_of(double rho, double half, uint32_t bins) {
  const int32_t bin = static_cast<int32_t>((rho + 1.0) * half);
  return static_cast<uint32_t>(bin < 0 ? 0 : bin >= static_cast<int32_t>(bins) ? static_cast<int32_t>(bins) - 1 : bin);
}

template <bool Signed, bool Histogram>
void reduce_rows(const TileReduction& job, uint32_t first) {
  const double half = 0.5 * job.bins;
  const IntVec last = static_cast<int32_t>(job.bins) - 1 - IntVec{};
  Vec sum[kTogether] = {}, total[kTogether] = {}, most[kTogether] = {}, top[kTogether];
  for (Vec& value : top) value = splat<Vec>(-1.0);
  uint32_t bins[kTogether][kLanes];
  uint32_t* histograms[kCopies];
  for (uint32_t copy = 0; copy < kCopies; ++copy) histograms[copy] = job.histogram + copy * job.histogram_stride;
  for (uint32_t j = 0; j < kTile; j += kLanes) {
    Vec column_abs = load(job.column_abs + j);
    Vec column_max = load(job.column_max + j);
    Vec column_sum = Signed ? load(job.column_sum + j) : Vec{};
    for (uint32_t r = 0; r < kTogether; ++r) {
      const Vec rho = load(job.rho + (first + r) * kTile + j);
      const Vec magnitude = smaller(formulas::absolute(rho), splat<Vec>(1.0));
      total[r] = total[r] + magnitude;
      most[r] = larger(magnitude, most[r]);
      top[r] = larger(rho, top[r]);
      column_abs = column_abs + magnitude;
      column_max = larger(magnitude, column_max);
      if constexpr (Signed) {
        sum[r] = sum[r] + rho;
        column_sum = column_sum + rho;
      }
      if constexpr (Histogram) {
        IntVec bin = __builtin_convertvector((rho + splat<Vec>(1.0)) * splat<Vec>(half), IntVec);
        bin = bin > last ? last : bin;
        memcpy(bins[r], &bin, sizeof bin);
      }
    }
    store(job.column_abs + j, column_abs);
    store(job.column_max + j, column_max);
    if constexpr (Signed) store(job.column_sum + j, column_sum);
    if constexpr (Histogram) {
      for (uint32_t r = 0; r < kTogether; ++r) {
        for (uint32_t lane = 0; lane < kLanes; ++lane) ++histograms[lane % kCopies][bins[r][lane]];
      }
    }
  }
  for (uint32_t r = 0; r < kTogether; ++r) {
    job.row_abs[first + r] = lane_sum(total[r]);
    job.row_max[first + r] = lane_max(most[r]);
    job.row_top[first + r] = lane_max(top[r]);
    if constexpr (Signed) job.row_sum[first + r] = lane_sum(sum[r]);
  }
}

/** Tiles on the diagonal and at the edge: a few in a hundred, one cell at a time. */
void reduce_part(const TileReduction& job) {
  const double half = 0.5 * job.bins;
  for (uint32_t i = 0; i < job.rows; ++i) {
    double sum = 0.0, total = 0.0, most = 0.0, top = -1.0;
    for (uint32_t j = job.diagonal ? i + 1 : 0; j < job.columns; ++j) {
      const double rho = job.rho[i * kTile + j];
      const double magnitude = smaller(formulas::absolute(rho), 1.0);
      sum += rho;
      total += magnitude;
      most = larger(magnitude, most);
      top = larger(rho, top);
      job.column_abs[j] += magnitude;
      job.column_max[j] = larger(magnitude, job.column_max[j]);
      if (job.column_sum != nullptr) job.column_sum[j] += rho;
      if (job.histogram != nullptr) ++job.histogram[bin_of(rho, half, job.bins)];
    }
    job.row_abs[i] = total;
    job.row_max[i] = most;
    job.row_top[i] = top;
    if (job.row_sum != nullptr) job.row_sum[i] = sum;
  }
}

void reduce(const TileReduction& job) {
  for (uint32_t j = 0; j < kTile; ++j) {
    job.row_abs[j] = job.row_max[j] = job.column_abs[j] = job.column_max[j] = 0.0;
    job.row_top[j] = -1.0;
    if (job.row_sum != nullptr) job.row_sum[j] = job.column_sum[j] = 0.0;
  }
  if (job.diagonal || job.rows < kTile || job.columns < kTile) return reduce_part(job);
  const bool wants_sum = job.row_sum != nullptr;
  const bool wants_histogram = job.histogram != nullptr;
  for (uint32_t i = 0; i < kTile; i += kTogether) {
    if (wants_sum && wants_histogram) reduce_rows<true, true>(job, i);
    if (wants_sum && !wants_histogram) reduce_rows<true, false>(job, i);
    if (!wants_sum && wants_histogram) reduce_rows<false, true>(job, i);
    if (!wants_sum && !wants_histogram) reduce_rows<false, false>(job, i);
  }
}

template <class V>
inline V panel_cell(PanelContent content, V x, V mean, V norm, V root) {
  if (content == PanelContent::kPresent) return formulas::select(x == x, root, splat<V>(0.0));
  const V z = formulas::standardised(x, mean, norm);
  return content == PanelContent::kSquared ? root * (z * z) : root * z;
}

/** What a tile's positions are of. */
struct PackedTile {
  uint64_t strategy[kTile];
  double mean[kTile], norm[kTile];
  uint32_t begin, end;  // the positions that are written; behind them stands 0
  bool in_order;

  PackedTile(const PackJob& job, uint64_t tile) {
    const uint64_t start = tile * kTile;
    begin = static_cast<uint32_t>(job.first > start ? job.first - start : 0);
    end = static_cast<uint32_t>(job.count - start < kTile ? job.count - start : kTile);
    in_order = job.order == nullptr;
    for (uint32_t i = begin; i < end; ++i) {
      const uint64_t place = start + i - job.first;
      strategy[i] = in_order ? place : job.order[place];
      mean[i] = job.mean[strategy[i]];
      norm[i] = job.norm[strategy[i]];
    }
  }
};

/** Row by row, all panels of the tile: a row of a wide table is one stretch of memory. */
void pack(const PackJob& job, uint64_t tile, uint32_t from, uint32_t to, double* panels) {
  const PackedTile of(job, tile);
  const size_t panel_size = static_cast<size_t>(job.observations) * kPanel;
  double* const out = panels + tile * (kTile / kPanel) * panel_size;
  for (uint32_t t = from; t < to; ++t) {
    const double* const row = job.rows[t];
    const double root = job.root == nullptr ? 1.0 : job.root[t];
    double* line = out + static_cast<size_t>(t) * kPanel;
    for (uint32_t panel = 0; panel < kTile; panel += kPanel, line += panel_size) {
      uint32_t i = panel < of.begin ? of.begin - panel : 0;
      const uint32_t filled = of.end > panel ? (of.end - panel < kPanel ? of.end - panel : kPanel) : 0;
      for (; of.in_order && i + kLanes <= filled; i += kLanes) {
        const uint32_t at = panel + i;
        store(line + i,
              panel_cell(job.content, load(row + of.strategy[at]), load(of.mean + at), load(of.norm + at), splat<Vec>(root)));
      }
      for (; i < filled; ++i) {
        const uint32_t at = panel + i;
        line[i] = panel_cell(job.content, row[of.strategy[at]], of.mean[at], of.norm[at], root);
      }
      for (; i < kPanel; ++i) line[i] = 0.0;
    }
  }
}

void multiply(const double* a, const double* b, uint32_t observations, double* c) {
  const size_t panel_size = static_cast<size_t>(observations) * kPanel;
  for (uint32_t first = 0; first < observations; first += kDepth) {
    const uint32_t depth = observations - first < kDepth ? observations - first : kDepth;
    const size_t offset = static_cast<size_t>(first) * kPanel;
    if (first == 0) {
      multiply_depth<false>(a, b, panel_size, depth, c);
    } else {
      multiply_depth<true>(a + offset, b + offset, panel_size, depth, c);
    }
  }
}

/** A variance below this part of its two cancelling terms has lost digits: the pair is decided from the rows instead. */
constexpr double kCancelled = 1e-2;

/** Pearson over the shared rows from the six sums of products; NaN where they cannot decide. */
void finish_pairwise(const PairwiseTiles& tiles) {
  using formulas::select;
  using formulas::splat;
  for (uint32_t i = 0; i < kTile * kTile; i += kLanes) {
    const Vec n = load(tiles.shared + i);
    const Vec a = load(tiles.sum_a + i);
    const Vec b = load(tiles.sum_b + i);
    const Vec aa = n * load(tiles.square_a + i);
    const Vec bb = n * load(tiles.square_b + i);
    const Vec variance_a = aa - a * a;
    const Vec variance_b = bb - b * b;
    const Vec rho = (n * load(tiles.product + i) - a * b) / formulas::root(variance_a * variance_b);
    const Vec nan = splat<Vec>(NAN);
    const Vec checked = select(variance_a > splat<Vec>(kCancelled) * aa, rho, nan);
    store(tiles.product + i, select(variance_b > splat<Vec>(kCancelled) * bb, checked, nan));
  }
}

BlockStats block_stats(const double* rho, uint32_t row_begin, uint32_t row_end, uint32_t column_begin, uint32_t column_end,
                       bool above_diagonal) {
  Vec sums{}, low = splat<Vec>(1.0), high = splat<Vec>(-1.0);
  double sum = 0.0, smallest = 1.0, largest = -1.0;
  for (uint32_t i = row_begin; i < row_end; ++i) {
    const double* const row = rho + i * kTile;
    uint32_t j = above_diagonal && i + 1 > column_begin ? i + 1 : column_begin;
    for (; j + kLanes <= column_end; j += kLanes) {
      const Vec value = load(row + j);
      sums = sums + value;
      low = smaller(value, low);
      high = larger(value, high);
    }
    for (; j < column_end; ++j) {
      sum += row[j];
      smallest = smaller(row[j], smallest);
      largest = larger(row[j], largest);
    }
  }
  for (uint32_t lane = 0; lane < kLanes; ++lane) {
    sum += sums[lane];
    smallest = smaller(low[lane], smallest);
    largest = larger(high[lane], largest);
  }
  return {sum, smallest, largest};
}

}  // namespace

const CorrelationKernels TSR_TABLE(correlation_kernels) = {pack, multiply, finish_pairwise, reduce, block_stats};

}  // namespace tessera::cpu
