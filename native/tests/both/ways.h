#pragma once

#include <functional>

#include "tests/support/opened.h"

namespace tessera::test {

/**
 * Tests of this folder are in the program of each backend. This opens a matrix in every way that the backend under test has,
 * all of which answer with the same bits: each set of instructions, on one thread and several, and with its matrices on the
 * disk; a GPU, and all of them.
 */
void in_every_way(const Matrix& matrix, const std::function<void(const Opened&)>& check);

}  // namespace tessera::test
