// The tsr_control that JavaScript holds as an Int32Array of six words (NativeControl in addon.ts).
#pragma once

#include <napi.h>

#include <cstdint>

#include "addon/addon_error.h"
#include "tessera_backend.h"

namespace tessera::addon {

/**
 * Points into the array's memory, which may be shared with other threads. The caller keeps the array alive
 * (PromiseWorker::keep) for as long as native code uses the pointer. Throws bad-argument.
 */
inline tsr_control* control_arg(const Napi::Value& value) {
  const Napi::Env env = value.Env();
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_int32_array) {
    throw bad_argument(env, "control must be an Int32Array");
  }
  auto array = value.As<Napi::Int32Array>();
  // Asking for the data also moves a small array out of V8's moving heap, so the pointer stays good.
  int32_t* words = array.Data();
  if (words == nullptr || array.ByteLength() < sizeof(tsr_control)) {
    throw bad_argument(env, "control must have at least 24 bytes");
  }
  if (reinterpret_cast<std::uintptr_t>(words) % alignof(tsr_control) != 0) {
    throw bad_argument(env, "control must start at a multiple of 8 bytes");
  }
  return reinterpret_cast<tsr_control*>(words);
}

/** The same, but null and undefined mean that nobody watches: nullptr. */
inline tsr_control* optional_control_arg(const Napi::Value& value) {
  return value.IsNull() || value.IsUndefined() ? nullptr : control_arg(value);
}

}  // namespace tessera::addon
