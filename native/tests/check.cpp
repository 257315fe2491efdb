#include "tests/check.h"

#include <cmath>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>
#include <vector>

namespace tessera::test {

namespace {

struct Case {
  const char* name;
  void (*body)();
};

std::vector<Case>& cases() {
  static std::vector<Case> list;
  return list;
}

}  // namespace

Register::Register(const char* name, void (*body)()) { cases().push_back({name, body}); }

int& failures() {
  static int count = 0;
  return count;
}

void fail(const char* file, int line, const std::string& what) {
  ++failures();
  std::cout << file << ':' << line << ": " << what << '\n';
}

void check_near(const char* file, int line, const char* text, double actual, double expected, double tolerance) {
  if (actual == expected || (std::isnan(actual) && std::isnan(expected))) return;
  const double scale = std::fabs(expected) > 1 ? std::fabs(expected) : 1;
  if (std::isfinite(actual) && std::isfinite(expected) && std::fabs(actual - expected) <= tolerance * scale) return;
  std::ostringstream out;
  out.precision(17);
  out << text << ": got " << actual << ", expected " << expected << " within " << tolerance;
  fail(file, line, out.str());
}

int run_all() {
  const char* const only = std::getenv("TESSERA_ONLY_TESTS");
  const bool timed = std::getenv("TESSERA_TEST_TIMES") != nullptr;
  size_t passed = 0;
  int failed = 0;
  for (const Case& test : cases()) {
    if (only != nullptr && std::string(test.name).find(only) == std::string::npos) continue;
    failures() = 0;
    const std::clock_t begin = std::clock();
    try {
      test.body();
    } catch (const std::exception& thrown) {
      fail(test.name, 0, std::string("threw ") + thrown.what());
    }
    if (timed) std::cout << static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC << " s " << test.name << '\n';
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
