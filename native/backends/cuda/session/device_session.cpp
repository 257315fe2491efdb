#include "backends/cuda/session/device_session.h"

#include <algorithm>

namespace tessera::cuda {

namespace {

int attribute(int ordinal, cudaDeviceAttr which) {
  int value = 0;
  check(cudaDeviceGetAttribute(&value, which, ordinal), "reading the device");
  return value;
}

}  // namespace

DeviceSession::Current::Current(int ordinal) { check(cudaSetDevice(ordinal), "choosing the GPU"); }

DeviceSession::Current::~Current() {
  if (before >= 0) cudaSetDevice(before);
}

DeviceSession::DeviceSession(int ordinal, const SessionData& data, uint64_t memory_limit_bytes)
    : ordinal_(ordinal), current_(ordinal), memory_(memory_limit_bytes), precision_(precision_of_device(ordinal)) {
  multiprocessors_ = static_cast<uint32_t>(attribute(ordinal, cudaDevAttrMultiProcessorCount));
  const double clock = 1e3 * attribute(ordinal, cudaDevAttrClockRate);
  const double ratio = std::max(1, attribute(ordinal, cudaDevAttrSingleToDoublePrecisionPerfRatio));
  // A multiprocessor has about 128 single-precision lanes; a quarter of the rate is reached by any size.
  modest_flops_ = 0.25 * 2 * 128 / ratio * multiprocessors_ * clock;
  load(data);
}

DeviceSession::~DeviceSession() {
  if (cudaGetDevice(&current_.before) != cudaSuccess) current_.before = -1;
  cudaSetDevice(ordinal_);
}

void DeviceSession::use() const { check(cudaSetDevice(ordinal_), "choosing the GPU"); }

void DeviceSession::load(const SessionData& data) {
  const uint64_t n = data.pnl.strategies;
  scale_ = ColumnScale(memory_, n);
  resident_ = stays_resident(data.shape(), memory_.limit(), memory_.room());
  if (resident_) {
    pnl_ = ColumnBlock(memory_, stream_, data.pnl, 0, n);
    if (data.separate) source_ = ColumnBlock(memory_, stream_, data.source, 0, n);
  }
  measure(scale_, data.source, {});
}

void DeviceSession::measure(ColumnScale& scale, const HostMatrix& from, const RowWeights& weights) {
  if (resident_) {
    scale.measure(source(), 0, weights, stream_);
  } else {
    const uint64_t most = ColumnBlock::fitting(from.observations(), memory_.room() / 2);
    for (uint64_t first = 0; first < from.strategies; first += most) {
      const uint64_t count = std::min(most, from.strategies - first);
      const ColumnBlock block(memory_, stream_, from, first, count);
      scale.measure(block.view(), first, weights, stream_);
      stream_.wait();
    }
  }
  scale.finish(stream_);
}

}  // namespace tessera::cuda
