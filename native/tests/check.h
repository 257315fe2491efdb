// The test harness of native/: TEST registers a case, CHECK* report file and line and go on.
// Each program has exactly one `int main() { return tessera::test::run_all(); }`.
#pragma once

#include <cmath>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace tessera::test {

struct Case {
  const char* name;
  void (*body)();
};

inline std::vector<Case>& cases() {
  static std::vector<Case> list;
  return list;
}

/** Failed checks of the case that runs. Main thread only: compute on threads, check afterwards. */
inline int& failures() {
  static int count = 0;
  return count;
}

struct Register {
  Register(const char* name, void (*body)()) { cases().push_back({name, body}); }
};

inline void fail(const char* file, int line, const std::string& what) {
  ++failures();
  std::cout << file << ':' << line << ": " << what << '\n';
}

template <class A, class B>
void check_eq(const char* file, int line, const char* text, const A& actual, const B& expected) {
  if (actual == expected) return;
  std::ostringstream out;
  out.precision(17);
  out << text << ": got " << actual << ", expected " << expected;
  fail(file, line, out.str());
}

/** Within `tolerance` relative to the larger of 1 and |expected|; NaN and infinities only equal themselves. */
inline void check_near(const char* file, int line, const char* text, double actual, double expected, double tolerance) {
  if (actual == expected || (std::isnan(actual) && std::isnan(expected))) return;
  const double scale = std::fabs(expected) > 1 ? std::fabs(expected) : 1;
  if (std::isfinite(actual) && std::isfinite(expected) && std::fabs(actual - expected) <= tolerance * scale) return;
  std::ostringstream out;
  out.precision(17);
  out << text << ": got " << actual << ", expected " << expected << " within " << tolerance;
  fail(file, line, out.str());
}

/**
 * Runs every case, or those whose names hold $TESSERA_ONLY_TESTS; prints the failures and the line "N passed, N failed". Returns the exit
 * code.
 */
inline int run_all() {
  const char* const only = std::getenv("TESSERA_ONLY_TESTS");
  size_t passed = 0;
  int failed = 0;
  for (const Case& test : cases()) {
    if (only != nullptr && std::string(test.name).find(only) == std::string::npos) continue;
    failures() = 0;
    try {
      test.body();
    } catch (const std::exception& thrown) {
      fail(test.name, 0, std::string("threw ") + thrown.what());
    }
    if (failures() > 0) {
      ++failed;
      std::cout << "FAILED " << test.name << '\n';
    } else {
      ++passed;
    }
  }
  std::cout << passed << " passed, " << failed << " failed\n";
  return failed == 0 ? 0 : 1;
}

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
