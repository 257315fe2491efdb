#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "backends/common/kept.h"
#include "backends/common/op_log.h"
#include "backends/cpu/device/aligned_array.h"
#include "backends/cpu/device/thread_pool.h"
#include "backends/cpu/session/column_kernels.h"
#include "storage/matrix_memory.h"
#include "tessera_backend.h"

namespace tessera::cpu {

/** Location and scale of every column of the correlation source, for standardising on the fly. */
struct ColumnScale {
  AlignedArray<double> mean;
  AlignedArray<double> norm;      // 0 = constant
  AlignedArray<uint8_t> missing;  // 1 = has missing cells
  AlignedArray<uint8_t> varying;  // 1 = norm > 0
  bool any_missing = false;
};

/** Fills in what a session takes beside the caller's own rows. Throws Failure. */
void plan_session(tsr_plan& plan);

}  // namespace tessera::cpu

/**
 * A matrix opened for computing. The P&L rows are borrowed; what is derived from them is built at first use, once,
 * and read-only afterwards, so that scoring from many threads needs no lock.
 */
struct tsr_session {
  /** Throws Failure. */
  explicit tsr_session(const tsr_open_params& params);

  const tessera::cpu::InstructionSet instructions;
  uint64_t strategies;
  std::vector<const double*> pnl;          // [T] rows of N
  std::vector<const double*> correlation;  // [Tc] rows of N
  tessera::cpu::ThreadPool pool;

  uint32_t observations() const { return static_cast<uint32_t>(pnl.size()); }
  uint32_t correlation_observations() const { return static_cast<uint32_t>(correlation.size()); }

  /** Where matrices of rows x strategies lie; empty = in memory. */
  const std::string scratch_folder;

  /** Begins to read columns begin .. end - 1 of these rows, where they are on the disk. */
  void ahead(const std::vector<const double*>& rows, uint64_t begin, uint64_t end) const {
    if (!scratch_folder.empty()) tessera::storage::will_need(rows.data(), rows.size(), begin, end - begin);
  }

  /** The same of the rows that scoring reads of these strategies: their P&L, and where asked for the standardised cells. */
  void score_rows_ahead(const uint32_t* members, uint64_t count, bool standardised) const {
    if (scratch_folder.empty()) return;
    const size_t length = standardised ? score_data_.stride : score_data_.z_offset;
    for (uint64_t k = 0; k < count; ++k) {
      tessera::storage::will_need(score_data_.rows + members[k] * score_data_.stride, length * sizeof(double));
    }
  }

  const tessera::cpu::ColumnScale& column_scale();
  /** Scale of all columns over these rows; weights: [rows], null = all alike. */
  tessera::cpu::ColumnScale measure_columns(const std::vector<const double*>& rows, const double* weights);
  const tessera::cpu::ScoreData& score_data();

  /** Counts bytes against the memory limit. Throws Failure(TSR_OUT_OF_HOST_MEMORY) over it. */
  void reserve(uint64_t bytes);
  uint64_t memory_limit() const { return memory_limit_; }
  uint64_t memory_used() const { return memory_used_.load(std::memory_order_relaxed); }

  tessera::OpLog log;
  /** Of the operations. */
  tessera::Kept kept;

 private:
  void build_column_scale();
  void build_score_data();

  const uint64_t memory_limit_;
  std::atomic<uint64_t> memory_used_ = 0;
  std::recursive_mutex build_;
  std::atomic<bool> has_scale_{false};
  std::atomic<bool> has_score_data_{false};
  tessera::cpu::ColumnScale scale_;
  tessera::storage::MatrixMemory<double, tessera::cpu::AlignedArray<double>> score_rows_;
  tessera::cpu::ScoreData score_data_{};
};
