#include "backends/cpu/correlate/reduced_tile_kernels.h"

#if TSR_LANES == 8
#include <immintrin.h>
#endif

#include "backends/cpu/correlate/register_block.h"
#include "formulas/hd.h"

namespace tessera::cpu {

namespace {

using formulas::splat;

#if TSR_LANES == 8

// With masks of all: of the functions without one GCC 12 says that they read what is not set.
inline Vec largest_of(Vec a, Vec b) { return (Vec)_mm512_maskz_max_pd(0xff, (__m512d)a, (__m512d)b); }
/** |value|, 1 at most. */
inline Vec magnitude_of(Vec value) {
  const __m512d magnitude = _mm512_abs_pd((__m512d)value);
  return (Vec)_mm512_maskz_min_pd(0xff, magnitude, _mm512_set1_pd(1.0));
}

/** The low word says which. */
typedef uint64_t Slot;

/**
 * Writes the slots of a vector of rho: 1 + its bin. Rounded down to a whole number by an addition, whose last bits then are
 * that number; what rounding put outside of [-1, 1] comes to the slot before the first bin or to that behind the last.
 */
inline void write_slots(Vec rho, double half, Slot* slots) {
  const Vec at = (rho + splat<Vec>(1.0)) * splat<Vec>(half);
  const __m512d whole =
      _mm512_maskz_add_round_pd(0xff, (__m512d)at, _mm512_set1_pd(0x1p52 + 1.0), _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
  memcpy(slots, &whole, sizeof whole);
}

/** Running values of the rows of one panel and of all columns, and the slots of the block before. */
template <bool Signed, bool Histogram, bool Kept>
class TilePass {
 public:
  TilePass(const TileFactors& factors, const TileReduction& job, double* rho) : factors_(factors), job_(job), rho_(rho) {
    if constexpr (Histogram) {
      for (uint32_t copy = 0; copy < kCopies; ++copy) histograms_[copy] = job.histogram + copy * job.histogram_stride - 1;
    }
  }

  void run() {
    const size_t panel_size = static_cast<size_t>(factors_.observations) * kPanel;
    const uint32_t last = (factors_.observations - 1) / kDepth * kDepth;  // where the last pass over observations begins
    form_products_before(last);
    const double *const a = factors_.a + size_t{last} * kPanel, *const b = factors_.b + size_t{last} * kPanel;
    const uint32_t depth = factors_.observations - last;
    for (uint32_t first = 0; first < kTile; first += kPanel) {
      begin_rows();
      for (uint32_t column = 0; column < kTile; column += kColumns) {
        const double* const right = b + column / kPanel * panel_size + column % kPanel;
        for (uint32_t row = 0; row < kPanel; row += kRows) {
          const double* const left = a + first / kPanel * panel_size + row;
          if (last == 0) {
            add_block<false>(left, right, depth, first, row, column);
          } else {
            add_block<true>(left, right, depth, first, row, column);
          }
        }
      }
      end_rows(first);
    }
    if constexpr (Histogram) {
      for (const Slot* slots = slots_; slots < slots_ + kCells;) count(slots);
    }
  }

 private:
  static constexpr uint32_t kCells = kRows * kColumns;
  /** Pairs counted with each observation of the next block: they take no turn of what multiplies. */
  static constexpr uint32_t kAtOnce = 3;
  static_assert(kCells % kAtOnce == 0 && kAtOnce <= kCopies);

  /** Of long tables the products of all passes but the last, in the memory of the tile. */
  void form_products_before(uint32_t last) {
    const size_t panel_size = static_cast<size_t>(factors_.observations) * kPanel;
    for (uint32_t t = 0; t < last; t += kDepth) {
      const double *const a = factors_.a + size_t{t} * kPanel, *const b = factors_.b + size_t{t} * kPanel;
      if (t == 0) {
        multiply_depth<false>(a, b, panel_size, kDepth, rho_);
      } else {
        multiply_depth<true>(a, b, panel_size, kDepth, rho_);
      }
    }
  }

  void begin_rows() {
    for (uint32_t i = 0; i < kPanel; ++i) {
      total_[i] = most_[i] = sum_[i] = Vec{};
      top_[i] = splat<Vec>(-1.0);
    }
  }

  void end_rows(uint32_t first) {
    for (uint32_t i = 0; i < kPanel; ++i) {
      job_.row_abs[first + i] = lane_sum(total_[i]);
      job_.row_max[first + i] = lane_max(most_[i]);
      job_.row_top[first + i] = lane_max(top_[i]);
      if constexpr (Signed) job_.row_sum[first + i] = lane_sum(sum_[i]);
    }
  }

  /** Counts a few of the block before and goes on to the next. */
  inline __attribute__((always_inline)) void count(const Slot*& slots) {
#pragma GCC unroll 3
    for (uint32_t k = 0; k < kAtOnce; ++k) ++histograms_[k][static_cast<uint32_t>(slots[k])];
    slots += kAtOnce;
  }

  template <bool Add>
  inline __attribute__((always_inline)) void add_block(const double* a, const double* b, uint32_t depth, uint32_t first,
                                                       uint32_t row, uint32_t column) {
    Sums sums;
    double* const cells = rho_ + (first + row) * kTile + column;
    begin_block<Add>(sums, cells);
    uint32_t t = 0;
    if constexpr (Histogram) {
      if (first + row + column > 0) {
        const uint32_t beside = depth < kCells / kAtOnce ? depth : kCells / kAtOnce;
        const Slot* slots = slots_;
        for (; t < beside; ++t) {
          count(slots);
          add_step(sums, a, b);
        }
        while (slots < slots_ + kCells) count(slots);
      }
    }
    for (; t < depth; ++t) add_step(sums, a, b);
    reduce_block(sums, row, column, cells);
  }

  /** Reduces a block's products, in the order in which `reduce` does. */
  inline __attribute__((always_inline)) void reduce_block(const Sums& sums, uint32_t row, uint32_t column, double* cells) {
    Vec column_abs[kVectors], column_max[kVectors], column_sum[kVectors];
#pragma GCC unroll 3
    for (uint32_t v = 0; v < kVectors; ++v) {
      column_abs[v] = load(job_.column_abs + column + v * kLanes);
      column_max[v] = load(job_.column_max + column + v * kLanes);
      column_sum[v] = Signed ? load(job_.column_sum + column + v * kLanes) : Vec{};
    }
#pragma GCC unroll 8
    for (uint32_t r = 0; r < kRows; ++r) {
      Vec total = total_[row + r], most = most_[row + r], top = top_[row + r], sum = sum_[row + r];
#pragma GCC unroll 3
      for (uint32_t v = 0; v < kVectors; ++v) {
        const Vec rho = sums[r][v];
        const Vec magnitude = magnitude_of(rho);
        total = total + magnitude;
        most = largest_of(magnitude, most);
        column_abs[v] = column_abs[v] + magnitude;
        column_max[v] = largest_of(magnitude, column_max[v]);
        if constexpr (Signed) {
          sum = sum + rho;
          column_sum[v] = column_sum[v] + rho;
        }
        if constexpr (Kept) {
          top = largest_of(rho, top);
          store(cells + r * kTile + v * kLanes, rho);
        }
        if constexpr (Histogram) write_slots(rho, 0.5 * job_.bins, slots_ + (r * kVectors + v) * kLanes);
      }
      total_[row + r] = total;
      most_[row + r] = most;
      if constexpr (Kept) top_[row + r] = top;
      if constexpr (Signed) sum_[row + r] = sum;
    }
#pragma GCC unroll 3
    for (uint32_t v = 0; v < kVectors; ++v) {
      store(job_.column_abs + column + v * kLanes, column_abs[v]);
      store(job_.column_max + column + v * kLanes, column_max[v]);
      if constexpr (Signed) store(job_.column_sum + column + v * kLanes, column_sum[v]);
    }
  }

  const TileFactors& factors_;
  const TileReduction& job_;
  double* const rho_;
  Vec total_[kPanel], most_[kPanel], top_[kPanel], sum_[kPanel];
  Slot slots_[kCells];
  uint32_t* histograms_[kCopies];
};

template <bool Signed, bool Histogram>
void run_pass(const TileFactors& factors, const TileReduction& job, double* rho, bool keep) {
  if (keep) {
    TilePass<Signed, Histogram, true>(factors, job, rho).run();
  } else {
    TilePass<Signed, Histogram, false>(factors, job, rho).run();
  }
}

void reduce_product(const TileFactors& factors, const TileReduction& job, double* rho, bool keep) {
  const bool wants_sum = job.row_sum != nullptr;
  const bool wants_histogram = job.histogram != nullptr;
  for (uint32_t j = 0; j < kTile; ++j) {
    job.column_abs[j] = job.column_max[j] = 0.0;
    if (wants_sum) job.column_sum[j] = 0.0;
  }
  if (wants_sum && wants_histogram) run_pass<true, true>(factors, job, rho, keep);
  if (wants_sum && !wants_histogram) run_pass<true, false>(factors, job, rho, keep);
  if (!wants_sum && wants_histogram) run_pass<false, true>(factors, job, rho, keep);
  if (!wants_sum && !wants_histogram) run_pass<false, false>(factors, job, rho, keep);
}

#else

constexpr auto reduce_product = nullptr;

#endif

}  // namespace

const ReducedTileKernels TSR_TABLE(reduced_tile_kernels) = {reduce_product};

}  // namespace tessera::cpu
