#include <numeric>

#include "tests/check.h"
#include "tests/cuda/both.h"
#include "tests/cuda/shapes.h"

namespace tessera::test {
namespace {

std::vector<double> correlations(const Opened& opened, const std::vector<uint32_t>& rows,
                                 const std::vector<uint32_t>& columns) {
  std::vector<double> out(rows.size() * columns.size(), -7.0);
  tsr_correlation_matrix_params p{sizeof p, 0, rows.size(), columns.size(), rows.data(), columns.data(), out.data(), nullptr};
  opened.run(TSR_OP_CORRELATION_MATRIX, &p);
  return out;
}

TEST(correlation_matrix_is_the_cpus) {
  for (const Shape& shape : shapes()) {
    const Matrix m = matrix_of(shape);
    const Both both(m);
    std::vector<uint32_t> all(m.strategies);
    std::iota(all.begin(), all.end(), 0u);
    const std::vector<uint32_t> some(all.rbegin(), all.rbegin() + static_cast<ptrdiff_t>((all.size() + 1) / 2));
    CHECK_ALL_NEAR(correlations(both.cuda, some, all), correlations(both.cpu, some, all), 1e-12);
  }
}

}  // namespace
}  // namespace tessera::test
