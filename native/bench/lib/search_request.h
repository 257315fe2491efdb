#pragma once

#include "bench/lib/bench_session.h"
#include "search/search.h"

namespace tessera::bench {

/** A search of 35 by the replaced system's ratio on all threads, as the product asks for it on this table. */
search::Request request_on(const tsr_backend& backend, const BenchSession& session, const Data& data, uint64_t evaluations);

}  // namespace tessera::bench
