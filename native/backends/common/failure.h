#pragma once

#include <string>

#include "tessera_backend.h"

namespace tessera {

/** What goes wrong inside a backend: thrown, and turned into a status and a text at the C border (error_border.h). */
struct Failure {
  tsr_status status;
  std::string text;
};

}  // namespace tessera
