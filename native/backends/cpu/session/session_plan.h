#pragma once

#include "tessera_backend.h"

namespace tessera::cpu {

/** Fills in what a session takes beside the caller's own rows. Throws Failure. */
void plan_session(tsr_plan& plan);

}  // namespace tessera::cpu
