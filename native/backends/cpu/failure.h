#pragma once

#include <string>

#include "tessera_backend.h"

namespace tessera::cpu {

/** Thrown inside the backend; entry.cpp turns it into a status and the text of last_error. */
struct Failure {
  tsr_status status;
  std::string text;
};

}  // namespace tessera::cpu
