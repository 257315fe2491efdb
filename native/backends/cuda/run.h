#pragma once

#include "tessera_backend.h"

namespace tessera::cuda {

/** Runs one operation and logs its time. Throws Failure or std::exception. */
void run(tsr_session& session, tsr_op op, void* params);

}  // namespace tessera::cuda
