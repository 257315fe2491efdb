#pragma once

#include "search/stream.h"

namespace tessera::believable {

/** Names of the random streams of this folder, where the algorithms of searches have their number. */
enum class Draw : uint32_t { kSampledColumns = 128, kShuffledRows = 129, kResampledRows = 130, kPaths = 131 };

/** A stream that depends on nothing but these numbers: any thread may make any part of a draw. */
inline search::Stream stream_of(uint64_t seed, Draw draw, uint32_t repetition, uint32_t individual) {
  return search::Stream(search::StreamKey{seed, static_cast<uint32_t>(draw), 0, repetition, individual});
}

/** The numbers of a stream, made many at a time: those that it would give one by one, in the same order. */
class ManyBits {
 public:
  explicit ManyBits(const search::Stream& stream) : stream_(stream) {}

  /** Uniform in 0..bound-1; bound >= 1. */
  uint32_t below(uint32_t bound) {
    uint32_t value = 0;
    while (!search::bounded(bits(), bound, value)) {}
    return value;
  }

 private:
  static constexpr uint32_t kBlocks = 16;

  uint32_t bits() {
    if (used_ == 4 * kBlocks) {
      fill(stream_.counter(), stream_.key());
      stream_.skip(kBlocks);
      used_ = 0;
    }
    return words_[used_++];
  }
  void fill(search::PhiloxCounter from, search::PhiloxKey key);

  search::Stream stream_;
  uint32_t words_[4 * kBlocks];
  uint32_t used_ = 4 * kBlocks;
};

/** Shuffles count >= 0 values in place by a stream that nothing was taken from yet. */
template <class T>
void shuffle(T* values, uint32_t count, const search::Stream& stream) {
  ManyBits bits(stream);
  search::shuffle(bits, count, [&](uint32_t at) -> T& { return values[at]; });
}

}  // namespace tessera::believable
