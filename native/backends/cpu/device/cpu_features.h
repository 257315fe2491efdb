#pragma once

#include <string>

#include "backends/cpu/correlate/tiles/correlation_kernels.h"
#include "backends/cpu/metrics/metric_kernels.h"
#include "backends/cpu/score/score_kernels.h"

namespace tessera::cpu {

/** The kernels of one instruction set. */
struct Kernels {
  const char* name;
  const ScoreKernels* score;
  const CorrelationKernels* correlation;
  const MetricKernels* metrics;
};

/**
 * The best instruction set of this processor. TESSERA_CPU_ISA = baseline, avx2 or avx512 asks for one (tests, and a way
 * out on a faulty machine); one that the processor lacks is ignored. Read at each call, so at each open.
 */
const Kernels& choose_kernels();

/** Name of the processor as the system gives it, for people. */
std::string processor_name();

}  // namespace tessera::cpu
