// The test harness of native/: TEST registers a case, CHECK* report file and line and go on.
// A program has one `int main()` that calls tessera::test::run_all(); main.cpp is the plain one.
#pragma once

#include <sstream>
#include <string>

namespace tessera::test {

/** Makes a case known to run_all. */
struct Register {
  Register(const char* name, void (*body)());
};

/** Failed checks of the case that runs. Main thread only: compute on threads, check afterwards. */
int& failures();

void fail(const char* file, int line, const std::string& what);

template <class A, class B>
void check_eq(const char* file, int line, const char* text, const A& actual, const B& expected) {
  if (actual == expected) return;
  std::ostringstream out;
  out.precision(17);
  out << text << ": got " << actual << ", expected " << expected;
  fail(file, line, out.str());
}

/** Within `tolerance` relative to the larger of 1 and |expected|; NaN and infinities only equal themselves. */
void check_near(const char* file, int line, const char* text, double actual, double expected, double tolerance);

/**
 * Runs every case, or those whose names hold $TESSERA_ONLY_TESTS; prints the failures and the line "N passed, N failed", and
 * with $TESSERA_TEST_TIMES the processor seconds of each case. Returns the exit code.
 */
int run_all();

}  // namespace tessera::test

#define TEST(name)                                                      \
  static void name();                                                   \
  static const ::tessera::test::Register register_##name(#name, &name); \
  static void name()

#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::tessera::test::fail(__FILE__, __LINE__, "not true: " #condition))
#define CHECK_EQ(actual, expected) ::tessera::test::check_eq(__FILE__, __LINE__, #actual, (actual), (expected))
#define CHECK_NEAR(actual, expected, tolerance) \
  ::tessera::test::check_near(__FILE__, __LINE__, #actual, (actual), (expected), (tolerance))
