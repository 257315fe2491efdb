#include "bench/scaling/ceilings.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include "search/vector_clones.h"

namespace tessera::bench {

namespace {

/** Independent sums: enough to hide the latency of a fused multiply-add, few enough for the registers. */
constexpr size_t kSums = 12;
/** Cells of a sum: the widest register there is. */
constexpr size_t kLanes = 8;

using Lanes = double __attribute__((vector_size(kLanes * sizeof(double))));

TESSERA_VECTOR_CLONES
double multiply_add(uint64_t rounds) {
  std::array<Lanes, kSums> sums{};
  Lanes factor = Lanes{} + 0.999999, addend = Lanes{} + 1e-6;
  // Unknown to the compiler, which would otherwise compute the sums itself.
  asm volatile("" : "+m"(factor), "+m"(addend));
  for (uint64_t round = 0; round < rounds; ++round)
    for (Lanes& sum : sums) sum = sum * factor + addend;
  double all = 0;
  for (const Lanes& sum : sums)
    for (size_t lane = 0; lane < kLanes; ++lane) all += sum[lane];
  return all;
}

TESSERA_VECTOR_CLONES
double sum_of(const double* cells, uint64_t count) {
  std::array<Lanes, 4> sums{};
  constexpr uint64_t kStep = sums.size() * kLanes;
  uint64_t at = 0;
  for (; at + kStep <= count; at += kStep)
    for (size_t k = 0; k < sums.size(); ++k) {
      Lanes read;
      __builtin_memcpy(&read, cells + at + k * kLanes, sizeof read);
      sums[k] += read;
    }
  const Lanes total = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  double all = 0;
  for (size_t lane = 0; lane < kLanes; ++lane) all += total[lane];
  for (; at < count; ++at) all += cells[at];
  return all;
}

/** The most units a second that all processors do together, of three tries; work(k, of) does `units` / of. */
double most_of(double units, const auto& work) {
  const unsigned of = std::max(1u, std::thread::hardware_concurrency());
  std::atomic<double> kept = 0;
  double most = 0;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto start = std::chrono::steady_clock::now();
    {
      std::vector<std::jthread> threads;
      for (unsigned k = 0; k < of; ++k) threads.emplace_back([&, k] { kept = work(k, of); });
    }
    most = std::max(most, units / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return most;
}

}  // namespace

double processor_flops() {
  constexpr uint64_t kRounds = 20'000'000;
  const double each = 2.0 * kSums * kLanes * kRounds;
  return most_of(each * std::max(1u, std::thread::hardware_concurrency()),
                 [](unsigned, unsigned) { return multiply_add(kRounds); });
}

double processor_bytes(const Data& data) {
  const uint64_t cells = data.cells.size();
  // Half a gigabyte at least, so that starting threads does not count.
  const uint64_t rounds = std::max<uint64_t>(1, (uint64_t{1} << 26) / cells);
  return most_of(8.0 * static_cast<double>(cells * rounds), [&](unsigned k, unsigned of) {
    const uint64_t begin = cells * k / of, end = cells * (k + 1) / of;
    double sum = 0;
    for (uint64_t round = 0; round < rounds; ++round) sum += sum_of(data.cells.data() + begin, end - begin);
    return sum;
  });
}

}  // namespace tessera::bench
