#pragma once

#include <napi.h>

#include "tessera_backend.h"

namespace tessera::addon {

/** NativeObjective of addon.ts as tsr_objective. Throws bad-argument. */
tsr_objective objective_arg(const Napi::Value& value);

}  // namespace tessera::addon
