#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <string>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "backends/common/failure.h"
#include "backends/cuda/parallel_for.h"

namespace tessera::cuda {

#if defined(__SSE2__)
/** The largest of lanes seen so far. SSE2 compares signed: with the top bit flipped the order is that of unsigned numbers. */
class LaneMaximum {
 public:
  void see(__m128i four) {
    const __m128i flipped = _mm_xor_si128(four, flip_);
    const __m128i larger = _mm_cmpgt_epi32(flipped, most_);
    most_ = _mm_or_si128(_mm_and_si128(larger, flipped), _mm_andnot_si128(larger, most_));
  }
  uint32_t value() const {
    uint32_t lanes[4];
    _mm_storeu_si128(reinterpret_cast<__m128i*>(lanes), _mm_xor_si128(most_, flip_));
    return *std::max_element(lanes, lanes + 4);
  }

 private:
  const __m128i flip_ = _mm_set1_epi32(INT32_MIN);
  __m128i most_ = flip_;
};

inline void stream_eight(uint32_t* to, __m128i first, __m128i second) {
  _mm_stream_si128(reinterpret_cast<__m128i*>(to), first);
  _mm_stream_si128(reinterpret_cast<__m128i*>(to + 4), second);
}
/** The low halves; SSE2 packs signed numbers only. */
inline void stream_eight(uint16_t* to, __m128i first, __m128i second) {
  const __m128i half = _mm_set1_epi32(0x8000);
  const __m128i packed = _mm_packs_epi32(_mm_sub_epi32(first, half), _mm_sub_epi32(second, half));
  _mm_stream_si128(reinterpret_cast<__m128i*>(to), _mm_xor_si128(packed, _mm_set1_epi16(INT16_MIN)));
}
#endif

/**
 * to[begin .. end) = from, returning the largest. Past the caches where that is possible: the GPU reads the copy from memory, and
 * a line that is not fetched before it is written over saves a third of the traffic. `to` starts at a cache line,
 * begin is a multiple of 8.
 */
template <class Index>
uint32_t copy_and_max(Index* to, const uint32_t* from, uint64_t begin, uint64_t end) {
  uint32_t largest = 0;
  uint64_t i = begin;
#if defined(__SSE2__)
  LaneMaximum most;
  for (; i + 8 <= end; i += 8) {
    const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i));
    const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + i + 4));
    stream_eight(to + i, first, second);
    most.see(first);
    most.see(second);
  }
  _mm_sfence();
  largest = most.value();
#endif
  for (; i < end; ++i) {
    largest = from[i] > largest ? from[i] : largest;
    to[i] = static_cast<Index>(from[i]);
  }
  return largest;
}

/** to = from, throwing Failure{TSR_BAD_ARGUMENT} when an index is not below `limit`: one pass over memory for both. */
template <class Index>
void copy_indices(Index* to, const uint32_t* from, uint64_t count, uint64_t limit, const char* name) {
  constexpr uint64_t kPiece = 1 << 16;
  std::atomic<uint32_t> worst{0};
  parallel_for((count + kPiece - 1) / kPiece, kPiece * sizeof(uint32_t), [&](uint64_t piece) {
    const uint64_t end = std::min(count, (piece + 1) * kPiece);
    const uint32_t largest = copy_and_max(to, from, piece * kPiece, end);
    uint32_t seen = worst.load();
    while (largest > seen && !worst.compare_exchange_weak(seen, largest)) {
    }
  });
  if (count > 0 && worst.load() >= limit) {
    throw Failure{TSR_BAD_ARGUMENT, std::string(name) + " holds index " + std::to_string(worst.load()) +
                                        ", but there are " + std::to_string(limit)};
  }
}

/** The same to indices of 16 bits where `narrow`, else of 32. */
inline void copy_indices(std::byte* to, bool narrow, const uint32_t* from, uint64_t count, uint64_t limit, const char* name) {
  if (narrow) return copy_indices(reinterpret_cast<uint16_t*>(to), from, count, limit, name);
  copy_indices(reinterpret_cast<uint32_t*>(to), from, count, limit, name);
}

/** Bytes of such an index. */
constexpr uint64_t index_bytes(bool narrow) { return narrow ? sizeof(uint16_t) : sizeof(uint32_t); }

}  // namespace tessera::cuda
