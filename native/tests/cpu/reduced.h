#pragma once

#include "tests/cpu/backend.h"
#include "tests/support/correlation_pass.h"

namespace tessera::test {

/** Runs a pass with every output and checks each against pair-by-pair definitions. weights: [T] or null. */
void compare_reduced(const Matrix& m, const SessionOptions& options, const double* weights = nullptr);

}  // namespace tessera::test
