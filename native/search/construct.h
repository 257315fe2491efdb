#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/problem.h"
#include "search/stream.h"

namespace tessera::search {

/**
 * A portfolio within the groups' bounds: the fixed members, then `wanted` in its order as far as allowed, then
 * random candidates. Ascending. Throws SearchError when 100 attempts meet a dead end (bounds that overlap so
 * that hardly any portfolio satisfies them).
 */
std::vector<std::uint32_t> construct(const Problem& problem, Stream& stream,
                                     std::span<const std::uint32_t> wanted = {});

}  // namespace tessera::search
