// Each file of the addon adds its functions to the exports object through one of these.
#pragma once

#include <napi.h>

namespace tessera::addon {

void register_csv(Napi::Env env, Napi::Object exports);      // csv_binding.cpp
void register_backend(Napi::Env env, Napi::Object exports);  // backend_binding.cpp
void register_session(Napi::Env env, Napi::Object exports);  // session_binding.cpp
void register_search(Napi::Env env, Napi::Object exports);   // search_binding.cpp

}  // namespace tessera::addon
