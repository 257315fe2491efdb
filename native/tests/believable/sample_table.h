#pragma once

#include <functional>
#include <vector>

#include "believable/table.h"

namespace tessera::test {

/** A table of cells made by a function of (normal draw, row, column); the draws are the same on every machine. */
class SampleTable {
 public:
  using Normal = std::function<double()>;
  SampleTable(uint32_t observations, uint32_t strategies,
              const std::function<double(Normal& draw, uint32_t t, uint32_t i)>& cell, uint64_t seed = 1);

  const std::vector<std::vector<double>>& cells() const { return cells_; }
  believable::Table table() const {
    return {static_cast<uint32_t>(cells_.size()), static_cast<uint32_t>(cells_.front().size()), rows_.data()};
  }

 private:
  std::vector<std::vector<double>> cells_;
  std::vector<const double*> rows_;
};

}  // namespace tessera::test
