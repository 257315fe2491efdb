// What JavaScript holds of native code: backends, sessions and CSV files, each behind a tagged external. JS thread, unless said
// otherwise.
#pragma once

#include <napi.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "addon/storage/stored_matrix.h"
#include "csv/csv_file.h"
#include "tessera_backend.h"

namespace tessera::search {
struct Columns;
}

namespace tessera::addon {

/** The handle of a loaded backend; the table lives as long as the process. */
Napi::Value backend_handle(Napi::Env env, const tsr_backend* table);

/** The table behind a BackendHandle. Throws bad-argument. */
const tsr_backend* backend_arg(const Napi::Value& value);

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

/**
 * A session with everything it borrows. Shared by its JavaScript handle and by every run in flight; the last one to
 * let go closes it. Made and destroyed on the JS thread, because it holds references to typed arrays: a worker that
 * keeps one must be deleted there (PromiseWorker is).
 */
struct OpenSession {
  const tsr_backend* backend = nullptr;
  tsr_session* session = nullptr;
  uint64_t strategies = 0;
  /** As it was opened with; another session of other rows is opened alike. */
  int32_t device = TSR_DEVICE_BEST;
  uint32_t threads = 0;
  uint64_t memory_limit_bytes = 0;
  /** Where matrices of rows x strategies lie; empty = in memory. */
  std::string scratch_folder;
  std::vector<const double*> rows;              // T
  std::vector<const double*> correlation_rows;  // empty = rows
  std::vector<Napi::Reference<Napi::Value>> kept;
  std::vector<std::shared_ptr<StoredMatrix>> stored;
  /** Columns in the form that searches want, made by the first search. Guarded by the lock: any thread. */
  mutable std::mutex search_lock;
  mutable std::shared_ptr<const search::Columns> search_columns;
  mutable size_t search_columns_limit = 0;  // that they were loaded with

  OpenSession() = default;
  OpenSession(const OpenSession&) = delete;
  OpenSession& operator=(const OpenSession&) = delete;
  ~OpenSession() {
    if (session != nullptr) backend->close(session);
  }

  /** As backends take it. */
  const char* scratch() const { return scratch_folder.empty() ? nullptr : scratch_folder.c_str(); }
  uint64_t observations() const { return rows.size(); }
  uint64_t correlation_observations() const { return correlation_rows.empty() ? rows.size() : correlation_rows.size(); }
};

/** The handle that openSession resolves to. */
Napi::Value session_handle(Napi::Env env, std::shared_ptr<OpenSession> session);

/** The open session behind a SessionHandle, to be kept until the run ended. Throws bad-argument, also after close. */
std::shared_ptr<OpenSession> session_arg(const Napi::Value& value);

/** Lets the handle go; runs in flight go on to their end. Closing twice is no error. Throws bad-argument. */
void close_session_handle(const Napi::Value& value);

/** The CsvHandle of an open file. The file closes when the handle is closed or collected and no read runs. */
Napi::Value csv_handle(Napi::Env env, std::shared_ptr<const csv::CsvFile> file);

/** The file behind a CsvHandle. Throws bad-argument for any other value and for a closed handle. */
std::shared_ptr<const csv::CsvFile> csv_arg(const Napi::Value& value);

/** csvClose(handle). Closing twice is allowed. */
void csv_close(const Napi::CallbackInfo& info);

}  // namespace tessera::addon
