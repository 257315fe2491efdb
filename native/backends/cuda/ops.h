// The operations of run(), and what they hold on a device while they run.
#pragma once

#include "backends/common/operations.h"

namespace tessera::cuda {

struct SessionRoom;

TSR_OPERATIONS(TSR_DECLARE_OPERATION)
TSR_DEVICE_OPERATIONS(TSR_DECLARE_OPERATION)

// Each fills in its parts of the plan of a session with that room, by the rules that running follows. Throw Failure.
void plan_correlation(const SessionRoom& room, tsr_plan& plan);
void plan_scores(const SessionRoom& room, tsr_plan& plan);
void plan_searches(const SessionRoom& room, tsr_plan& plan);

}  // namespace tessera::cuda
