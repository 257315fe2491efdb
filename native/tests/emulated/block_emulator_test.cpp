#include "tests/emulated/block_emulator.h"

#include <stdexcept>
#include <vector>

#include "tests/check.h"

namespace tessera::test {
namespace {

TEST(an_emulated_block_keeps_its_barriers) {
  std::vector<int> written(64, 0);
  int seen = 0;
  BlockEmulator::run(64, 1, [&] {
    written[BlockEmulator::thread()] = 1;
    BlockEmulator::sync_block();
    for (const int one : written) seen += one;
  });
  CHECK_EQ(seen, 64 * 64);
}

TEST(an_emulated_warp_exchanges_values) {
  int right = 0;
  BlockEmulator::run(64, 2, [&] {
    uint64_t values[32];
    BlockEmulator::exchange(BlockEmulator::thread(), values);
    right += values[5] == BlockEmulator::thread() / 32 * 32 + 5 ? 1 : 0;
  });
  CHECK_EQ(right, 64);
}

// What a missing barrier looks like: the order of threads decides.
TEST(an_emulated_block_shows_races) {
  const auto last_writer = [](uint64_t seed) {
    uint32_t last = 0;
    BlockEmulator::run(64, seed, [&] { last = BlockEmulator::thread(); });
    return last;
  };
  int different = 0;
  for (uint64_t seed = 1; seed < 9; ++seed) different += last_writer(seed) != last_writer(seed + 1) ? 1 : 0;
  CHECK(different > 4);
}

TEST(an_emulated_block_notices_threads_that_part) {
  bool told = false;
  try {
    BlockEmulator::run(32, 3, [] {
      if (BlockEmulator::thread() == 0) {
        BlockEmulator::sync_block();
      } else {
        BlockEmulator::sync_warp();
      }
    });
  } catch (const std::logic_error&) {
    told = true;
  }
  CHECK(told);
}

}  // namespace
}  // namespace tessera::test
