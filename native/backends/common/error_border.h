// The C border of a backend: nothing thrown inside it leaves it. One text per thread, that of its last error.
#pragma once

#include <exception>
#include <new>
#include <string>

#include "backends/common/failure.h"
#include "storage/mapped_file.h"

namespace tessera {

inline thread_local std::string last_error_text;

/** Runs `action` and answers how it ended. */
template <class Action>
tsr_status guarded(const Action& action) noexcept {
  try {
    action();
    return TSR_OK;
  } catch (const Failure& failure) {
    last_error_text = failure.text;
    return failure.status;
  } catch (const storage::StorageError& error) {
    last_error_text = error.what();
    return TSR_DISK_FULL;
  } catch (const std::bad_alloc&) {
    last_error_text = "out of memory";
    return TSR_OUT_OF_HOST_MEMORY;
  } catch (const std::exception& error) {
    last_error_text = error.what();
    return TSR_INTERNAL;
  } catch (...) {
    last_error_text = "unknown failure";
    return TSR_INTERNAL;
  }
}

/** tsr_backend::last_error. */
inline const char* last_error(tsr_session*) { return last_error_text.c_str(); }

}  // namespace tessera
