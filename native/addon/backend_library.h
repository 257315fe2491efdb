#pragma once

#include <string>

#include "tessera_backend.h"

namespace tessera::addon {

/** Outcome of loading a backend: a table, or null and why, in words for people. */
struct LoadedBackend {
  const tsr_backend* table;
  std::string error;
};

/**
 * dlopen, entry symbol, version check. `path` is UTF-8. A library once loaded is never unloaded, because its threads
 * and a GPU driver behind it would not survive that; loading it again gives the same table.
 */
LoadedBackend load_backend_library(const std::string& path);

}  // namespace tessera::addon
