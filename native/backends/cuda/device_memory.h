#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

namespace tessera::cuda {

/** What the current device has, and what a session may take of it. */
struct DeviceBudget {
  std::uint64_t installed = 0, available = 0, reserve = 0, usable = 0;

  /** limit_bytes 0 = what is free now, less a reserve for the desktop and other programs. Throws Failure. */
  static DeviceBudget of_current_device(std::uint64_t limit_bytes);
};

/**
 * The account of one session on one device: every device byte is allocated here, against a limit. Released blocks are
 * kept for the next allocation of the same size, because giving memory back to the driver stops the whole device; so a
 * block must be idle when it is released. Any thread. The caller has the device current.
 */
class DeviceMemory {
 public:
  /** limit_bytes as in DeviceBudget. */
  explicit DeviceMemory(std::uint64_t limit_bytes);

  DeviceMemory(const DeviceMemory&) = delete;
  DeviceMemory& operator=(const DeviceMemory&) = delete;
  ~DeviceMemory();

  /** Throws Failure{TSR_OUT_OF_DEVICE_MEMORY} with the plan in words. */
  void* allocate(std::size_t bytes, const char* purpose);
  void release(void* pointer, std::size_t bytes);

  std::uint64_t limit() const { return limit_; }
  std::uint64_t used() const;
  std::uint64_t peak() const;
  /** Bytes that may still be allocated. */
  std::uint64_t room() const;

 private:
  void* take_kept(std::size_t bytes);
  /** The mutex is held. */
  void free_kept();

  mutable std::mutex mutex_;
  std::multimap<std::size_t, void*> kept_;
  std::uint64_t kept_bytes_ = 0;
  std::uint64_t limit_ = 0;
  std::uint64_t used_ = 0;
  std::uint64_t peak_ = 0;
};

}  // namespace tessera::cuda
