#pragma once

#include <cstdint>
#include <functional>

namespace tessera::test {

/**
 * Runs the threads of one block of a device on one thread of this machine, a fiber each, so that kernels' code is tested
 * without a GPU. Between two barriers fibers run in a random order: what depends on that order, as code does where a barrier is
 * missing, comes out differently from seed to seed. Warps do not run in step.
 */
class BlockEmulator {
 public:
  /**
   * Calls body() for every thread; threads is a multiple of 32. Throws std::logic_error where threads wait for each other for
   * ever.
   */
  static void run(uint32_t threads, uint64_t seed, const std::function<void()>& body);

  /** Number of the running thread. */
  static uint32_t thread();
  static void sync_block();
  static void sync_warp();
  /** The values that the 32 threads of the running thread's warp bring; all of them call. */
  static void exchange(uint64_t value, uint64_t (&values)[32]);
};

}  // namespace tessera::test
