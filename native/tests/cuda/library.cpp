#include "tests/cuda/library.h"

#include <cstdlib>

#include "tests/support/opened.h"

namespace tessera::test {

const tsr_backend& cpu_backend() {
  static const tsr_backend& table = backend_of(TESSERA_CPU_BACKEND);
  return table;
}

const tsr_backend& cuda_backend() {
  // Another build of the library, under the same tests.
  const char* const named = std::getenv("TESSERA_CUDA_LIBRARY");
  static const tsr_backend& table = backend_of(named == nullptr ? TESSERA_CUDA_BACKEND : named);
  return table;
}

bool small_only() { return std::getenv("TESSERA_SMALL_TESTS") != nullptr; }

}  // namespace tessera::test
