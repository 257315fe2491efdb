#pragma once

#include <napi.h>

#include "addon/open_session.h"
#include "search/request.h"

namespace tessera::addon {

/**
 * NativeSearchRequest of addon.ts, without session and columns. Lists are copied; `live` and `checkpoint` point into
 * the caller's typed arrays, which must be kept alive. Throws bad-argument.
 */
search::Request search_request_arg(const Napi::Object& object, const OpenSession& session);

}  // namespace tessera::addon
