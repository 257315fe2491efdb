#include "tests/arrow/duckdb.h"

#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "tests/support/system.h"

namespace tessera::test {

namespace {

struct Structs {
  ArrowSchema* schema;
  ArrowArray* array;
};

}  // namespace

/** Arrow's ArrowArrayStream, of one array. DuckDB moves it: what it knows is behind the last pointer. */
struct DuckDb::Stream {
  int (*get_schema)(Stream*, ArrowSchema*) = [](Stream* self, ArrowSchema* out) {
    *out = *static_cast<Structs*>(self->private_data)->schema;
    out->release = [](ArrowSchema*) {};
    return 0;
  };
  int (*get_next)(Stream*, ArrowArray*) = [](Stream* self, ArrowArray* out) {
    ArrowArray& array = *static_cast<Structs*>(self->private_data)->array;
    *out = array;  // without a release where it was given before: the stream's end
    array.release = nullptr;
    return 0;
  };
  const char* (*get_last_error)(Stream*) = [](Stream*) -> const char* { return nullptr; };
  void (*release)(Stream*) = [](Stream* self) {
    delete static_cast<Structs*>(self->private_data);
    self->release = nullptr;
  };
  void* private_data = nullptr;
};

DuckDb::~DuckDb() = default;

DuckDb* DuckDb::loaded() {
  static DuckDb* const only = []() -> DuckDb* {
    const char* const named = std::getenv("TESSERA_DUCKDB");
    const std::string path = named == nullptr ? TESSERA_DUCKDB : named;
    void* const library = path.empty() ? nullptr : load_library(path.c_str());
    if (library == nullptr) {
      std::cout << "skipped, no DuckDB: " << (path.empty() ? "node_modules has none for this machine" : why_not_loaded())
                << '\n';
      return nullptr;
    }
    return new DuckDb(library);  // as long as the program: its threads would not survive less
  }();
  return only;
}

template <class Result, class... Parameters>
Result DuckDb::call(const char* name, Parameters... parameters) {
  void* const function = function_of(library_, name);
  if (function == nullptr) throw std::runtime_error(std::string("DuckDB has no ") + name);
  return reinterpret_cast<Result (*)(Parameters...)>(function)(parameters...);
}

DuckDb::DuckDb(void* library) : library_(library) {
  if (call("duckdb_open", static_cast<const char*>(nullptr), &database_) != 0 ||
      call("duckdb_connect", database_, &connection_) != 0) {
    throw std::runtime_error("DuckDB does not open a database in memory");
  }
}

void DuckDb::scan(const char* table, ArrowSchema& schema, ArrowArray& array) {
  Stream& stream = *streams_.emplace_back(std::make_unique<Stream>());
  stream.private_data = new Structs{&schema, &array};
  const int state = call("duckdb_arrow_scan", connection_, table, &stream);
  if (state != 0) throw std::runtime_error(std::string("DuckDB does not take the block ") + table);
}

void DuckDb::query(const std::string& sql, ArrowSchema& schema, ArrowArray& array) {
  void* result = nullptr;
  const int state = call("duckdb_query_arrow", connection_, sql.c_str(), &result);
  ArrowSchema* schema_out = &schema;
  ArrowArray* array_out = &array;
  const bool is_read = state == 0 && call("duckdb_query_arrow_schema", result, &schema_out) == 0 &&
                       call("duckdb_query_arrow_array", result, &array_out) == 0;
  const std::string text = is_read ? "" : call<const char*>("duckdb_query_arrow_error", result);
  call<void>("duckdb_destroy_arrow", &result);
  if (!is_read) throw std::runtime_error("DuckDB: " + text);
}

}  // namespace tessera::test
