// How the host hands work to devices and moves it: chunks, indices, results, and how long devices were at it.
#include <random>
#include <thread>
#include <vector>

#include "backends/cuda/score/copies.h"
#include "backends/cuda/session/chunks.h"
#include "tests/check.h"

namespace tessera::test {
namespace {

template <class T>
T* at_a_line(std::vector<T>& room) {
  const auto address = reinterpret_cast<std::uintptr_t>(room.data());
  return reinterpret_cast<T*>((address + 63) / 64 * 64);
}

template <class Index>
void copies_and_refuses(uint32_t limit) {
  std::mt19937 random(limit);
  for (const size_t count : {0u, 1u, 7u, 8u, 9u, 200'003u}) {
    // One behind the start, so that it is not at a multiple of 16 bytes.
    std::vector<uint32_t> all(count + 1);
    for (auto& one : all) one = random() % limit;
    if (count > 0) all[count] = limit - 1;
    const uint32_t* const from = all.data() + 1;
    std::vector<Index> room(count + 64);
    Index* const to = at_a_line(room);
    cuda::copy_indices(to, from, count, limit, "members");
    bool same = true;
    for (size_t k = 0; k < count; ++k) same = same && to[k] == from[k];
    CHECK(same);
    for (const uint32_t bad : {limit, limit + (1u << 16), 0xFFFFFFFFu}) {
      if (count == 0) continue;
      all[1 + count / 2] = bad;
      std::string told;
      try {
        cuda::copy_indices(to, from, count, limit, "members");
      } catch (const Failure& failure) {
        told = failure.text;
      }
      CHECK_EQ(told, "members holds index " + std::to_string(bad) + ", but there are " + std::to_string(limit));
    }
  }
}

TEST(indices_arrive_and_bad_ones_are_refused) {
  copies_and_refuses<uint32_t>(100'000);
  copies_and_refuses<uint32_t>(3'000'000'000);
  copies_and_refuses<uint16_t>(1u << 16);
  copies_and_refuses<uint16_t>(400);
}

TEST(results_arrive_at_their_place) {
  for (const uint64_t count : {1u, 5u, 40'000u, 100'001u}) {
    for (const uint64_t first : {0u, 3u}) {
      std::vector<double> from(count), to(first + count + 1, -1);
      for (uint64_t k = 0; k < count; ++k) from[k] = static_cast<double>(k);
      cuda::copy_results(from.data(), to.data(), {first, count}, 1);
      bool same = to.back() == -1 && (first == 0 || to[first - 1] == -1);
      for (uint64_t k = 0; k < count; ++k) same = same && to[first + k] == from[k];
      CHECK(same);
    }
  }
}

TEST(chunks_cover_a_call_once) {
  for (const uint64_t total : {1u, 99u, 100u, 101u, 12'345u}) {
    for (const uint64_t chunk : {1u, 7u, 100u}) {
      for (const uint64_t devices : {1u, 2u, 4u}) {
        cuda::ChunkQueue queue(total, chunk, devices, 1 + total % 3);
        std::vector<int> taken(total);
        {
          std::vector<std::jthread> threads;
          for (uint64_t d = 0; d < devices; ++d) {
            threads.emplace_back([&] {
              for (cuda::Chunk one; queue.next(one);) {
                if (one.count == 0 || one.count > chunk) fail(__FILE__, __LINE__, "a chunk of another size");
                for (uint64_t k = 0; k < one.count; ++k) ++taken[one.first + k];
              }
            });
          }
        }
        CHECK(std::all_of(taken.begin(), taken.end(), [](int times) { return times == 1; }));
      }
    }
  }
}

TEST(a_call_on_one_device_is_cut_evenly) {
  cuda::ChunkQueue queue(250, 100, 1);
  std::vector<uint64_t> sizes;
  for (cuda::Chunk one; queue.next(one);) sizes.push_back(one.count);
  CHECK((sizes == std::vector<uint64_t>{100, 100, 50}));
}

TEST(a_queue_that_is_closed_hands_out_nothing) {
  cuda::ChunkQueue queue(1000, 10, 2, 4);
  cuda::Chunk one;
  CHECK(queue.next(one));
  queue.close();
  CHECK(!queue.next(one));
}

TEST(every_thread_of_a_crew_begins_with_a_small_chunk) {
  cuda::ChunkQueue queue(10'000, 400, 1, 3);
  std::vector<uint64_t> sizes;
  for (cuda::Chunk one; queue.next(one);) sizes.push_back(one.count);
  CHECK((std::vector<uint64_t>(sizes.begin(), sizes.begin() + 4) == std::vector<uint64_t>{50, 50, 50, 400}));
}

TEST(time_that_overlaps_counts_once) {
  cuda::BusyTime busy;
  CHECK_EQ(busy.total(), 0.0);
  for (const auto& [begin, end] : {std::pair{5.0, 6.0}, {1.0, 3.0}, {2.0, 4.0}, {2.5, 2.75}, {5.5, 5.5}}) busy.add(begin, end);
  CHECK_EQ(busy.total(), 4.0);
}

TEST(a_call_on_several_devices_begins_and_ends_with_small_chunks) {
  cuda::ChunkQueue queue(4000, 400, 2);
  std::vector<uint64_t> sizes;
  for (cuda::Chunk one; queue.next(one);) sizes.push_back(one.count);
  CHECK_EQ(sizes[0], 50u);
  CHECK_EQ(sizes[1], 50u);
  CHECK_EQ(sizes[2], 400u);
  CHECK(sizes.back() <= 100);
}

}  // namespace
}  // namespace tessera::test
