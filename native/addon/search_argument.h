// What searches and choices by the believable Sharpe ratio are both asked for. JS thread only; each function throws
// bad-argument.
#pragma once

#include <napi.h>

#include <cstdint>
#include <vector>

#include "search/search.h"

namespace tessera::addon {

/** A Uint32Array of the object, empty where it is absent. */
std::vector<uint32_t> list_arg(const Napi::Object& object, const char* name);

/** A BigInt of 0 to 2^64 - 1. */
uint64_t seed_arg(const Napi::Value& value);

/** Size, candidates, strategies to include, groupings, and the limits on pairs and drawdown. */
void read_limits(const Napi::Object& object, search::Request& request);

}  // namespace tessera::addon
