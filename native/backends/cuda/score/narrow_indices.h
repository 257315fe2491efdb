#pragma once

#include "backends/cuda/session/device_session.h"

namespace tessera::cuda {

/**
 * Whether the strategies of a chunk, `count` of them, are sent in 16 bits and widened on the device. Members are most of what is
 * sent, and the host's memory is what several devices wait for; below some 130,000 the launch takes longer than it saves.
 */
inline bool sent_narrow(const DeviceSession& device, uint64_t strategies, uint64_t count) {
  return device.resident() && strategies <= uint64_t{1} << 16 && count >= uint64_t{1} << 17;
}

/** to[0 .. count) = from, on the current device, asynchronously. Both start at a multiple of 16 bytes. */
void widen_indices(const uint16_t* from, uint32_t* to, uint64_t count, cudaStream_t stream);

}  // namespace tessera::cuda
