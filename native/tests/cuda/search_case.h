#pragma once

#include "search/search.h"
#include "tests/cuda/both.h"

namespace tessera::test {

/** A search of one algorithm on a matrix of this shape; the caller changes what it wants otherwise. */
search::Request search_request(const Matrix& matrix, search::AlgorithmId algorithm, uint32_t size, uint64_t evaluations);

/** The outcome on one backend; throws std::runtime_error when the search fails. */
search::Outcome search_on(const Opened& opened, search::Request request);

/** Runs it on both and compares everything that came of it. */
void compare_searches(const char* file, int line, const Both& both, const search::Request& request);

}  // namespace tessera::test

#define COMPARE_SEARCHES(both, request) ::tessera::test::compare_searches(__FILE__, __LINE__, (both), (request))
