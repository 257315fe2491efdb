#pragma once

#include <cstdint>
#include <vector>

namespace tessera::test {

/**
 * A table of realistic shape: families of strategies that share an entry window are strongly correlated, losses have
 * heavier tails than gains, somewhat more strategies lose than win, some cells are 0, and a few columns are copies or
 * constants. rows[t][i], currency.
 */
std::vector<std::vector<double>> sample_rows(uint32_t observations, uint32_t strategies, uint64_t seed);

}  // namespace tessera::test
