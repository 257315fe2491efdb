#include "tests/cuda/shapes.h"

#include "tests/cuda/library.h"

namespace tessera::test {

std::vector<Shape> shapes() {
  std::vector<Shape> all = {{2, 9, 0}, {3, 1, 0}, {17, 129, 0}, {82, 300, 0}, {20, 40, 0.1}, {82, 140, 0.05}, {100, 65, 0.3}};
  if (small_only()) return all;
  const std::vector<Shape> large = {{4, 128, 0},   {5, 2, 0},      {16, 127, 0},     {81, 255, 0},    {82, 2000, 0},
                                    {96, 256, 0},  {97, 257, 0},   {128, 700, 0},    {513, 500, 0},   {2500, 400, 0},
                                    {2, 300, 0.2}, {16, 128, 0.5}, {82, 1000, 0.01}, {513, 257, 0.1}, {2500, 200, 0.02}};
  all.insert(all.end(), large.begin(), large.end());
  return all;
}

Matrix matrix_of(const Shape& shape) { return sample_matrix(shape.observations, shape.strategies, shape.missing); }

}  // namespace tessera::test
