#pragma once

#include <string>
#include <string_view>

#include "tests/csv/table_file.h"

namespace tessera::csv::testing {

/**
 * Reads the text with the reader and with the reference: "" when they agree on every name, value, text and reject,
 * else the first difference in words. `path` holds the text.
 */
std::string difference(const std::string& path, std::string_view text, const How& how);

}  // namespace tessera::csv::testing
