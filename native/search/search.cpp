#include "search/search.h"

#include <exception>
#include <new>

#include "search/run.h"
#include "search/search_error.h"

namespace tessera::search {

Outcome run_search(const Request& request, tsr_control* control) {
  Outcome outcome;
  try {
    return Run(request, control).execute();
  } catch (const SearchError& error) {
    outcome.status = error.status();
    outcome.message = error.what();
  } catch (const std::bad_alloc&) {
    outcome.status = TSR_OUT_OF_HOST_MEMORY;
    outcome.message = "There is not enough memory for this search";
  } catch (const std::exception& error) {
    outcome.status = TSR_INTERNAL;
    outcome.message = error.what();
  }
  return outcome;
}

}  // namespace tessera::search
