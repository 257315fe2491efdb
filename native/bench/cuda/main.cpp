// Times the CUDA backend through its C table: medians of 20 runs, device events and host clock.
//   tessera_bench_cuda [device: 0 .. or -2 for all] [PART]...
// Parts: correlation, scoring, groups, search, long-search, islands, plan, believable, large, long, streamed.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/cuda/parts.h"

int main(int argc, char** argv) {
  using namespace tessera::bench;
  const tsr_backend& backend = load_backend(TESSERA_CUDA_BACKEND);
  if (backend.score() == 0) {
    std::printf("no usable GPU: %s\n", backend.reason());
    return 1;
  }
  tsr_device_info info{};
  info.struct_size = sizeof info;
  backend.describe(0, &info);
  std::printf("%s, %s, %u multiprocessors, devices: %u\n", info.name, info.detail, info.thread_count, backend.device_count());
  const int32_t device = argc > 1 ? std::atoi(argv[1]) : 0;
  for (int i = 2; i < argc; ++i) {
    const std::string part = argv[i];
    if (part == "correlation") {
      bench_correlation(backend, Data(82, 25544), device, 20);
      bench_correlation(backend, Data(82, 100000), device, 20);
    } else if (part == "large") {
      bench_correlation(backend, Data(2500, 100000), device, 5);
    } else if (part == "streamed") {
      const Data data(2500, 100000);
      for (const uint64_t megabytes : {1536, 1024}) {
        std::printf("within %lu MB of device memory:\n", megabytes);
        bench_correlation(backend, data, device, 3, megabytes << 20);
      }
    } else if (part == "groups") {
      bench_groups(backend, Data(82, 25544), device);
      bench_groups(backend, Data(82, 100000), device);
      bench_groups(backend, Data(2500, 25544), device);
    } else if (part == "scoring") {
      bench_scoring(backend, Data(82, 25544), device, 35);
    } else if (part == "search" || part == "long-search") {
      bench_search(load_backend(TESSERA_CPU_BACKEND), backend, Data(82, 25544), device,
                   part == "search" ? 1'540'000 : 30'000'000, 0);
    } else if (part == "islands") {
      for (const uint32_t islands : {128, 256}) {
        bench_search(load_backend(TESSERA_CPU_BACKEND), backend, Data(82, 25544), device, 30'000'000, islands);
      }
    } else if (part == "plan") {
      bench_plan(load_backend(TESSERA_CPU_BACKEND), backend, Data(82, 25544), device, 385'000);
    } else if (part == "believable") {
      for (const uint64_t strategies : {25'544, 100'000}) {
        bench_believable(load_backend(TESSERA_CPU_BACKEND), backend, Data(82, strategies, 1.0), device);
      }
    } else if (part == "long") {
      bench_scoring(backend, Data(2500, 25544), device, 35);
    } else {
      std::printf("unknown part: %s\n", part.c_str());
      return 1;
    }
  }
}
