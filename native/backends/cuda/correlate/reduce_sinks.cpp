#include "backends/cuda/correlate/reduce_sinks.h"

#include <algorithm>
#include <bit>
#include <cmath>

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

}  // namespace

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

}  // namespace tessera::cuda
