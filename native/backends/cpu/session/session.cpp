#include "backends/cpu/session/session.h"

#include <algorithm>

#include "backends/common/check_arguments.h"
#include "backends/cpu/device/machine.h"
#include "backends/cpu/ops.h"

namespace {

using tessera::Failure;

constexpr uint64_t kColumnsPerTask = 256, kLeastColumns = 32;

/** Positions are counted in 32 bits, with room to round up. */
std::vector<const double*> rows_of(const tsr_matrix& matrix, const char* name) {
  return tessera::require_rows(matrix, UINT32_MAX / 2, name);
}

std::vector<const double*> correlation_rows(const tsr_open_params& params) {
  if (params.correlation_source.observations == 0) return rows_of(params.pnl, "pnl");
  if (params.correlation_source.strategies != params.pnl.strategies) {
    throw Failure{TSR_BAD_ARGUMENT, "the correlation source has another number of strategies than pnl"};
  }
  return rows_of(params.correlation_source, "the correlation source");
}

uint32_t thread_count(uint32_t wanted) {
  return std::clamp(wanted == 0 ? std::thread::hardware_concurrency() : wanted, 1u, 1024u);
}

constexpr uint64_t padded(uint64_t observations) { return (observations + 7) / 8 * 8; }

/** Bytes of the scale, and of the rows that scoring reads; each is made at first use. */
uint64_t scale_bytes(uint64_t strategies) { return strategies * (2 * sizeof(double) + 2); }

uint64_t score_rows_bytes(uint64_t strategies, uint64_t observations, uint64_t correlation_observations) {
  return strategies * (padded(observations) + padded(correlation_observations)) * sizeof(double);
}

}  // namespace

tsr_session::tsr_session(const tsr_open_params& params)
    : instructions(tessera::cpu::choose_instruction_set()),
      strategies(params.pnl.strategies),
      pnl(rows_of(params.pnl, "pnl")),
      correlation(correlation_rows(params)),
      pool(thread_count(params.thread_count)),
      scratch_folder(params.scratch_folder == nullptr ? "" : params.scratch_folder),
      memory_limit_(params.memory_limit_bytes) {}

void tsr_session::reserve(uint64_t bytes) {
  if (memory_limit_ > 0 && memory_used_ + bytes > memory_limit_) {
    throw Failure{TSR_OUT_OF_HOST_MEMORY, "needs " + std::to_string((memory_used_ + bytes) >> 20) + " MiB, the limit is " +
                                              std::to_string(memory_limit_ >> 20) + " MiB"};
  }
  memory_used_ += bytes;
}

const tessera::cpu::ColumnScale& tsr_session::column_scale() {
  if (!has_scale_.load(std::memory_order_acquire)) {
    const std::lock_guard lock(build_);
    if (!has_scale_.load(std::memory_order_relaxed)) build_column_scale();
    has_scale_.store(true, std::memory_order_release);
  }
  return scale_;
}

const tessera::cpu::ScoreData& tsr_session::score_data() {
  if (!has_score_data_.load(std::memory_order_acquire)) {
    const std::lock_guard lock(build_);
    if (!has_score_data_.load(std::memory_order_relaxed)) build_score_data();
    has_score_data_.store(true, std::memory_order_release);
  }
  return score_data_;
}

void tsr_session::build_column_scale() {
  reserve(scale_bytes(strategies));
  scale_ = measure_columns(correlation, nullptr);
}

tessera::cpu::ColumnScale tsr_session::measure_columns(const std::vector<const double*>& rows, const double* weights) {
  using tessera::cpu::AlignedArray;
  const tessera::cpu::ColumnKernels& kernels = column_kernels(instructions);
  tessera::cpu::ColumnScale scale;
  scale.mean = AlignedArray<double>(strategies);
  scale.norm = AlignedArray<double>(strategies);
  scale.missing = AlignedArray<uint8_t>(strategies);
  scale.varying = AlignedArray<uint8_t>(strategies);
  // Of a few strategies with many rows every thread has some.
  const uint64_t share = (strategies / (2 * pool.size()) + kLeastColumns - 1) / kLeastColumns * kLeastColumns;
  const uint64_t width = std::clamp(share, kLeastColumns, kColumnsPerTask);
  pool.for_each((strategies + width - 1) / width, [&](uint64_t task, uint32_t) {
    const uint64_t begin = task * width;
    const uint64_t end = std::min(begin + width, strategies);
    ahead(rows, begin, end);
    kernels.standardise(rows.data(), static_cast<uint32_t>(rows.size()), weights, begin, end, scale.mean.data(),
                        scale.norm.data(), scale.missing.data());
    for (uint64_t i = begin; i < end; ++i) scale.varying[i] = scale.norm[i] > 0.0 ? 1 : 0;
  });
  scale.any_missing =
      std::find(scale.missing.data(), scale.missing.data() + strategies, 1) != scale.missing.data() + strategies;
  return scale;
}

void tsr_session::build_score_data() {
  const tessera::cpu::ColumnKernels& kernels = column_kernels(instructions);
  const tessera::cpu::ColumnScale& scale = column_scale();
  const uint64_t z_offset = padded(observations());
  const uint64_t stride = z_offset + padded(correlation_observations());
  if (scratch_folder.empty()) reserve(score_rows_bytes(strategies, observations(), correlation_observations()));
  score_rows_ = decltype(score_rows_)(strategies * stride, scratch_folder, tessera::storage::MappedFile::Access::scattered);
  pool.for_each((strategies + kColumnsPerTask - 1) / kColumnsPerTask, [&](uint64_t task, uint32_t) {
    const uint64_t begin = task * kColumnsPerTask;
    const uint64_t end = std::min(begin + kColumnsPerTask, strategies);
    double* const to = score_rows_.data() + begin * stride;
    ahead(pnl, begin, end);
    kernels.gather_rows(pnl.data(), observations(), begin, end, nullptr, nullptr, to, stride);
    kernels.gather_rows(correlation.data(), correlation_observations(), begin, end, scale.mean.data(), scale.norm.data(),
                        to + z_offset, stride);
    score_rows_.settle(begin * stride, (end - begin) * stride);
  });
  score_data_ = {score_rows_.data(), stride, z_offset, observations(), correlation_observations(), scale.varying.data()};
}

namespace tessera::cpu {

void plan_session(tsr_plan& plan) {
  require(plan.strategies > 0 && plan.observations > 0, "plan: no strategies or no observations");
  const uint64_t rows = plan.observations;
  const uint64_t correlation_rows = plan.correlation_observations > 0 ? plan.correlation_observations : rows;
  const HostMemory memory = host_memory();
  plan.installed_bytes = memory.installed;
  plan.free_bytes = memory.available;
  plan.reserve_bytes = 0;
  plan.budget_bytes = plan.memory_limit_bytes > 0 ? std::min(plan.memory_limit_bytes, memory.available) : memory.available;
  std::fill_n(plan.part_bytes, TSR_PLAN_COUNT, 0);
  plan.part_bytes[TSR_PLAN_MATRIX] = score_rows_bytes(plan.strategies, rows, correlation_rows);
  plan.part_bytes[TSR_PLAN_SCALE] = scale_bytes(plan.strategies);
  plan.panel_strategies = plan.strategies;
  plan.panels = 1;
  plan.resident = 1;
}

/** What the session has built is kept until it closes, so use and peak are the same. The kernels' time is the wall time. */
void run_stats(tsr_session& session, tsr_stats_params& p) {
  p.device_count = 1;
  p.memory_limit_bytes = session.memory_limit() > 0 ? session.memory_limit() : host_memory().installed;
  p.memory_used_bytes = p.memory_peak_bytes = session.memory_used();
  p.utilisation_percent = -1;
  p.matrix_resident = 1;
  p.settled_pairs = 0;
  session.log.read(p.times);
}

}  // namespace tessera::cpu
