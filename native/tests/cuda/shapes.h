#pragma once

#include "tests/support/samples.h"

namespace tessera::test {

/** A matrix of a shape that is worth a test, and how it is called in a report. */
struct Shape {
  uint64_t observations, strategies;
  double missing;
};

/** T from 2 to 2,500, N around multiples of the tile, with and without missing cells. Few under a checker. */
std::vector<Shape> shapes();

Matrix matrix_of(const Shape& shape);

}  // namespace tessera::test
