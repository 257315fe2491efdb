// Errors that cross into JavaScript: an Error with `code` = a name of NativeStatus and a message for people.
// The addon is built with NAPI_CPP_EXCEPTIONS: throw them on the JS thread, reject with them in a worker.
#pragma once

#include <napi.h>

#include <string>

#include "tessera_backend.h"

#ifndef NAPI_CPP_EXCEPTIONS
#error "the addon needs NAPI_CPP_EXCEPTIONS"
#endif

namespace tessera::addon {

/** The name of a status in electron/service/engine/addon/addon.ts (nativeStatus). */
inline const char* status_name(tsr_status status) {
  switch (status) {
    case TSR_OK: return "ok";
    case TSR_BAD_ARGUMENT: return "bad-argument";
    case TSR_UNSUPPORTED: return "unsupported";
    case TSR_OUT_OF_HOST_MEMORY: return "out-of-host-memory";
    case TSR_OUT_OF_DEVICE_MEMORY: return "out-of-device-memory";
    case TSR_CANCELLED: return "cancelled";
    case TSR_DEVICE_LOST: return "device-lost";
    case TSR_DISK_FULL: return "disk-full";
    case TSR_INTERNAL: break;
  }
  return "internal";
}

/** JS thread only. `.Value()` of it may be given more properties before it is thrown or rejected with. */
inline Napi::Error make_error(Napi::Env env, tsr_status status, const std::string& message) {
  Napi::Error error = Napi::Error::New(env, message);
  error.Set("code", Napi::String::New(env, status_name(status)));
  return error;
}

/** Most checks of arguments end here: `throw bad_argument(env, "roles must be a Uint8Array")`. */
inline Napi::Error bad_argument(Napi::Env env, const std::string& message) {
  return make_error(env, TSR_BAD_ARGUMENT, message);
}

}  // namespace tessera::addon
