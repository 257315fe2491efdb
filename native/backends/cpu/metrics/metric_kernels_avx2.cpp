// Metric kernels for one instruction set; CMakeLists.txt gives this file its flags.
#define TSR_LANES 4
#include "backends/cpu/metrics/metric_kernels.h"

#include "backends/cpu/metrics/fill_panel.h"
#include "backends/cpu/metrics/find_inversions.h"
#include "backends/cpu/metrics/sum_group.h"
#include "backends/cpu/metrics/summarise_columns.h"

namespace tessera::cpu {

const MetricKernels metric_kernels_avx2 = {
    "avx2", kLanes, summarise, fill_panel, sum_group, find_inversions,
};

}  // namespace tessera::cpu
