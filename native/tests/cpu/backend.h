#pragma once

#include <string>
#include <vector>

#include "tests/support/objective.h"
#include "tests/support/opened.h"

namespace tessera::test {

/** The library under test. */
const tsr_backend& backend();

/** Instruction sets that this machine can run, as TESSERA_CPU_ISA names them. */
std::vector<std::string> instruction_sets();

struct SessionOptions {
  std::string isa;  // empty = the best
  uint32_t threads = 1;
  uint64_t memory_limit = 0;
  const Matrix* correlation_source = nullptr;
  const char* scratch_folder = nullptr;
};

/** A matrix opened on it. */
class Session : public Opened {
 public:
  explicit Session(const Matrix& matrix, const SessionOptions& options = {});
};

tsr_metric_config metric_config(uint32_t profile);

/** All metric ids. */
std::vector<uint32_t> all_metrics();

}  // namespace tessera::test
