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
  /** `all`: [N][T] of all columns where they are there, else null. */
  ExactColumns(const tsr_session& session, const tsr_family_sums_params& p, const double* all)
      : session_(session),
        p_(p),
        all_(all),
        loaded_(kFamilyTile, 0),
        z_(all == nullptr ? size_t{kFamilyTile} * session.observations() : 0) {}

  void stand_at(uint64_t first) {
    if (first == first_) return;
    first_ = first;
    std::ranges::fill(loaded_, 0);
  }
  /** [T] */
  const double* column(uint32_t place) {
    if (all_ != nullptr) {
      const double* const z = all_ + (first_ + place) * session_.observations();
      if (loaded_[place] == 0) storage::will_need(z, session_.observations() * sizeof(double));
      loaded_[place] = 1;
      return z;
    }
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
  const double* const all_;
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

/** All columns in bytes, beside their panels: what rules pairs out of families before single precision looks at them. */
class ByteColumns {
 public:
  ByteColumns(const tsr_session& session, uint64_t tiles)
      : observations_(session.observations()),
        bytes_(size_t{kFamilyTile} * byte_rows(observations_)),
        lines_(size_t{kFamilyTile} * line_length(observations_)),
        left_(tiles * bytes_),
        right_(tiles * bytes_),
        line_(tiles * lines_),
        unit_(tiles * kFamilyTile),
        error_(tiles * kFamilyTile),
        offset_(tiles * kFamilyTile) {}

  /** Whether the session's processor has them, and its matrix is one for which they are worth their memory. */
  static bool pay(const tsr_session& session) {
    constexpr uint64_t kLargest = uint64_t{1} << 25;  // cells; six more bytes each, and a line is filled up
    return family_kernels(session.instructions).screen != nullptr && has_byte_products() &&
           session.observations() <= kFewRows && session.strategies * session.observations() <= kLargest;
  }

  /** Of one of the panels that a tile has. */
  BytePanel panel(uint64_t tile, uint64_t k) {
    constexpr uint64_t kPanels = kFamilyTile / kSinglePanel;
    const size_t bytes = tile * bytes_ + k * (bytes_ / kPanels), columns = tile * kFamilyTile + k * kSinglePanel;
    float* const line = line_.data() + tile * lines_ + k * (lines_ / kPanels);
    return {left_.data() + bytes,   right_.data() + bytes,   line,
            unit_.data() + columns, error_.data() + columns, offset_.data() + columns};
  }

  /** Pairs of two tiles whose r may be as high as `from`. */
  uint32_t screen(const FamilyKernels& kernels, uint64_t row, uint64_t column, double from, uint32_t* cells) const {
    const size_t rows = row * kFamilyTile, columns = column * kFamilyTile;
    const double off = *std::max_element(error_.data() + columns, error_.data() + columns + kFamilyTile);
    float least[kFamilyTile];
    for (uint32_t k = 0; k < kFamilyTile; ++k) {
      // r = a . b, a = A + c, b = B + d with A, B in bytes: r - A . B = c . B + a . d, |a| = 1, |B| <= 1 + |d|. 1e-5 is for
      // rounding.
      const double own = error_[rows + k], unit = unit_[rows + k];
      const double bytes = from - own * (1.0 + off) - off - 1e-5;
      // A column that does not vary correlates by 0 with all.
      least[k] = unit > 0.0 ? static_cast<float>(bytes / unit) : bytes > 0.0 ? HUGE_VALF : -HUGE_VALF;
    }
    return kernels.screen(
        {left_.data() + row * bytes_, offset_.data() + rows, least, right_.data() + column * bytes_, unit_.data() + columns},
        observations_, cells);
  }

  const float* line(uint64_t column) const { return line_.data() + column * line_length(observations_); }

 private:
  uint32_t observations_;
  size_t bytes_, lines_;  // of a tile
  AlignedArray<int8_t> left_;
  AlignedArray<uint8_t> right_;
  AlignedArray<float> line_, unit_, error_;
  AlignedArray<int32_t> offset_;
};

/** One thread's part of the pass. */
class FamilyWorker {
 public:
  /** `bytes`, and `all` standardised columns in float64: null where there are none. */
  FamilyWorker(const tsr_session& session, const tsr_family_sums_params& p, const ByteColumns* bytes, const double* all)
      : session_(session),
        p_(p),
        bytes_(bytes),
        error_(single_error(session.observations())),
        // Entry k begins at r = (k - 0.5) / 1000 - 1; what rounding leaves open there is within the error.
        from_(std::nextafter(static_cast<float>((p.first_entry - 0.5) / 1000.0 - 1.0 - error_ - 1e-12), -HUGE_VALF)),
        product_(size_t{kFamilyTile} * kFamilyTile),
        cells_(size_t{kFamilyTile} * kFamilyTile + 1),
        exact_rows_(session, p, all),
        exact_columns_(session, p, all),
        rows_(p.figure_count),
        columns_(p.figure_count) {}

  /** The tile of positions row * kFamilyTile and column * kFamilyTile on, row <= column. */
  void process(const float* row_panels, const float* column_panels, uint64_t row, uint64_t column) {
    const FamilyKernels& kernels = family_kernels(session_.instructions);
    exact_rows_.stand_at(row * kFamilyTile);
    exact_columns_.stand_at(column * kFamilyTile);
    if (pairs_are_few(kernels, row, column)) {
      for (uint32_t c = 0; c < found_; ++c) {
        const float *const a = bytes_->line(row * kFamilyTile + cells_[c] / kFamilyTile), *const b = bytes_->line(
                                                                                              column * kFamilyTile +
                                                                                              cells_[c] % kFamilyTile);
        add(row, column, cells_[c], kernels.product(a, b, session_.observations()));
      }
    } else {
      kernels.multiply(row_panels, column_panels, session_.observations(), product_.data());
      found_ = kernels.find(product_.data(), from_, cells_.data());
      for (uint32_t c = 0; c < found_; ++c) add(row, column, cells_[c], product_[cells_[c]]);
    }
    if (found_ == 0) return;
    rows_.flush(row * kFamilyTile, p_);
    columns_.flush(column * kFamilyTile, p_);
  }

 private:
  /**
   * Looks for pairs of the tile by bytes; false where there are none of them, or pairs so many that single precision does
   * better with all. Beside such a tile there are more of its kind: three are passed over.
   */
  bool pairs_are_few(const FamilyKernels& kernels, uint64_t row, uint64_t column) {
    constexpr uint32_t kMany = kFamilyTile * kFamilyTile / 16, kPassedOver = 3;
    if (bytes_ == nullptr) return false;
    if (passed_over_ > 0) {
      --passed_over_;
      return false;
    }
    found_ = bytes_->screen(kernels, row, column, from_, cells_.data());
    if (found_ > kMany) passed_over_ = kPassedOver;
    return found_ <= kMany;
  }

  /** A pair that may be of a family. */
  void add(uint64_t row, uint64_t column, uint32_t cell, double product) {
    const uint32_t i = cell / kFamilyTile, j = cell % kFamilyTile;
    const uint64_t a = row * kFamilyTile + i, b = column * kFamilyTile + j;
    if (b >= session_.strategies || a >= b) return;
    const uint32_t entry = entry_of(product, i, j);
    if (entry < p_.first_entry) return;
    rows_.add(i, p_.by_entry[entry], p_.figures + b * p_.figure_count);
    columns_.add(j, p_.by_entry[entry], p_.figures + a * p_.figure_count);
  }

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
  const ByteColumns* const bytes_;
  const double error_;
  const float from_;
  uint32_t found_ = 0, passed_over_ = 0;
  AlignedArray<float> product_;
  AlignedArray<uint32_t> cells_;
  ExactColumns exact_rows_, exact_columns_;
  SideSums rows_, columns_;
};

}  // namespace

namespace {

/** All columns of a session standardised: in single precision in panels, and in float64 where those are on the disk. */
struct FamilyColumns {
  storage::MatrixMemory<float, AlignedArray<float>> panels;
  storage::MatrixMemory<double> exact;  // [N][T]; of what is in memory a pair's columns are made when they are asked for
  std::unique_ptr<ByteColumns> bytes;
};

/** A tile's columns in float64: row by row, as the cells lie on the disk. */
void load_exact(const tsr_session& session, const tsr_family_sums_params& p, uint64_t tile, double* exact) {
  const uint64_t begin = tile * kFamilyTile, end = std::min<uint64_t>(begin + kFamilyTile, session.strategies);
  for (uint32_t t = 0; t < session.observations(); ++t) {
    for (uint64_t i = begin; i < end; ++i) {
      exact[i * session.observations() + t] = formulas::family_cell(session.pnl[t][i], p.mean[i], p.norm[i]);
    }
  }
}

FamilyColumns pack_columns(tsr_session& session, const tsr_family_sums_params& p, uint64_t tiles) {
  constexpr uint64_t kPanels = kFamilyTile / kSinglePanel;
  const size_t tile_size = size_t{kFamilyTile} * session.observations(), rows = session.observations();
  FamilyColumns made;
  constexpr auto kScattered = storage::MappedFile::Access::scattered;
  made.panels = decltype(made.panels)(tiles * tile_size, session.scratch_folder, kScattered);
  if (made.panels.on_disk()) made.exact = decltype(made.exact)(session.strategies * rows, session.scratch_folder, kScattered);
  if (ByteColumns::pay(session)) made.bytes = std::make_unique<ByteColumns>(session, tiles);
  const SinglePack job = {session.pnl.data(), session.observations(), session.strategies, p.mean, p.norm};
  session.pool.for_each(tiles, [&](uint64_t tile, uint32_t) {
    session.ahead(session.pnl, tile * kFamilyTile, std::min<uint64_t>((tile + 1) * kFamilyTile, session.strategies));
    for (uint64_t k = 0; k < kPanels; ++k) {
      float* const to = made.panels.data() + tile * tile_size + k * (tile_size / kPanels);
      family_kernels(session.instructions).pack(job, tile * kPanels + k, to);
      if (made.bytes) family_kernels(session.instructions).round(to, session.observations(), made.bytes->panel(tile, k));
    }
    if (!made.panels.on_disk()) return;
    load_exact(session, p, tile, made.exact.data());
    made.panels.settle(tile * tile_size, tile_size);
    made.exact.settle(tile * tile_size, std::min(tile_size, made.exact.size() - tile * tile_size));
  });
  return made;
}

/** Tiles that stay while all others pass by, of columns on the disk: 256 MiB of them, and no more than an eighth of many. */
uint64_t tiles_that_stay(uint64_t tiles, size_t tile_size) {
  constexpr uint64_t kBytes = uint64_t{256} << 20, kFew = 8;
  return std::clamp<uint64_t>(kBytes / (tile_size * sizeof(float)), 1, std::max(kFew, tiles / 8));
}

}  // namespace

void run_family_sums(tsr_session& session, tsr_family_sums_params& p) {
  const uint64_t n = session.strategies;
  std::fill_n(p.others, n, 0u);
  std::fill_n(p.entry_sums, n, int64_t{0});
  std::fill_n(p.figure_sums, n * p.figure_count, int64_t{0});
  if (p.first_entry == TSR_CORRELATION_ENTRIES) return;

  const uint64_t tiles = (n + kFamilyTile - 1) / kFamilyTile;
  const size_t tile_size = size_t{kFamilyTile} * session.observations();
  const FamilyColumns columns = pack_columns(session, p, tiles);
  const double* const exact = columns.panels.on_disk() ? columns.exact.data() : nullptr;
  const RunControl control(p.control, tiles * (tiles + 1) / 2);
  std::vector<std::unique_ptr<FamilyWorker>> workers(session.pool.size());
  const auto process = [&](uint64_t row, uint64_t column, uint32_t worker) {
    if (!workers[worker]) workers[worker] = std::make_unique<FamilyWorker>(session, p, columns.bytes.get(), exact);
    control.check();
    workers[worker]->process(columns.panels.data() + row * tile_size, columns.panels.data() + column * tile_size, row, column);
    control.advance(1);
  };
  if (exact == nullptr) {
    // Row by row of tiles, the longest first.
    session.pool.for_each(tiles, [&](uint64_t row, uint32_t worker) {
      for (uint64_t column = row; column < tiles; ++column) process(row, column, worker);
    });
    return;
  }
  // Sums are of whole numbers, whatever order tiles come in: some rows stay, and each column is read once for all of them.
  const uint64_t staying = tiles_that_stay(tiles, tile_size);
  for (uint64_t first = 0; first < tiles; first += staying) {
    session.pool.for_each(tiles - first, [&](uint64_t k, uint32_t worker) {
      const uint64_t column = first + k;
      for (uint64_t next = column; next < std::min(column + 2, tiles); ++next) {
        storage::will_need(columns.panels.data() + next * tile_size, tile_size * sizeof(float));
      }
      for (uint64_t row = first; row <= column && row < first + staying; ++row) process(row, column, worker);
    });
  }
}

}  // namespace tessera::cpu
