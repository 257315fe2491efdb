#pragma once

#include <cstdint>
#include <string>

namespace tessera::cpu {

/** Bytes of memory of this machine; 0 = the system does not say. */
struct HostMemory {
  uint64_t installed;
  uint64_t available;
};

HostMemory host_memory();

/** Name of the processor as the system gives it, for people. */
std::string processor_name();

}  // namespace tessera::cpu
