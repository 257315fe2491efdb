#pragma once

#include <napi.h>

#include "csv/string_table.h"

namespace tessera::addon {

/** JS thread. An array of strings; bytes that are no UTF-8 become U+FFFD. */
Napi::Array csv_strings(Napi::Env env, const csv::StringTable& table);

}  // namespace tessera::addon
