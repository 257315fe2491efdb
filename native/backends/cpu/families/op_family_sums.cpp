#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <vector>

#include "backends/common/run_control.h"
#include "backends/cpu/device/aligned_array.h"
#include "backends/cpu/families/family_kernels.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/session/session.h"
#include "formulas/family_cell.h"

namespace tessera::cpu {

namespace {

using formulas::correlation_entry;

/** Standardised columns of one tile side in float64, each loaded when single precision first leaves one of its pairs open. */
class ExactColumns {
 public:
  ExactColumns(const tsr_session& session, const tsr_family_sums_params& p)
      : session_(session), p_(p), loaded_(kFamilyTile, 0), z_(size_t{kFamilyTile} * session.observations()) {}

  void stand_at(uint64_t first) {
    if (first == first_) return;
    first_ = first;
    std::ranges::fill(loaded_, 0);
  }
  /** [T] */
  const double* column(uint32_t place) {
    double* const z = z_.data() + size_t{place} * session_.observations();
    if (loaded_[place] != 0) return z;
    const uint64_t i = first_ + place;
    for (uint32_t t = 0; t < session_.observations(); ++t)
      z[t] = formulas::family_cell(session_.pnl[t][i], p_.mean[i], p_.norm[i]);
    loaded_[place] = 1;
    return z;
  }

 private:
  const tsr_session& session_;
  const tsr_family_sums_params& p_;
  uint64_t first_ = UINT64_MAX;
  std::vector<uint8_t> loaded_;
  AlignedArray<double> z_;
};

/** Sums of one side of a tile, added to the outputs when the tile is done. */
class SideSums {
 public:
  explicit SideSums(uint32_t figures)
      : figures_(figures), others_(kFamilyTile, 0), entry_(kFamilyTile, 0), figure_(size_t{kFamilyTile} * figures, 0) {}

  void add(uint32_t place, int64_t by_entry, const int64_t* figures) {
    ++others_[place];
    entry_[place] += by_entry;
    int64_t* const sums = figure_.data() + size_t{place} * figures_;
    for (uint32_t k = 0; k < figures_; ++k) sums[k] += figures[k];
  }
  void flush(uint64_t first, const tsr_family_sums_params& p) {
    constexpr auto relaxed = std::memory_order_relaxed;
    for (uint32_t place = 0; place < kFamilyTile; ++place) {
      if (others_[place] == 0) continue;
      const uint64_t i = first + place;
      std::atomic_ref(p.others[i]).fetch_add(others_[place], relaxed);
      std::atomic_ref(p.entry_sums[i]).fetch_add(entry_[place], relaxed);
      for (uint32_t k = 0; k < figures_; ++k) {
        int64_t& sum = figure_[size_t{place} * figures_ + k];
        std::atomic_ref(p.figure_sums[i * figures_ + k]).fetch_add(sum, relaxed);
        sum = 0;
      }
      others_[place] = 0;
      entry_[place] = 0;
    }
  }

 private:
  uint32_t figures_;
  std::vector<uint32_t> others_;
  std::vector<int64_t> entry_, figure_;
};

/** One thread's part of the pass. */
class FamilyWorker {
 public:
  FamilyWorker(const tsr_session& session, const tsr_family_sums_params& p)
      : session_(session),
        p_(p),
        error_(single_error(session.observations())),
        // Entry k begins at r = (k - 0.5) / 1000 - 1; what rounding leaves open there is within the error.
        from_(std::nextafter(static_cast<float>((p.first_entry - 0.5) / 1000.0 - 1.0 - error_ - 1e-12), -HUGE_VALF)),
        product_(size_t{kFamilyTile} * kFamilyTile),
        cells_(size_t{kFamilyTile} * kFamilyTile + 1),
        exact_rows_(session, p),
        exact_columns_(session, p),
        rows_(p.figure_count),
        columns_(p.figure_count) {}

  /** The tile of positions row * kFamilyTile and column * kFamilyTile on, row <= column. */
  void process(const float* row_panels, const float* column_panels, uint64_t row, uint64_t column) {
    const FamilyKernels& kernels = family_kernels(session_.instructions);
    const uint64_t first_row = row * kFamilyTile, first_column = column * kFamilyTile;
    const uint64_t n = session_.strategies;
    exact_rows_.stand_at(first_row);
    exact_columns_.stand_at(first_column);
    kernels.multiply(row_panels, column_panels, session_.observations(), product_.data());
    const uint32_t found = kernels.find(product_.data(), from_, cells_.data());
    for (uint32_t c = 0; c < found; ++c) {
      const uint32_t i = cells_[c] / kFamilyTile, j = cells_[c] % kFamilyTile;
      const uint64_t a = first_row + i, b = first_column + j;
      if (a >= n || b >= n || a >= b) continue;
      const uint32_t entry = entry_of(product_[cells_[c]], i, j);
      if (entry < p_.first_entry) continue;
      rows_.add(i, p_.by_entry[entry], p_.figures + b * p_.figure_count);
      columns_.add(j, p_.by_entry[entry], p_.figures + a * p_.figure_count);
    }
    if (found == 0) return;
    rows_.flush(first_row, p_);
    columns_.flush(first_column, p_);
  }

 private:
  /** The pair's entry: of the product in single precision where that is sure, else of the exact one. */
  uint32_t entry_of(double product, uint32_t i, uint32_t j) {
    const uint32_t low = correlation_entry(product - error_);
    if (low == correlation_entry(product + error_)) return low;
    const double* const a = exact_rows_.column(i);
    const double* const b = exact_columns_.column(j);
    double sum = 0.0;
    for (uint32_t t = 0; t < session_.observations(); ++t) sum += a[t] * b[t];
    return correlation_entry(sum);
  }

  const tsr_session& session_;
  const tsr_family_sums_params& p_;
  const double error_;
  const float from_;
  AlignedArray<float> product_;
  AlignedArray<uint32_t> cells_;
  ExactColumns exact_rows_, exact_columns_;
  SideSums rows_, columns_;
};

}  // namespace

void run_family_sums(tsr_session& session, tsr_family_sums_params& p) {
  const uint64_t n = session.strategies;
  std::fill_n(p.others, n, 0u);
  std::fill_n(p.entry_sums, n, int64_t{0});
  std::fill_n(p.figure_sums, n * p.figure_count, int64_t{0});
  if (p.first_entry == TSR_CORRELATION_ENTRIES) return;

  constexpr uint64_t kPanels = kFamilyTile / kSinglePanel;
  const uint64_t tiles = (n + kFamilyTile - 1) / kFamilyTile;
  const size_t tile_size = size_t{kFamilyTile} * session.observations();
  AlignedArray<float> panels(tiles * tile_size);
  const SinglePack job = {session.pnl.data(), session.observations(), n, p.mean, p.norm};
  session.pool.for_each(tiles, [&](uint64_t tile, uint32_t) {
    for (uint64_t k = 0; k < kPanels; ++k) {
      float* const to = panels.data() + tile * tile_size + k * (tile_size / kPanels);
      family_kernels(session.instructions).pack(job, tile * kPanels + k, to);
    }
  });

  const RunControl control(p.control, tiles * (tiles + 1) / 2);
  std::vector<std::unique_ptr<FamilyWorker>> workers(session.pool.size());
  // Row by row of tiles, the longest first.
  session.pool.for_each(tiles, [&](uint64_t row, uint32_t worker) {
    if (!workers[worker]) workers[worker] = std::make_unique<FamilyWorker>(session, p);
    for (uint64_t column = row; column < tiles; ++column) {
      control.check();
      workers[worker]->process(panels.data() + row * tile_size, panels.data() + column * tile_size, row, column);
      control.advance(1);
    }
  });
}

}  // namespace tessera::cpu
