// How a backend scales over strategies, observations and sizes, each figure beside what bounds it.
//   tessera_bench_scaling [LIBRARY [GFLOP/s GB/s]]
// Of the processors the ceilings are measured; of a device they are those that a peer measured there in the same run (a product
// of large matrices, a copy: native/bench/cuda/compare_libraries.py).
#include <cstdio>
#include <cstdlib>

#include "bench/scaling/curves.h"

int main(int argc, char** argv) {
  using namespace tessera::bench;
  const tsr_backend& backend = load_backend(argc > 1 ? argv[1] : TESSERA_CPU_BACKEND);
  if (backend.score() == 0) {
    std::printf("not usable here: %s\n", backend.reason());
    return 1;
  }
  tsr_device_info info{};
  info.struct_size = sizeof info;
  backend.describe(TSR_DEVICE_BEST, &info);
  std::printf("%s, %s, %u threads or multiprocessors\n\n", info.name, info.detail, info.thread_count);
  const bool told = argc > 3;
  const double flops = told ? 1e9 * std::atof(argv[2]) : processor_flops();
  const double bytes = told ? 1e9 * std::atof(argv[3]) : 0;
  const Machine machine{backend, [&](const Data& data) { return Ceilings{flops, told ? bytes : processor_bytes(data)}; }};
  std::printf("| N x T | all pairs | arithmetic | all metrics | bytes |\n|---|---|---|---|---|\n");
  for (const uint64_t strategies : {5'000, 10'000, 25'544, 50'000, 100'000, 200'000}) table_line(machine, Data(82, strategies));
  for (const uint64_t observations : {250, 1'000, 2'500, 5'000}) table_line(machine, Data(observations, 25'544));
  const Data data(82, 25'544);
  std::printf("\n| n | portfolios, bytes | swaps, bytes | annealing, of swaps |\n|---|---|---|---|\n");
  for (const uint32_t size : {5, 10, 20, 35, 60, 100}) size_line(machine, data, size);
}
