#pragma once

#include <functional>

#include "bench/lib/bench_session.h"
#include "bench/scaling/ceilings.h"

namespace tessera::bench {

/** A backend, and what bounds it on a matrix. */
struct Machine {
  const tsr_backend& backend;
  std::function<Ceilings(const Data&)> ceilings;
};

/** Prints a line each: all pairs reduced, all metrics; by arithmetic and by bytes beside what the machine can do. */
void table_line(const Machine& machine, const Data& data);

/** Prints a line: portfolios and swaps of this size scored in a batch, and what annealing evaluates. */
void size_line(const Machine& machine, const Data& data, uint32_t size);

}  // namespace tessera::bench
