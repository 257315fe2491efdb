#pragma once

#include <cstdint>

namespace tessera::cpu {

/** Bytes of memory of this machine; 0 = the system does not say. */
struct HostMemory {
  uint64_t installed;
  uint64_t available;
};

HostMemory host_memory();

}  // namespace tessera::cpu
