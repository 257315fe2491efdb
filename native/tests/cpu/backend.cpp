#include "tests/cpu/backend.h"

#include <cstring>
#include <filesystem>
#include <numeric>

#include "tests/both/ways.h"
#include "tests/support/system.h"

namespace tessera::test {

const tsr_backend& backend() {
  static const tsr_backend& table = backend_of(TESSERA_BACKEND);
  return table;
}

std::vector<std::string> instruction_sets() {
  std::vector<std::string> sets;
  for (const char* const name : {"baseline", "avx2", "avx512"}) {
    set_variable("TESSERA_CPU_ISA", name);
    tsr_device_info info{};
    info.struct_size = sizeof info;
    // A set that the processor lacks is not taken: the description then names another.
    if (backend().describe(0, &info) == TSR_OK && std::strcmp(info.detail, name) == 0) sets.push_back(name);
  }
  set_variable("TESSERA_CPU_ISA", nullptr);
  return sets;
}

/** The backend, which opens sessions of this set of instructions from now on. */
static const tsr_backend& with_instructions(const std::string& isa) {
  set_variable("TESSERA_CPU_ISA", isa.empty() ? nullptr : isa.c_str());
  return backend();
}

Session::Session(const Matrix& matrix, const SessionOptions& options)
    : Opened(with_instructions(options.isa), matrix,
             {.threads = options.threads,
              .memory_limit = options.memory_limit,
              .correlation_source = options.correlation_source,
              .scratch_folder = options.scratch_folder}) {}

void in_every_way(const Matrix& matrix, const std::function<void(const Opened&)>& check) {
  for (const std::string& isa : instruction_sets()) {
    for (const uint32_t threads : {1u, 3u}) check(Session(matrix, {isa, threads}));
  }
  const std::string folder = std::filesystem::temp_directory_path().string();
  check(Session(matrix, {.isa = {}, .threads = 2, .scratch_folder = folder.c_str()}));
}

tsr_metric_config metric_config(uint32_t profile) {
  return {sizeof(tsr_metric_config), profile, 252.0, 3.0, 5.0, profile == TSR_PROFILE_R ? 1e6 : 2e5};
}

std::vector<uint32_t> all_metrics() {
  std::vector<uint32_t> ids(TSR_METRIC_COUNT);
  std::iota(ids.begin(), ids.end(), 0u);
  return ids;
}

}  // namespace tessera::test
