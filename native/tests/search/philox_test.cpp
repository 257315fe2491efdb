#include "search/stream.h"

#include <set>

#include "tests/check.h"

using tessera::search::philox;
using tessera::search::PhiloxCounter;
using tessera::search::Stream;

namespace {

void check_block(PhiloxCounter counter, tessera::search::PhiloxKey key, PhiloxCounter expected) {
  const auto block = philox(counter, key);
  for (int k = 0; k < 4; ++k) CHECK_EQ(block[k], expected[k]);
}

}  // namespace

// The known answers that the authors of Philox publish with their library (philox4x32, 10 rounds).
TEST(philox_known_answers) {
  check_block({0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  const uint32_t ones = 0xffffffff;
  check_block({ones, ones, ones, ones}, {ones, ones}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  check_block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0},
              {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST(stream_keys_are_independent) {
  std::set<uint64_t> seen;
  int streams = 0;
  for (uint32_t algorithm = 0; algorithm < 3; ++algorithm) {
    for (uint32_t size = 1; size < 4; ++size) {
      for (uint32_t generation = 0; generation < 4; ++generation) {
        for (uint32_t individual = 0; individual < 4; ++individual) {
          Stream stream({7, algorithm, size, generation, individual});
          const uint64_t high = stream.bits();
          seen.insert(high << 32 | stream.bits());
          ++streams;
        }
      }
    }
  }
  CHECK_EQ(seen.size(), static_cast<size_t>(streams));
}

TEST(stream_below_is_uniform_and_in_range) {
  Stream stream({1, 0, 0, 0, 0});
  constexpr uint32_t bound = 7;
  constexpr int draws = 70000;
  int counts[bound] = {};
  for (int k = 0; k < draws; ++k) {
    const auto value = stream.below(bound);
    CHECK(value < bound);
    ++counts[value];
  }
  // Six standard deviations of a binomial count: about 555.
  for (const int count : counts) CHECK(count > 10000 - 556 && count < 10000 + 556);
}

TEST(stream_uniform_has_the_right_mean) {
  Stream stream({2, 0, 0, 0, 0});
  double sum = 0;
  for (int k = 0; k < 100000; ++k) {
    const double value = stream.uniform();
    CHECK(value >= 0 && value < 1);
    sum += value;
  }
  CHECK_NEAR(sum / 100000, 0.5, 6 * 0.2887 / 316);
}
