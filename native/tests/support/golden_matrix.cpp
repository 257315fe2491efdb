#include "tests/support/golden_matrix.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tessera::test {

std::vector<std::vector<double>> golden_matrix(const std::string& path_below_golden, size_t labels) {
  const std::string path = std::string(TESSERA_GOLDEN) + "/" + path_below_golden;
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<std::vector<double>> rows;
  std::string line, cell;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    for (size_t label = 0; label < labels; ++label) std::getline(cells, cell, ',');
    rows.emplace_back();
    while (std::getline(cells, cell, ',')) rows.back().push_back(std::stod(cell));
  }
  return rows;
}

}  // namespace tessera::test
