#pragma once

#include <napi.h>

#include "tessera_backend.h"

namespace tessera::addon {

/** JS thread. The handle of a loaded backend; the table lives as long as the process. */
Napi::Value backend_handle(Napi::Env env, const tsr_backend* table);

/** The table behind a BackendHandle. Throws bad-argument. */
const tsr_backend* backend_arg(const Napi::Value& value);

}  // namespace tessera::addon
