#pragma once

#include <bit>
#include <memory>
#include <mutex>
#include <vector>

#include "backends/cuda/device/device_memory.h"
#include "backends/cuda/device/pinned_memory.h"
#include "backends/cuda/device/stream.h"

namespace tessera::cuda {

/** A growing pair of buffers, page-locked and on the device, for what one call sends or receives. */
class TransferBuffer {
 public:
  void reserve(DeviceMemory& memory, size_t bytes) {
    // Calls differ a little in size; growing each time would lock pages again and again.
    const size_t rounded = std::bit_ceil(bytes);
    host_.reserve(rounded);
    device_.reserve(memory, rounded, "transfer buffers");
  }
  template <class T>
  T* host(size_t offset = 0) const {
    return reinterpret_cast<T*>(host_.data() + offset);
  }
  template <class T>
  T* device(size_t offset = 0) const {
    return reinterpret_cast<T*>(device_.data() + offset);
  }

 private:
  PinnedArray<std::byte> host_;
  DeviceArray<std::byte> device_;
};

/** Stream and buffers of one scoring call. Kept for the next call: searches make many small ones. */
struct Workspace {
  Stream stream;
  TransferBuffer in, out;
  DeviceArray<uint32_t> indices;  // widened, see widen_indices
  DeviceArray<double> scratch;
  Event begin, sent, computed, end{cudaEventBlockingSync};  // of the chunk that is under way; waiting for its end sleeps
};

/** Hands out workspaces of one device to any number of threads. */
class WorkspacePool {
 public:
  /** Holds a workspace until it goes out of scope. */
  class Lease {
   public:
    Lease(WorkspacePool& pool, std::unique_ptr<Workspace> workspace) : pool_(&pool), workspace_(std::move(workspace)) {}
    Lease(Lease&& other) noexcept = default;
    ~Lease() {
      if (workspace_) pool_->give_back(std::move(workspace_));
    }
    Workspace* operator->() const { return workspace_.get(); }
    Workspace& operator*() const { return *workspace_; }

   private:
    WorkspacePool* pool_;
    std::unique_ptr<Workspace> workspace_;
  };

  /** The device is current. Throws Failure. */
  Lease take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        std::unique_ptr<Workspace> workspace = std::move(idle_.back());
        idle_.pop_back();
        return {*this, std::move(workspace)};
      }
    }
    return {*this, std::make_unique<Workspace>()};
  }

  /** Frees what is not in use, for an operation that is short of memory. */
  void trim() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
  }

 private:
  void give_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(workspace));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> idle_;
};

}  // namespace tessera::cuda
