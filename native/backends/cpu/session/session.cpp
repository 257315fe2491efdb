#include "backends/cpu/session/session.h"

#include <algorithm>

#include "backends/common/failure.h"
#include "backends/cpu/correlate/correlation_source.h"

namespace {

using tessera::Failure;

constexpr uint64_t kColumnsPerTask = 256;

std::vector<const double*> checked_rows(const tsr_matrix& matrix, const char* name) {
  if (matrix.observations == 0 || matrix.strategies == 0 || matrix.rows == nullptr) {
    throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " has no rows or no strategies"};
  }
  if (matrix.observations > UINT32_MAX / 2 || matrix.strategies > UINT32_MAX / 2) {
    throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " is too large"};
  }
  std::vector<const double*> rows(matrix.rows, matrix.rows + matrix.observations);
  if (std::ranges::count(rows, nullptr) > 0) throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " has a null row"};
  return rows;
}

std::vector<const double*> correlation_rows(const tsr_open_params& params) {
  if (params.correlation_source.observations == 0) return checked_rows(params.pnl, "pnl");
  if (params.correlation_source.strategies != params.pnl.strategies) {
    throw Failure{TSR_BAD_ARGUMENT, "the correlation source has another number of strategies than pnl"};
  }
  return checked_rows(params.correlation_source, "the correlation source");
}

uint32_t thread_count(uint32_t wanted) {
  return std::clamp(wanted == 0 ? std::thread::hardware_concurrency() : wanted, 1u, 1024u);
}

constexpr uint64_t padded(uint64_t observations) { return (observations + 7) / 8 * 8; }

}  // namespace

uint64_t tessera::cpu::column_scale_bytes(uint64_t strategies) { return strategies * (2 * sizeof(double) + 2); }

uint64_t tessera::cpu::score_rows_bytes(uint64_t strategies, uint64_t observations, uint64_t correlation_observations) {
  return strategies * (padded(observations) + padded(correlation_observations)) * sizeof(double);
}

tsr_session::tsr_session(const tsr_open_params& params)
    : kernels(tessera::cpu::choose_kernels()),
      strategies(params.pnl.strategies),
      pnl(checked_rows(params.pnl, "pnl")),
      correlation(correlation_rows(params)),
      pool(thread_count(params.thread_count)),
      memory_limit_(params.memory_limit_bytes) {}

tsr_session::~tsr_session() = default;

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
  reserve(tessera::cpu::column_scale_bytes(strategies));
  scale_ = measure_columns(correlation, nullptr);
}

std::shared_ptr<const tessera::cpu::CorrelationSource> tsr_session::correlation_source(
    const tessera::ObservationWeights& weights) {
  const std::lock_guard lock(build_);
  if (!source_ || !(source_->weights() == weights)) {
    source_.reset();
    source_ = std::make_shared<tessera::cpu::CorrelationSource>(*this, weights);
  }
  return source_;
}

tessera::cpu::ColumnScale tsr_session::measure_columns(const std::vector<const double*>& rows, const double* weights) {
  using tessera::cpu::AlignedArray;
  tessera::cpu::ColumnScale scale;
  scale.mean = AlignedArray<double>(strategies);
  scale.norm = AlignedArray<double>(strategies);
  scale.missing = AlignedArray<uint8_t>(strategies);
  scale.varying = AlignedArray<uint8_t>(strategies);
  pool.for_each((strategies + kColumnsPerTask - 1) / kColumnsPerTask, [&](uint64_t task, uint32_t) {
    const uint64_t begin = task * kColumnsPerTask;
    const uint64_t end = std::min(begin + kColumnsPerTask, strategies);
    kernels.score->standardise(rows.data(), static_cast<uint32_t>(rows.size()), weights, begin, end, scale.mean.data(),
                               scale.norm.data(), scale.missing.data());
    for (uint64_t i = begin; i < end; ++i) scale.varying[i] = scale.norm[i] > 0.0 ? 1 : 0;
  });
  scale.any_missing =
      std::find(scale.missing.data(), scale.missing.data() + strategies, 1) != scale.missing.data() + strategies;
  return scale;
}

void tsr_session::build_score_data() {
  const tessera::cpu::ColumnScale& scale = column_scale();
  const uint64_t z_offset = padded(observations());
  const uint64_t stride = z_offset + padded(correlation_observations());
  reserve(tessera::cpu::score_rows_bytes(strategies, observations(), correlation_observations()));
  score_rows_ = tessera::cpu::AlignedArray<double>(strategies * stride);
  pool.for_each((strategies + kColumnsPerTask - 1) / kColumnsPerTask, [&](uint64_t task, uint32_t) {
    const uint64_t begin = task * kColumnsPerTask;
    const uint64_t end = std::min(begin + kColumnsPerTask, strategies);
    double* const to = score_rows_.data() + begin * stride;
    kernels.score->gather_rows(pnl.data(), observations(), begin, end, nullptr, nullptr, to, stride);
    kernels.score->gather_rows(correlation.data(), correlation_observations(), begin, end, scale.mean.data(), scale.norm.data(),
                               to + z_offset, stride);
  });
  score_data_ = {score_rows_.data(), stride, z_offset, observations(), correlation_observations(), scale.varying.data()};
}
