#include "backends/cuda/correlate/correlation_outputs.h"

#include <algorithm>
#include <bit>

namespace tessera::cuda {

namespace {

double from_units(uint64_t sum) { return static_cast<double>(static_cast<int64_t>(sum)) / kSumScale; }

float from_ordered_bits(uint32_t bits) { return std::bit_cast<float>(bits & 0x80000000u ? bits & 0x7fffffffu : ~bits); }

}  // namespace

void write_correlation_totals(const ReduceTotals& totals, const std::vector<double>& signed_sums, uint64_t strategies,
                              tsr_correlation_reduce_params& p) {
  const double others = strategies > 1 ? static_cast<double>(strategies - 1) : 1.0;
  double all = 0.0, all_abs = 0.0;
  for (uint64_t s = 0; s < strategies; ++s) {
    const double signed_sum = signed_sums.empty() ? 0.0 : signed_sums[s];
    const double abs_sum = totals.abs_sum.empty() ? 0.0 : from_units(totals.abs_sum[s]);
    all += signed_sum;
    all_abs += abs_sum;
    if (p.mean_rho != nullptr) p.mean_rho[s] = signed_sum / others;
    if (p.mean_abs_rho != nullptr) p.mean_abs_rho[s] = abs_sum / others;
    if (p.max_abs_rho != nullptr) p.max_abs_rho[s] = std::min(1.0, std::bit_cast<double>(totals.max_abs[s]));
  }
  if (p.sum_rho != nullptr) *p.sum_rho = all / 2.0;
  if (p.sum_abs_rho != nullptr) *p.sum_abs_rho = all_abs / 2.0;
  if (p.histogram == nullptr || p.histogram_bins == 0) return;
  for (uint32_t bin = 0; bin < p.histogram_bins; ++bin) p.histogram[bin] = totals.histogram[bin + 1];
  p.histogram[0] += totals.histogram[0];
  p.histogram[p.histogram_bins - 1] += totals.histogram[p.histogram_bins + 1];
}

void write_correlation_blocks(const ReduceTotals& totals, const std::vector<uint8_t>& varying, uint64_t strategies,
                              tsr_correlation_reduce_params& p) {
  const uint64_t size = p.block_size, blocks = (strategies + size - 1) / size;
  const auto set = [&](float* out, uint64_t row, uint64_t column, float value) {
    if (out == nullptr) return;
    out[row * blocks + column] = out[column * blocks + row] = std::clamp(value, -1.0f, 1.0f);
  };
  for (uint64_t row = 0; row < blocks; ++row) {
    const uint64_t height = std::min(size, strategies - row * size);
    const float lone = varying[p.order == nullptr ? row * size : p.order[row * size]];
    for (uint64_t column = row; column < blocks; ++column) {
      const uint64_t cell = row * blocks + column;
      const uint64_t width = std::min(size, strategies - column * size);
      const double pairs = static_cast<double>(row == column ? height * (height - 1) / 2 : height * width);
      const double sum = static_cast<double>(static_cast<int64_t>(totals.block_sum[cell])) / kBlockUnit;
      const float smallest = from_ordered_bits(totals.block_min[cell]);
      // A block without pairs is one strategy with itself; one pair needs no sum.
      set(p.block_mean, row, column, pairs > 1 ? static_cast<float>(sum / pairs) : pairs > 0 ? smallest : lone);
      set(p.block_min, row, column, pairs > 0 ? smallest : lone);
      set(p.block_max, row, column, pairs > 0 ? from_ordered_bits(totals.block_max[cell]) : lone);
    }
  }
}

}  // namespace tessera::cuda
