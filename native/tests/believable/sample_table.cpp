#include "tests/believable/sample_table.h"

#include <cmath>
#include <numbers>

#include "search/stream.h"

namespace tessera::test {

SampleTable::SampleTable(uint32_t observations, uint32_t strategies,
                         const std::function<double(Normal& draw, uint32_t t, uint32_t i)>& cell, uint64_t seed)
    : cells_(observations, std::vector<double>(strategies)) {
  search::Stream stream(search::StreamKey{seed, 250, 0, 0, 0});
  Normal draw = [&] {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - stream.uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * stream.uniform());
  };
  for (uint32_t t = 0; t < observations; ++t) {
    for (uint32_t i = 0; i < strategies; ++i) cells_[t][i] = cell(draw, t, i);
    rows_.push_back(cells_[t].data());
  }
}

}  // namespace tessera::test
