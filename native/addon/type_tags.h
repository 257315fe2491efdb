// Every handle that crosses into JavaScript carries one of these, so that passing a backend where a session is
// wanted is an error and not a wild pointer. The numbers are random and have no meaning.
#pragma once

#include <napi.h>

namespace tessera::addon {

inline constexpr napi_type_tag kBackendTag = {0x5b1f0c6e2d9a4f37, 0x9c83e1d7a4406b2f};
inline constexpr napi_type_tag kCsvTag = {0x8a53e1c40f7b492d, 0xa1d6f93b2e08c574};
inline constexpr napi_type_tag kSessionTag = {0x1e7d93a05c4b48f2, 0xb6a2f05d713c9e84};

}  // namespace tessera::addon
