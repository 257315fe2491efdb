#pragma once

#include "believable/choosing/choose.h"
#include "tests/believable/json.h"

namespace tessera::test {

/** The golden table of 82 x 240, its expected values, and the judgement under its given rho*. */
struct Golden {
  std::vector<std::vector<double>> columns;  // rows of the table
  std::vector<const double*> rows;
  Json expected;
  believable::ShrunkCorrelation rho;

  believable::Table table() const {
    return {static_cast<uint32_t>(rows.size()), static_cast<uint32_t>(columns.front().size()), rows.data()};
  }
  believable::Judgement judge(believable::WorkerPool& pool) const;
};
const Golden& golden();

/** A request for portfolios of `size`, peaks from 0, without limits. */
search::Request request_for(const believable::Table& table, uint32_t size);

/** Every value within `tolerance`, relative to the larger of 1 and the expected one. */
void check_all(const char* name, std::span<const double> actual, std::span<const double> expected, double tolerance);

}  // namespace tessera::test
