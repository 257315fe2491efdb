#pragma once

#include "backends/cuda/session/chunk_pipeline.h"
#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/** Most threads that prepare chunks for one device. */
constexpr uint64_t kMostCrew = 8;

/** Most bytes that a launch is sent. One thread's two chunks stay in its cache; a launch still fills the device. */
constexpr uint64_t kScoreBufferBytes = uint64_t{2} << 20;

/** The same where every launch has to send columns too. */
constexpr uint64_t kStreamedBufferBytes = uint64_t{32} << 20;

/**
 * Portfolios or swaps per launch: little enough that a cancelled run stops within about 50 ms and that the buffers stay
 * small, enough to fill the device. cells: observations x strategies that one unit reads; bytes: of its input; common: bytes
 * that every launch is sent.
 */
inline uint64_t score_chunk(const DeviceSession& device, uint64_t cells, uint64_t bytes, uint64_t common = 0) {
  constexpr double kSeconds = 0.03;
  constexpr double kOperationsPerCell = 12;
  const double affordable = kSeconds * device.modest_flops() / (kOperationsPerCell * static_cast<double>(cells));
  const uint64_t by_time = static_cast<uint64_t>(std::clamp(affordable, 1.0, 1e9));
  const uint64_t least = device.resident() ? kScoreBufferBytes : kStreamedBufferBytes;
  const uint64_t buffer = std::clamp(4 * common, least, kStreamedBufferBytes);
  return std::max<uint64_t>(1, std::min(by_time, buffer / bytes));
}

/** Threads that prepare chunks for each device of a session: one where every chunk has its own columns. */
inline uint32_t score_crew(const tsr_session& session, uint64_t total, uint64_t chunk) {
  const uint64_t devices = session.devices.size();
  for (const auto& device : session.devices) {
    if (!device->resident()) return 1;
  }
  const uint64_t chunks = (total + chunk - 1) / chunk;
  const uint64_t cores = HelperPool::get().size();
  return static_cast<uint32_t>(std::clamp<uint64_t>(std::min(cores, chunks) / devices, 1, kMostCrew));
}

/**
 * Calls work(device, queue, wait) for `total` portfolios or swaps in chunks: by a crew for every device or, where one chunk
 * holds them all, on the calling thread. A search asks for a few thousand at a time: waking other threads would cost more than
 * it brings.
 */
template <class Work>
void score_in_chunks(tsr_session& session, tsr_op op, uint64_t total, uint64_t chunk, const Work& work) {
  const uint32_t threads = score_crew(session, total, chunk);
  ChunkQueue queue(total, chunk, session.devices.size(), threads);
  if (total <= chunk) return work(session.first(), queue, WaitAlone(session.log, op));
  with_crew(session, op, threads, queue, [&](DeviceSession& device, const auto& wait) { work(device, queue, wait); });
}

/** Runs action(chunk) with ever smaller chunks while device memory is too short for them. */
template <class Action>
void with_fitting_chunk(tsr_session& session, uint64_t chunk, const Action& action) {
  for (;; chunk = std::max<uint64_t>(1, chunk / 8)) {
    try {
      return action(chunk);
    } catch (const Failure& failure) {
      if (failure.status != TSR_OUT_OF_DEVICE_MEMORY || chunk == 1) throw;
      for (const auto& device : session.devices) device->workspaces().trim();
    }
  }
}

/**
 * Whether the strategies of a chunk, `count` of them, are sent in 16 bits and widened on the device. Members are most of what
 * is sent, and the host's memory is what several devices wait for; below some 130,000 the launch takes longer than it saves.
 */
inline bool sent_narrow(const DeviceSession& device, uint64_t strategies, uint64_t count) {
  return device.resident() && strategies <= uint64_t{1} << 16 && count >= uint64_t{1} << 17;
}

/** to[0 .. count) = from, on the current device, asynchronously. Both start at a multiple of 16 bytes. */
void widen_indices(const uint16_t* from, uint32_t* to, uint64_t count, cudaStream_t stream);

}  // namespace tessera::cuda
