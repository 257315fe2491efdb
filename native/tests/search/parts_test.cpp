#include <algorithm>
#include <atomic>
#include <stdexcept>

#include "search/host/screen.h"
#include "search/portfolio.h"
#include "search/run/live.h"
#include "search/worker_pool.h"
#include "tests/check.h"

using namespace tessera;

TEST(archive_keeps_the_best_distinct_portfolios_in_order) {
  search::Archive archive(2);
  CHECK(archive.offer({{1, 2}, {0, 5}}));
  CHECK(!archive.offer({{1, 2}, {0, 5}}));
  CHECK(!archive.offer({{1, 3}, {0, 4}}));
  CHECK(archive.offer({{2, 3}, {0, 6}}));
  CHECK(!archive.offer({{0, 9}, {0.1, 100}}));  // infeasible: last, whatever its fitness
  CHECK_EQ(archive.ranked().size(), 2u);
  CHECK_EQ(archive.ranked()[0].score.fitness, 6.0);
  CHECK_EQ(archive.ranked()[1].score.fitness, 5.0);
}

TEST(deepest_windows_of_a_small_curve) {
  const double equity[] = {5, 3, 8, 2, 9, 7};
  const auto windows = search::deepest_windows(equity, false, 3);
  CHECK_EQ(windows.size(), 3u);
  CHECK(windows[0] == (search::DrawdownWindow{2, 3}));
  CHECK_EQ(search::fall(equity, windows[0]), 6.0);
  // From 0, a curve that begins below it has fallen already.
  const double loses[] = {-4, -1};
  CHECK(search::deepest_windows(loses, true, 1)[0] == (search::DrawdownWindow{-1, 0}));
}

TEST(worker_pool_runs_each_task_once_and_passes_errors_on) {
  search::WorkerPool pool(3);
  for (int round = 0; round < 50; ++round) {
    std::atomic<int> sum{0};
    pool.run(17, [&](size_t k) { sum += static_cast<int>(k); });
    CHECK_EQ(sum.load(), 136);
  }
  std::string message;
  try {
    pool.run(9, [](size_t k) {
      if (k % 4 == 2) throw std::runtime_error(std::to_string(k));
    });
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  CHECK_EQ(message, "2");
}

TEST(live_curve_thins_out_when_it_is_full) {
  constexpr size_t head = 9, size = 2, curve = head + size;
  double slots[curve + 8] = {};
  search::Live live(slots, size);
  for (uint32_t k = 0; k < 100; ++k) live.improved(k, {{k, k + 1}, {0, 10.0 * k}});
  const auto length = static_cast<size_t>(slots[5]);
  CHECK(length >= 2 && length <= 4);
  CHECK_EQ(slots[curve], 0.0);
  for (size_t k = 0; k < length; ++k) CHECK_EQ(slots[curve + 1 + 2 * k], 10.0 * slots[curve + 2 * k]);
  CHECK_EQ(slots[curve + 2 * (length - 1)], 99.0);
  CHECK_EQ(slots[1], 990.0);
  CHECK_EQ(slots[head], 99.0);
  CHECK_EQ(slots[head + 1], 100.0);

  search::ByteWriter writer;
  live.save(writer);
  const auto bytes = writer.take();
  double others[curve + 8] = {};
  search::ByteReader reader(bytes);
  search::Live(others, size).load(reader);
  CHECK(reader.at_end());
  CHECK(std::equal(slots + curve, slots + curve + 2 * length, others + curve));
  CHECK_EQ(others[5], slots[5]);
}
