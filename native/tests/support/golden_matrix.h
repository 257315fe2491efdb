#pragma once

#include <string>
#include <vector>

namespace tessera::test {

/**
 * The strategies of a golden file, rows[t][i]: what stands behind the first `labels` columns (date, day). Throws when the file
 * is not there.
 */
std::vector<std::vector<double>> golden_matrix(const std::string& path_below_golden, size_t labels);

}  // namespace tessera::test
