#include "tests/search/golden_matrix.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tessera::test {

std::vector<std::vector<double>> golden_matrix(const std::string& path_below_golden) {
  const std::string path = std::string(TESSERA_GOLDEN) + "/" + path_below_golden;
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<std::vector<double>> rows;
  std::string line, cell;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::istringstream cells(line);
    std::vector<double> row;
    std::getline(cells, cell, ',');
    std::getline(cells, cell, ',');
    while (std::getline(cells, cell, ',')) row.push_back(std::stod(cell));
    rows.push_back(row);
  }
  return rows;
}

}  // namespace tessera::test
