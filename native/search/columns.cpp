#include "search/columns.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "search/search_error.h"

namespace tessera::search {

namespace {
/** Columns asked for at a time: small enough that the strategy-major answer stays in the cache. */
constexpr uint32_t kColumnsAtOnce = 256;
}  // namespace

std::shared_ptr<const Columns> Columns::load(const tsr_backend& backend, tsr_session* session, uint32_t T, uint32_t Tc,
                                             uint32_t N, size_t limit_bytes, const std::string& folder) {
  const bool bounds = size_t{N} * (T * sizeof(double) + Tc * sizeof(float)) <= limit_bytes;
  auto columns = std::make_shared<Columns>();
  columns->observations = T;
  columns->correlation_observations = Tc;
  columns->strategies = N;
  if (bounds) {
    columns->prefix = storage::MatrixMemory<double>(size_t{T} * N, folder, storage::MappedFile::Access::scattered);
    columns->standardised = storage::MatrixMemory<float>(size_t{Tc} * N, folder, storage::MappedFile::Access::scattered);
  }
  columns->varying.resize(N);
  columns->mean.resize(N);
  columns->deviation.resize(N);

  std::vector<uint32_t> members(kColumnsAtOnce), varying(kColumnsAtOnce);
  std::vector<double> pnl(size_t{kColumnsAtOnce} * T), standardised(size_t{kColumnsAtOnce} * Tc);
  for (uint32_t first = 0; first < N; first += kColumnsAtOnce) {
    const uint32_t count = std::min(kColumnsAtOnce, N - first);
    std::iota(members.begin(), members.end(), first);
    tsr_portfolio_sums_params params{};
    params.struct_size = sizeof params;
    params.size = 1;
    params.portfolio_count = count;
    params.members = members.data();
    params.pnl_sum = pnl.data();
    params.standardised_sum = standardised.data();
    params.varying = varying.data();
    const tsr_status status = backend.run(session, TSR_OP_PORTFOLIO_SUMS, &params);
    if (status != TSR_OK) throw SearchError(status, backend.last_error(session));

    std::vector<double> running(count, 0.0);
    for (uint32_t t = 0; t < T; ++t) {
      for (uint32_t i = 0; i < count; ++i) running[i] += pnl[size_t{i} * T + t];
      if (bounds) std::copy_n(running.data(), count, columns->prefix.data() + size_t{t} * N + first);
    }
    for (uint32_t i = 0; i < count; ++i) {
      const double mean = running[i] / T;
      double square = 0;
      for (uint32_t t = 0; t < T; ++t) {
        const double distance = pnl[size_t{i} * T + t] - mean;
        square += distance * distance;
      }
      columns->mean[first + i] = mean;
      columns->deviation[first + i] = std::sqrt(square / T);
    }
    std::vector<double> scale(count, 0.0);
    for (uint32_t i = 0; i < count; ++i) {
      double square = 0;
      for (uint32_t t = 0; t < Tc; ++t) square += standardised[size_t{i} * Tc + t] * standardised[size_t{i} * Tc + t];
      columns->varying[first + i] = varying[i] != 0;
      scale[i] = varying[i] != 0 && square > 0 ? 1.0 / std::sqrt(square) : 0.0;
    }
    for (uint32_t t = 0; bounds && t < Tc; ++t) {
      float* row = columns->standardised.data() + size_t{t} * N + first;
      for (uint32_t i = 0; i < count; ++i) row[i] = static_cast<float>(standardised[size_t{i} * Tc + t] * scale[i]);
    }
  }
  return columns;
}

size_t columns_limit(const tsr_objective& objective, bool is_believed) {
  const bool has_bound = objective.metric == TSR_OBJECTIVE_RATIO || objective.metric == TSR_OBJECTIVE_ROI ||
                         objective.metric == TSR_OBJECTIVE_LESS_MAX_DD;
  return has_bound && !is_believed ? kColumnsLimitBytes : 0;
}

}  // namespace tessera::search
