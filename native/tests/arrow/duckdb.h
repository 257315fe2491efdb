// The little of DuckDB's C interface that a consumer and a producer of Arrow blocks wants, loaded by path.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tessera_arrow.h"

namespace tessera::test {

/** A database in memory with one connection. */
class DuckDb {
 public:
  /** Null, with the reason on the output, where the library is not there. $TESSERA_DUCKDB names another. */
  static DuckDb* loaded();

  /**
   * Gives a block to DuckDB as a table that can be read once: the array is taken over by the query that reads it, the schema
   * stays the caller's. Both structs must stay where they are until then. Throws std::runtime_error.
   */
  void scan(const char* table, ArrowSchema& schema, ArrowArray& array);
  /** The first chunk of a query's result, which is the caller's. Throws std::runtime_error with DuckDB's text. */
  void query(const std::string& sql, ArrowSchema& schema, ArrowArray& array);

 private:
  explicit DuckDb(void* library);
  ~DuckDb();

  template <class Result = int, class... Parameters>
  Result call(const char* name, Parameters... parameters);

  struct Stream;

  void* library_;
  void* database_ = nullptr;
  void* connection_ = nullptr;
  std::vector<std::unique_ptr<Stream>> streams_;
};

}  // namespace tessera::test
