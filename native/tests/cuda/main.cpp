#include <iostream>

#include "tests/check.h"
#include "tests/cuda/library.h"

int main() {
  const tsr_backend& cuda = tessera::test::cuda_backend();
  if (cuda.score() == 0) {
    // The reason itself is part of what is tested: it must be a sentence.
    std::cout << "skipped, no usable GPU: " << cuda.reason() << '\n';
    const bool told = cuda.reason()[0] != '\0' && cuda.device_count() == 0;
    std::cout << "0 passed, " << (told ? 0 : 1) << " failed\n";
    return told ? 0 : 1;
  }
  return tessera::test::run_all();
}
