#include "tests/cuda/library.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

namespace tessera::test {

namespace {

const tsr_backend* load(const char* path) {
  void* const library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  void* const entry = library == nullptr ? nullptr : dlsym(library, TSR_ENTRY_SYMBOL);
  if (entry == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    std::abort();
  }
  return reinterpret_cast<tsr_entry_fn>(entry)();
}

}  // namespace

const tsr_backend& cpu_backend() {
  static const tsr_backend* const table = load(TESSERA_CPU_BACKEND);
  return *table;
}

const tsr_backend& cuda_backend() {
  // Another build of the library, under the same tests.
  const char* const named = std::getenv("TESSERA_CUDA_LIBRARY");
  static const tsr_backend* const table = load(named == nullptr ? TESSERA_CUDA_BACKEND : named);
  return *table;
}

bool small_only() { return std::getenv("TESSERA_SMALL_TESTS") != nullptr; }

}  // namespace tessera::test
