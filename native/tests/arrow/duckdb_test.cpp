// Blocks to and from a library that is not ours.
#include <cmath>
#include <memory>
#include <vector>

#include "arrow/block.h"
#include "tests/arrow/duckdb.h"
#include "tests/check.h"
#include "tests/support/opened.h"

using tessera::arrow::Block;
using tessera::arrow::TakenBlock;

namespace tessera::test {
namespace {

/** Columns that a consumer holds on to, and whether it still does. */
struct Given {
  std::shared_ptr<std::vector<double>> values;
  std::weak_ptr<std::vector<double>> alive;
  Block block;
  ArrowSchema schema{};
  ArrowArray array{};

  /** `count` columns one after the other. */
  Given(std::vector<double> cells, size_t count)
      : values(std::make_shared<std::vector<double>>(std::move(cells))), alive(values) {
    block.length = static_cast<int64_t>(values->size() / count);
    for (size_t i = 0; i < count; ++i) {
      block.names.push_back(std::string("c").append(std::to_string(i)));
      block.columns.push_back(values->data() + i * static_cast<size_t>(block.length));
    }
    arrow::export_block(block, values, schema, array);
  }
  ~Given() {
    if (array.release != nullptr) array.release(&array);
    if (schema.release != nullptr) schema.release(&schema);
  }
  double sum(size_t column) const {
    double sum = 0;
    for (int64_t t = 0; t < block.length; ++t) sum += block.columns[column][t];
    return sum;
  }
};

/** What DuckDB answers in one row, taken as a block. */
std::vector<double> answer(DuckDb& duckdb, const std::string& sql) {
  ArrowSchema schema{};
  ArrowArray array{};
  duckdb.query(sql, schema, array);
  const TakenBlock taken(schema, array);
  std::vector<double> row;
  for (const double* column : taken.block().columns) row.push_back(column[0]);
  return row;
}

/** DuckDB sums every column of a block, where it lies, and lets go of it. */
void check_sums(DuckDb& duckdb, const char* table, std::vector<double> cells, size_t count) {
  Given given(std::move(cells), count);
  duckdb.scan(table, given.schema, given.array);
  // Nothing was copied when it was given: what changes here is what DuckDB reads.
  (*given.values)[0] += 1000.5;
  std::string sums;
  for (size_t i = 0; i < count; ++i) sums.append(i > 0 ? ", sum(c" : "sum(c").append(std::to_string(i)).append(")");
  const std::vector<double> found = answer(duckdb, "SELECT " + sums + " FROM " + table);
  CHECK_EQ(found.size(), count);
  for (size_t i = 0; i < count; ++i) CHECK_NEAR(found[i], given.sum(i), 1e-9 * (1 + std::fabs(given.sum(i))));
  given.values.reset();
  CHECK(given.alive.expired());
}

TEST(duckdb_reads_columns_metrics_and_correlations_in_place) {
  DuckDb* const duckdb = DuckDb::loaded();
  if (duckdb == nullptr) return;
  // Rows of the matrix are a block's columns; DuckDB reads in vectors of 2,048, so there are more.
  const Matrix m = sample_matrix(12, 5000);
  check_sums(*duckdb, "cells", m.cells, 12);
  const Opened cpu(backend_of(TESSERA_CPU_BACKEND), m);
  tsr_metric_config config{};
  config.struct_size = sizeof config;
  config.profile = TSR_PROFILE_TEXTBOOK;
  config.annualisation = 252;
  check_sums(*duckdb, "metrics", cpu.metrics({TSR_METRIC_ROI, TSR_METRIC_MAX_DRAWDOWN}, config), 2);
  check_sums(*duckdb, "correlations", cpu.correlation_matrix({0, 1, 2, 3, 4}), 5);
}

TEST(missing_cells_are_nan_to_duckdb_too) {
  DuckDb* const duckdb = DuckDb::loaded();
  if (duckdb == nullptr) return;
  Given given({1, std::nan(""), 4}, 1);
  duckdb->scan("gaps", given.schema, given.array);
  const std::vector<double> found =
      answer(*duckdb, "SELECT sum(c0) FILTER (NOT isnan(c0)), count(*) FILTER (isnan(c0))::DOUBLE FROM gaps");
  CHECK_EQ(found[0], 5.0);
  CHECK_EQ(found[1], 1.0);
}

TEST(a_result_of_duckdb_is_a_block_in_place) {
  DuckDb* const duckdb = DuckDb::loaded();
  if (duckdb == nullptr) return;
  ArrowSchema schema{};
  ArrowArray array{};
  duckdb->query("SELECT i::DOUBLE AS a, CASE WHEN i % 2 = 0 THEN i / 4.0::DOUBLE END AS b FROM range(1000) t(i)", schema,
                array);
  const auto* const a = static_cast<const double*>(array.children[0]->buffers[1]);
  const TakenBlock taken(schema, array);
  CHECK(taken.block().columns[0] == a);
  CHECK_EQ(taken.block().length, 1000);
  CHECK_EQ(taken.block().names[1], "b");
  CHECK_EQ(a[999], 999.0);
  CHECK_EQ(taken.block().columns[1][998], 249.5);
  CHECK(std::isnan(taken.block().columns[1][999]));
}

}  // namespace
}  // namespace tessera::test
