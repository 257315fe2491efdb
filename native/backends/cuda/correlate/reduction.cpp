#include "backends/cuda/correlate/reduction.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <vector>

#include "backends/common/check_arguments.h"

namespace tessera::cuda {

namespace {

template <class T>
DeviceArray<T> filled(DeviceSession& device, uint64_t size, int byte) {
  DeviceArray<T> array(device.memory(), size, "correlation results");
  if (size > 0) check(cudaMemsetAsync(array.data(), byte, array.bytes(), device.stream()), "clearing results");
  return array;
}

DeviceArray<uint32_t> infinite_where_constant(DeviceSession& device, const std::vector<uint8_t>& varying) {
  std::vector<uint32_t> start(varying.size());
  for (size_t s = 0; s < start.size(); ++s) start[s] = varying[s] != 0 ? 0 : std::bit_cast<uint32_t>(HUGE_VALF);
  DeviceArray<uint32_t> array(device.memory(), start.size(), "correlation results");
  check(cudaMemcpyAsync(array.data(), start.data(), array.bytes(), cudaMemcpyHostToDevice, device.stream()),
        "clearing results");
  check(cudaStreamSynchronize(device.stream()), "clearing results");
  return array;
}

template <class Host, class Device, class Combine>
void combine(std::vector<Host>& to, const DeviceArray<Device>& from, cudaStream_t stream, Combine combine_values) {
  static_assert(sizeof(Host) == sizeof(Device));
  if (from.size() == 0) return;
  std::vector<Host> part(from.size());
  check(cudaMemcpyAsync(part.data(), from.data(), from.bytes(), cudaMemcpyDeviceToHost, stream), "reading results");
  check(cudaStreamSynchronize(stream), "correlating");
  if (to.empty()) {
    to = std::move(part);
    return;
  }
  for (size_t i = 0; i < part.size(); ++i) to[i] = combine_values(to[i], part[i]);
}

double from_units(uint64_t sum) { return static_cast<double>(static_cast<int64_t>(sum)) / kSumScale; }

float from_ordered_bits(uint32_t bits) { return std::bit_cast<float>(bits & 0x80000000u ? bits & 0x7fffffffu : ~bits); }

}  // namespace

ReduceRequest ReduceRequest::from(const tsr_correlation_reduce_params& p, uint64_t strategies) {
  ReduceRequest wanted;
  wanted.bins = p.histogram == nullptr ? 0 : p.histogram_bins;
  wanted.top_k = p.top == nullptr ? 0 : std::min(p.top_k, strategies * (strategies - 1) / 2);
  wanted.list_capacity = p.threshold_pairs == nullptr ? 0 : p.threshold_capacity;
  wanted.lists = p.threshold_count != nullptr || wanted.list_capacity > 0;
  wanted.threshold = p.threshold;
  wanted.block_size = p.block_mean == nullptr && p.block_min == nullptr && p.block_max == nullptr ? 0 : p.block_size;
  wanted.signed_sums = p.mean_rho != nullptr || p.sum_rho != nullptr;
  wanted.abs_sums = p.mean_abs_rho != nullptr || p.sum_abs_rho != nullptr;
  wanted.max_abs = p.max_abs_rho != nullptr;
  return wanted;
}

ReduceSinks::ReduceSinks(DeviceSession& device, const ReduceRequest& request, const ColumnScale& scale)
    : varying_(scale.device_varying()), bins_(request.bins), block_size_(request.block_size), block_count_(0) {
  const uint64_t strategies = scale.varying().size();
  if (block_size_ > 0) block_count_ = static_cast<uint32_t>((strategies + block_size_ - 1) / block_size_);
  const uint64_t blocks = uint64_t{block_count_} * block_count_;
  abs_sum_ = filled<unsigned long long>(device, request.abs_sums ? strategies : 0, 0);
  signed_sum_ = filled<unsigned long long>(device, request.signed_sums && scale.any_missing() ? strategies : 0, 0);
  max_abs_ = filled<unsigned long long>(device, request.max_abs ? strategies : 0, 0);
  if (request.max_abs && device.precision() == Precision::kSingle)
    running_max_ = infinite_where_constant(device, scale.varying());
  histogram_ = filled<unsigned long long>(device, bins_ > 0 ? bins_ + 2 : 0, 0);
  block_sum_ = filled<unsigned long long>(device, blocks, 0);
  block_min_ = filled<uint32_t>(device, blocks, 0xff);
  block_max_ = filled<uint32_t>(device, blocks, 0);
}

TileSinks ReduceSinks::view() const {
  TileSinks sinks{};
  sinks.abs_sum = abs_sum_.data();
  sinks.signed_sum = signed_sum_.data();
  sinks.max_abs = max_abs_.data();
  sinks.running_max = running_max_.data();
  sinks.varying = varying_;
  sinks.bins = bins_;
  sinks.histogram = histogram_.data();
  sinks.block_size = block_size_;
  sinks.block_count = block_count_;
  sinks.block_min = block_min_.data();
  sinks.block_max = block_max_.data();
  sinks.block_sum = block_sum_.data();
  sinks.top.cut = sinks.threshold.cut = HUGE_VAL;
  return sinks;
}

void ReduceSinks::add_to(ReduceTotals& totals, cudaStream_t stream) const {
  const auto add = [](uint64_t a, uint64_t b) { return a + b; };
  const auto larger = [](auto a, auto b) { return std::max(a, b); };
  const auto smaller = [](auto a, auto b) { return std::min(a, b); };
  combine(totals.abs_sum, abs_sum_, stream, add);
  combine(totals.signed_sum, signed_sum_, stream, add);
  combine(totals.max_abs, max_abs_, stream, larger);
  combine(totals.histogram, histogram_, stream, add);
  combine(totals.block_sum, block_sum_, stream, add);
  combine(totals.block_min, block_min_, stream, smaller);
  combine(totals.block_max, block_max_, stream, larger);
}

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
