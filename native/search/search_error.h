#pragma once

#include <stdexcept>
#include <string>

#include "tessera_backend.h"

namespace tessera::search {

/** A search that cannot go on. Stays inside native/search: run_search turns it into a value. */
class SearchError : public std::runtime_error {
 public:
  SearchError(tsr_status status, const std::string& message) : std::runtime_error(message), status_(status) {}
  tsr_status status() const { return status_; }

 private:
  tsr_status status_;
};

}  // namespace tessera::search
