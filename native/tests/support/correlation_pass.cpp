#include "tests/support/correlation_pass.h"

#include <numeric>

namespace tessera::test {

Pass::Pass(const Opened& opened, const PassOptions& options)
    : histogram(options.bins, 77), top(options.top_k), over(options.capacity) {
  const uint64_t n = opened.matrix().strategies;
  for (auto* const list : {&mean_rho, &mean_abs_rho, &max_abs_rho}) list->assign(n, -9);
  const uint64_t blocks = options.block_size == 0 ? 0 : (n + options.block_size - 1) / options.block_size;
  for (auto* const map : {&block_mean, &block_min, &block_max}) map->assign(blocks * blocks, -9.0f);
  uint64_t top_count = 99;
  tsr_correlation_reduce_params p{};
  p.struct_size = sizeof p;
  p.histogram_bins = options.bins;
  p.histogram = options.bins > 0 ? histogram.data() : nullptr;
  p.mean_rho = mean_rho.data();
  p.mean_abs_rho = mean_abs_rho.data();
  p.max_abs_rho = max_abs_rho.data();
  p.top_k = options.top_k;
  p.top = options.top_k > 0 ? top.data() : nullptr;
  p.top_count = &top_count;
  p.threshold = options.threshold;
  p.threshold_capacity = options.capacity;
  p.threshold_pairs = options.capacity > 0 ? over.data() : nullptr;
  p.threshold_count = &over_count;
  p.order = options.order;
  p.block_size = options.block_size;
  p.block_mean = blocks > 0 ? block_mean.data() : nullptr;
  p.block_min = blocks > 0 ? block_min.data() : nullptr;
  p.block_max = blocks > 0 ? block_max.data() : nullptr;
  p.sum_rho = &sum_rho;
  p.sum_abs_rho = &sum_abs_rho;
  p.weights = options.weights;
  opened.run(TSR_OP_CORRELATION_REDUCE, &p);
  top.resize(std::min<uint64_t>(top_count, top.size()));
  over.resize(std::min<uint64_t>(options.capacity, over_count));
}

std::vector<double> all_correlations(const Opened& opened, uint64_t strategies, const double* weights) {
  std::vector<uint32_t> all(strategies);
  std::iota(all.begin(), all.end(), 0u);
  std::vector<double> out(strategies * strategies);
  tsr_correlation_matrix_params p{sizeof p, 0, strategies, strategies, all.data(), all.data(), out.data(), weights};
  opened.run(TSR_OP_CORRELATION_MATRIX, &p);
  return out;
}

bool same_pairs(const std::vector<tsr_pair>& a, const std::vector<tsr_pair>& b) {
  if (a.size() != b.size()) return false;
  for (size_t k = 0; k < a.size(); ++k) {
    if (a[k].a != b[k].a || a[k].b != b[k].b || a[k].rho != b[k].rho) return false;
  }
  return true;
}

}  // namespace tessera::test
