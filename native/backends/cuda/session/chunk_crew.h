#pragma once

#include <atomic>
#include <deque>
#include <exception>
#include <mutex>

#include "backends/cuda/device/helper_pool.h"
#include "backends/cuda/session/chunk_pipeline.h"
#include "backends/cuda/session/chunk_times.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

/** Waits without sleeping, for who asks for a little at a time, and notes what the chunk took. */
class WaitAlone {
 public:
  WaitAlone(OpLog& log, tsr_op op) : log_(log), op_(op) {}
  void operator()(const Workspace& space) const {
    space.stream.wait();
    log_.add_device_time(op_, space.computed.since(space.sent),
                         space.sent.since(space.begin) + space.end.since(space.computed));
  }

 private:
  OpLog& log_;
  tsr_op op_;
};

/**
 * Calls work(device, wait) on `threads` threads for each device of the session, as many as the machine has idle; each takes chunks from
 * the queue until it is empty. While one prepares a chunk others wait for theirs, nobody is woken for a chunk, and every device has
 * something queued. `wait` is for ChunkPipeline. The first failure closes the queue and is thrown again when all are back.
 */
template <class Work>
void with_crew(tsr_session& session, tsr_op op, uint32_t threads, ChunkQueue& queue, const Work& work) {
  std::deque<ChunkTimes> times;  // one for each device
  for (const auto& device : session.devices) {
    device->use();
    times.emplace_back(device->workspaces());
  }
  std::atomic<size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  HelperPool::get().run(threads * static_cast<uint32_t>(times.size()) - 1, [&] {
    const size_t index = next++ % times.size();
    DeviceSession& device = *session.devices[index];
    try {
      device.use();
      work(device, [&](const Workspace& space) {
        space.end.wait();
        times[index].add(space);
      });
    } catch (...) {
      queue.close();
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  });
  for (const ChunkTimes& one : times) one.write(session.log, op);
  session.first().use();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace tessera::cuda
