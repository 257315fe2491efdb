#include "backends/common/check_arguments.h"
#include "backends/cpu/device/host_memory.h"
#include "backends/cpu/ops.h"
#include "backends/cpu/session/session.h"

namespace tessera::cpu {

/** What the session has built is kept until it closes, so use and peak are the same. The kernels' time is the wall time. */
void run_stats(tsr_session& session, tsr_stats_params& p) {
  require(p.struct_size >= sizeof p, "stats: struct_size");
  p.device_count = 1;
  p.memory_limit_bytes = session.memory_limit() > 0 ? session.memory_limit() : host_memory().installed;
  p.memory_used_bytes = p.memory_peak_bytes = session.memory_used();
  p.utilisation_percent = -1;
  p.matrix_resident = 1;
  p.settled_pairs = 0;
  session.log.read(p.times);
}

}  // namespace tessera::cpu
