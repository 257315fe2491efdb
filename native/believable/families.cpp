#include "believable/families.h"

#include <algorithm>
#include <cmath>

#include "believable/backend_run.h"
#include "storage/matrix_memory.h"

namespace tessera::believable {
namespace {

/** Sums of `count` values of at most `largest` stay below 2^62 in this unit. */
double unit_for(double largest, size_t count) {
  int of_value = 0, of_count = 0;
  std::frexp(largest, &of_value);
  std::frexp(static_cast<double>(count), &of_count);
  return std::ldexp(1.0, of_value + of_count - 62);
}

}  // namespace

FamilyFigures family_figures(std::span<const std::vector<double>> figures, const ShrunkCorrelation& rho) {
  FamilyFigures made;
  made.count = static_cast<uint32_t>(figures.size());
  const size_t n = figures.empty() ? 0 : figures.front().size();
  made.value.resize(n * figures.size());
  for (uint32_t k = 0; k < made.count; ++k) {
    double largest = 1.0;
    for (const double x : figures[k]) largest = std::max(largest, std::fabs(x));
    made.unit.push_back(unit_for(largest, n));
    for (size_t i = 0; i < n; ++i) made.value[i * made.count + k] = std::llround(figures[k][i] / made.unit[k]);
  }
  made.shrunk_unit = unit_for(1.0, n);
  for (const double r : rho.entry) made.shrunk.push_back(std::llround(r / made.shrunk_unit));
  return made;
}

FamilySums family_sums(const Table& table, const Moments& moments, const FamilyFigures& figures, uint32_t threshold,
                       WorkerPool& pool) {
  const uint32_t n = table.strategies, rows = table.observations, count = figures.count;
  FamilySums sums{std::vector<uint32_t>(n), std::vector<int64_t>(size_t{n} * count), std::vector<int64_t>(n)};
  if (threshold >= ShrunkCorrelation::kEntries) return sums;
  storage::MatrixMemory<double> z(size_t{n} * rows, table.folder());
  pool.run(n, [&](size_t i) { standardise(table, moments, static_cast<uint32_t>(i), z.data() + i * rows); });
  pool.run(n, [&](size_t i) {
    for (uint32_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const uint32_t entry = ShrunkCorrelation::index_of(correlation(z.data() + i * rows, z.data() + size_t{j} * rows, rows));
      if (entry < threshold) continue;
      ++sums.others[i];
      for (uint32_t k = 0; k < count; ++k) sums.value[i * count + k] += figures.value[size_t{j} * count + k];
      sums.shrunk[i] += figures.shrunk[entry];
    }
  });
  return sums;
}

namespace {

FamilySums sums_for(const Table& table, const FamilyFigures& figures) {
  const uint32_t n = table.strategies;
  return {std::vector<uint32_t>(n), std::vector<int64_t>(size_t{n} * figures.count), std::vector<int64_t>(n)};
}

tsr_family_sums_params params_of(const Moments& moments, const FamilyFigures& figures, uint32_t threshold, FamilySums& sums,
                                 tsr_control* control) {
  tsr_family_sums_params p{};
  p.struct_size = sizeof p;
  p.figure_count = figures.count;
  p.first_entry = threshold;
  p.mean = moments.mean.data();
  p.norm = moments.norm.data();
  p.by_entry = figures.shrunk.data();
  p.figures = figures.value.data();
  p.others = sums.others.data();
  p.entry_sums = sums.shrunk.data();
  p.figure_sums = sums.value.data();
  p.control = control;
  return p;
}

}  // namespace

FamilyPass backend_pass(const tsr_backend& backend, tsr_session* session, tsr_control* control) {
  return [&backend, session, control](const Table& table, const Moments& moments, const FamilyFigures& figures,
                                      uint32_t threshold, WorkerPool& pool) {
    if (backend.supports(TSR_OP_FAMILY_SUMS) == 0) return family_sums(table, moments, figures, threshold, pool);
    FamilySums sums = sums_for(table, figures);
    tsr_family_sums_params p = params_of(moments, figures, threshold, sums, control);
    run_on(backend, session, TSR_OP_FAMILY_SUMS, &p);
    return sums;
  };
}

FamilyPass derived_pass(const tsr_backend& backend, tsr_session* session, const RowsMade& made, tsr_control* control) {
  return [&backend, session, &made, control](const Table& table, const Moments& moments, const FamilyFigures& figures,
                                             uint32_t threshold, WorkerPool&) {
    FamilySums sums = sums_for(table, figures);
    tsr_derived_family_sums_params p{};
    p.struct_size = sizeof p;
    p.row_count = static_cast<uint32_t>(made.rows.size());
    p.sums = params_of(moments, figures, threshold, sums, control);
    name_rows(made, p);
    run_on(backend, session, TSR_OP_DERIVED_FAMILY_SUMS, &p);
    return sums;
  };
}

Families families_of(const FamilyFigures& figures, const FamilySums& sums) {
  const size_t n = sums.others.size();
  Families families{std::vector<uint32_t>(n), family_means(figures, sums, 0), std::vector<double>(n)};
  for (size_t i = 0; i < n; ++i) {
    families.size[i] = sums.others[i] + 1;
    const double rest = static_cast<double>(sums.shrunk[i]) * figures.shrunk_unit;
    families.correlation[i] = std::min(1.0, (1.0 + rest) / families.size[i]);
  }
  return families;
}

std::vector<double> family_means(const FamilyFigures& figures, const FamilySums& sums, uint32_t k) {
  std::vector<double> means(sums.others.size());
  for (size_t i = 0; i < means.size(); ++i) {
    const int64_t sum = figures.value[i * figures.count + k] + sums.value[i * figures.count + k];
    means[i] = static_cast<double>(sum) * figures.unit[k] / (sums.others[i] + 1.0);
  }
  return means;
}

}  // namespace tessera::believable
