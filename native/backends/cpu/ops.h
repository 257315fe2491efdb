// The operations of run().
#pragma once

#include "backends/common/operations.h"

namespace tessera::cpu {

TSR_OPERATIONS(TSR_DECLARE_OPERATION)

}  // namespace tessera::cpu
