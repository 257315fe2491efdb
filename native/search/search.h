#pragma once

#include "search/outcome.h"
#include "search/request.h"

namespace tessera::search {

/**
 * Runs one search to its end, its budget or a cancel. Blocking; makes its own threads. Never throws: what goes
 * wrong is Outcome::status and Outcome::message.
 * `control` (optional) is read for cancel and written with evaluations done and allowed.
 */
Outcome run_search(const Request& request, tsr_control* control);

}  // namespace tessera::search
