#pragma once

#include <string>

#include "tessera_backend.h"

namespace tessera::cuda {

/** What goes wrong inside the backend; thrown, and turned into a status and a text at the C border. */
struct Failure {
  tsr_status status;
  std::string text;
};

}  // namespace tessera::cuda
