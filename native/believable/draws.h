#pragma once

#include "search/stream.h"

namespace tessera::believable {

/** Names of the random streams of this folder, where the algorithms of searches have their number. */
enum class Draw : uint32_t { kSampledColumns = 128, kShuffledRows = 129, kResampledRows = 130, kPaths = 131 };

/** A stream that depends on nothing but these numbers: any thread may make any part of a draw. */
inline search::Stream stream_of(uint64_t seed, Draw draw, uint32_t repetition, uint32_t individual) {
  return search::Stream(search::StreamKey{seed, static_cast<uint32_t>(draw), 0, repetition, individual});
}

/** Shuffles count >= 0 values in place, every order alike (Fisher and Yates). */
template <class T>
void shuffle(T* values, uint32_t count, search::Stream& stream) {
  for (uint32_t left = count; left > 1; --left) {
    const uint32_t at = stream.below(left);
    const T last = values[left - 1];
    values[left - 1] = values[at];
    values[at] = last;
  }
}

}  // namespace tessera::believable
