#pragma once

#include <string>
#include <vector>

namespace tessera::test {

/** Reads the strategy columns of a golden `Date,Day,...` file: rows[t][i]. Throws when the file is not there. */
std::vector<std::vector<double>> golden_matrix(const std::string& path_below_golden);

}  // namespace tessera::test
