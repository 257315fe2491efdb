// How the first four bytes of a fuzz input choose dialect, roles, piece sizes and threads; the rest is the file.
#pragma once

#include <cstdint>

#include "tests/csv/table_file.h"

namespace tessera::csv::testing {

inline constexpr size_t kFuzzPrefix = 4;

/** `data` has at least kFuzzPrefix bytes. */
inline How how_of(const uint8_t* data) {
  static const Dialect kDialects[] = {{',', '.', ""},  {';', ',', "."}, {'\t', '.', ","},           {',', ',', ""},
                                      {',', '.', ","}, {'|', '.', "'"}, {';', ',', "\xe2\x80\xaf"}, {',', '.', " "}};
  static const char* const kRoles[] = {"n", "tn", "t-n", "n-n"};
  How how;
  how.dialect = kDialects[data[0] % 8];
  how.roles = kRoles[data[0] / 8 % 4];
  how.options.sha256 = false;
  how.options.threads = data[0] >= 250 ? 2 : 1;  // starting threads is slow
  how.options.pieces = {data[1] + 1u, data[2] + 1u, data[3] + 1u};
  how.reject_limit = data[0] % 3 == 0 ? 3 : 100'000;
  return how;
}

}  // namespace tessera::csv::testing
