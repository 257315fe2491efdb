#include "believable/judgement.h"

#include <algorithm>

namespace tessera::believable {

Judgement judge(const Table& table, const JudgeOptions& options, WorkerPool& pool) {
  Judgement j{};
  j.moments = measure(table, pool);
  j.mean_correlation = mean_correlation(table, j.moments, pool);
  options.interrupt.stop_if_requested();
  j.rho = options.correlation != nullptr ? *options.correlation
                                         : shrink_correlations(table, j.moments, options.seed, pool, options.pair_pass);
  options.interrupt.stop_if_requested();

  const std::vector<double>& sharpe = j.moments.sharpe;
  if (options.families != nullptr) {
    j.families = *options.families;
  } else {
    const FamilyFigures figures = family_figures({&sharpe, 1}, j.rho);
    const uint32_t threshold = j.rho.family_threshold();
    j.families = families_of(figures, options.family_pass(table, j.moments, figures, threshold, pool));
  }
  options.interrupt.stop_if_requested();
  j.shrinkage = shrink_families(sharpe, j.families, j.mean_correlation, table.observations);
  j.combined = combine(j.shrinkage, sharpe, j.families.mean);
  for (double& u : j.combined) u += j.shrinkage.mean;
  j.error = errors_at(j.shrinkage, j.combined);
  if (table.observations < kFewestRows || table.strategies < kFewestStrategies) {
    j.theta = shrink_to_mean(sharpe, table.observations);
  } else {
    Posterior posterior = believe(j.combined, j.error, pool, options.prior_pass);
    j.prior = std::move(posterior.prior);
    j.theta = std::move(posterior.mean);
  }
  j.reliability = odd_even_reliability(table, pool);
  j.exponent = volatility_exponent(j.reliability);
  j.weight = volatility_weights(j.moments.deviation, j.exponent);
  return j;
}

std::shared_ptr<const search::Believed> believed_of(const Table& table, const Judgement& judgement, WorkerPool& pool) {
  auto believed = std::make_shared<search::Believed>();
  believed->observations = table.observations;
  believed->strategies = table.strategies;
  believed->theta = judgement.theta;
  believed->weight = judgement.weight;
  believed->shrunk = judgement.rho.entry;
  believed->pairs = search::RememberedPairs(table.strategies, table.observations);
  const size_t rows = table.observations;
  believed->z = storage::MatrixMemory<double>(table.strategies * rows, table.folder(), storage::MappedFile::Access::scattered);
  pool.run((table.strategies + kBlock - 1) / kBlock, [&](size_t block) {
    const size_t begin = block * kBlock, end = std::min<size_t>(table.strategies, begin + kBlock);
    table.ahead(static_cast<uint32_t>(begin), static_cast<uint32_t>(end - begin));
    for (size_t i = begin; i < end; ++i) {
      standardise(table, judgement.moments, static_cast<uint32_t>(i), believed->z.data() + i * rows);
    }
    believed->z.settle(begin * rows, (end - begin) * rows);
  });
  return believed;
}

}  // namespace tessera::believable
