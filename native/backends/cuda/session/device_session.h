#pragma once

#include <atomic>

#include "backends/cuda/device/devices.h"
#include "backends/cuda/device/stream.h"
#include "backends/cuda/device/workspace_pool.h"
#include "backends/cuda/session/columns.h"
#include "backends/cuda/session/session_plan.h"

namespace tessera::cuda {

/** The matrices of a session on the host. */
struct SessionData {
  HostMatrix pnl;
  HostMatrix source;  // of correlations; the same rows as pnl unless `separate`
  bool separate = false;

  SessionShape shape() const { return {pnl.strategies, pnl.observations(), separate ? source.observations() : uint64_t{0}}; }
};

/**
 * One session on one device: the matrix when it fits (else it is streamed from the host in panels), location and scale
 * of the columns, and memory for running operations. All methods want the device current (see use()).
 */
class DeviceSession {
 public:
  /** Uploads and measures. Throws Failure. */
  DeviceSession(int ordinal, const SessionData& data, uint64_t memory_limit_bytes);
  DeviceSession(const DeviceSession&) = delete;
  DeviceSession& operator=(const DeviceSession&) = delete;
  ~DeviceSession();

  /** Makes the device current for the calling thread. */
  void use() const;

  int ordinal() const { return ordinal_; }
  DeviceMemory& memory() { return memory_; }
  /** For the operations that run alone. */
  const Stream& stream() const { return stream_; }
  const ColumnScale& scale() const { return scale_; }
  /** All columns of the source over the rows that count. Streams the matrix when it is not on the device. Throws Failure. */
  void measure(ColumnScale& scale, const HostMatrix& source, const RowWeights& weights);
  WorkspacePool& workspaces() { return workspaces_; }
  uint32_t multiprocessors() const { return multiprocessors_; }
  /** Islands of all searches that there are at a time. Any thread. */
  std::atomic<uint32_t>& islands() { return islands_; }
  /** Float64 operations per second that tile kernels surely reach; for sizing launches. */
  double modest_flops() const { return modest_flops_; }
  /** Of the tiles of a correlation pass. */
  Precision precision() const { return precision_; }
  /** Pairs that single precision left to float64 since the session was opened. Any thread. */
  uint64_t settled_pairs() const { return settled_pairs_; }
  void count_settled_pairs(uint64_t pairs) { settled_pairs_ += pairs; }

  /** Whether the matrices are on the device. */
  bool resident() const { return resident_; }
  CellsView pnl() const { return pnl_.view(); }
  CellsView source() const { return source_.empty() ? pnl_.view() : source_.view(); }

 private:
  void load(const SessionData& data);

  /** While the memory is allocated, and again while it is freed, which may be on a consumer's thread. */
  struct Current {
    explicit Current(int ordinal);
    ~Current();
    int before = -1;  // what the thread had before the session went
  };

  int ordinal_;
  Current current_;  // before the members that allocate
  DeviceMemory memory_;
  Stream stream_;
  uint32_t multiprocessors_ = 0;
  double modest_flops_ = 0;
  Precision precision_;
  std::atomic<uint64_t> settled_pairs_{0};
  std::atomic<uint32_t> islands_{0};
  bool resident_ = false;
  ColumnBlock pnl_, source_;
  ColumnScale scale_;
  WorkspacePool workspaces_;
};

}  // namespace tessera::cuda
