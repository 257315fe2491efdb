#include <algorithm>
#include <vector>

#include "backends/cuda/ops.h"
#include "backends/cuda/prior/prior_kernels.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

namespace {

/** Lists in one block of the device's memory, sent or read together. */
struct PriorMemory {
  static constexpr size_t kPoints = TSR_PRIOR_POINTS;

  size_t count, blocks;
  size_t sent() const { return 2 * count + 2 * kPoints; }
  size_t read() const { return kPoints + count; }
  size_t doubles() const { return sent() + read() + count * kPoints + 2 * blocks * kPoints + 2 * kPoints; }
};

}  // namespace

void run_prior(tsr_session& session, tsr_prior_params& p) {
  DeviceSession& device = session.first();
  PriorWork work{};
  work.count = p.count;
  const PriorMemory sizes{p.count, work.blocks()};
  const Stream stream;
  const DeviceArray<double> memory(device.memory(), sizes.doubles(), "the prior of skill");
  std::vector<double> host(std::max(sizes.sent(), sizes.read()));
  double* to = std::copy_n(p.value, p.count, host.data());
  to = std::copy_n(p.error, p.count, to);
  to = std::copy_n(p.grid, PriorMemory::kPoints, to);
  std::copy_n(p.added, PriorMemory::kPoints, to);
  double* next = memory.data();
  const auto take = [&](size_t doubles) {
    double* const part = next;
    next += doubles;
    return part;
  };
  work.value = take(p.count);
  work.error = take(p.count);
  work.grid = take(PriorMemory::kPoints);
  work.added = take(PriorMemory::kPoints);
  work.added_total = p.added_total;
  work.share = take(PriorMemory::kPoints);
  work.mean = take(p.count);
  work.likelihood = take(p.count * PriorMemory::kPoints);
  for (double*& parts : work.parts) parts = take(sizes.blocks * PriorMemory::kPoints);
  for (double*& shares : work.shares) shares = take(PriorMemory::kPoints);
  const Event begin, end;
  check(cudaMemcpyAsync(memory.data(), host.data(), sizes.sent() * sizeof(double), cudaMemcpyHostToDevice, stream),
        "sending what a prior is of");
  begin.record(stream);
  estimate_prior(work, p.steps, stream);
  end.record(stream);
  check(cudaMemcpyAsync(host.data(), work.share, sizes.read() * sizeof(double), cudaMemcpyDeviceToHost, stream),
        "reading a prior");
  stream.wait();
  std::copy_n(host.data(), PriorMemory::kPoints, p.share);
  std::copy_n(host.data() + PriorMemory::kPoints, p.count, p.mean);
  session.log.add_device_time(TSR_OP_PRIOR, end.since(begin), 0.0);
}

}  // namespace tessera::cuda
