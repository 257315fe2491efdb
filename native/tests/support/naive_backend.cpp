#include "tests/support/naive_backend.h"

#include <cmath>
#include <stdexcept>

#include "formulas/scores/mean_correlation.h"
#include "formulas/scores/objective.h"
#include "formulas/series/standardise.h"

struct tsr_session {
  uint64_t observations, strategies;
  std::vector<std::vector<double>> pnl, standardised;  // [N][T], missing = 0
  std::vector<uint32_t> varying;                       // [N]
};

namespace tessera::test {

namespace {

using formulas::ScoreNeeds;

tsr_status open(const tsr_open_params* params, tsr_session** out) {
  auto* session = new tsr_session{params->pnl.observations, params->pnl.strategies, {}, {}, {}};
  for (uint64_t i = 0; i < session->strategies; ++i) {
    std::vector<double> pnl, z;
    formulas::Standardise<double> scale;
    for (uint64_t t = 0; t < session->observations; ++t) scale.add(params->pnl.rows[t][i]);
    const double mean = scale.mean();
    for (uint64_t t = 0; t < session->observations; ++t) scale.add_deviation(params->pnl.rows[t][i], mean);
    const double norm = scale.norm();
    for (uint64_t t = 0; t < session->observations; ++t) {
      const double x = params->pnl.rows[t][i];
      pnl.push_back(x == x ? x : 0.0);
      z.push_back(formulas::standardised(x, mean, norm));
    }
    session->pnl.push_back(pnl);
    session->standardised.push_back(z);
    session->varying.push_back(norm > 0 ? 1 : 0);
  }
  *out = session;
  return TSR_OK;
}

formulas::Score<double> score(const tsr_objective& objective, const std::vector<double>& pnl, const std::vector<double>& z,
                              uint32_t varying, uint32_t n) {
  formulas::ScoreSums<double> sums(objective.peak_from_zero != 0);
  for (const double s : pnl) {
    sums.drawdown.add(s);
    sums.win_loss.add(s);
  }
  double square = 0;
  for (const double s : z) square = square + s * s;
  return formulas::objective_score(objective, sums, static_cast<double>(pnl.size()), n,
                                   formulas::mean_correlation(square, static_cast<double>(varying), n));
}

void sum_members(const tsr_session& session, const uint32_t* members, uint32_t size, std::vector<double>& pnl,
                 std::vector<double>& z, uint32_t& varying) {
  pnl.assign(session.observations, 0.0);
  z.assign(session.observations, 0.0);
  varying = 0;
  for (uint32_t k = 0; k < size; ++k) {
    for (uint64_t t = 0; t < session.observations; ++t) {
      pnl[t] += session.pnl[members[k]][t];
      z[t] += session.standardised[members[k]][t];
    }
    varying += session.varying[members[k]];
  }
}

void score_portfolios(const tsr_session& session, tsr_score_portfolios_params& p) {
  std::vector<double> pnl, z;
  uint32_t varying = 0;
  for (uint64_t b = 0; b < p.portfolio_count; ++b) {
    sum_members(session, p.members + b * p.size, p.size, pnl, z, varying);
    const auto value = score(p.objective, pnl, z, varying, p.size);
    p.fitness[b] = value.fitness;
    if (!p.components) continue;
    double* components = p.components + b * TSR_COMPONENT_COUNT;
    components[TSR_COMPONENT_FITNESS] = value.fitness;
    components[TSR_COMPONENT_BASE] = value.base;
    components[TSR_COMPONENT_MEAN_CORRELATION] = value.mean_correlation;
    components[TSR_COMPONENT_ROI] = value.roi;
    components[TSR_COMPONENT_MAX_DRAWDOWN] = value.max_drawdown;
  }
}

void portfolio_sums(const tsr_session& session, tsr_portfolio_sums_params& p) {
  std::vector<double> pnl, z;
  for (uint64_t b = 0; b < p.portfolio_count; ++b) {
    sum_members(session, p.members + b * p.size, p.size, pnl, z, p.varying[b]);
    for (uint64_t t = 0; t < session.observations; ++t) {
      p.pnl_sum[b * session.observations + t] = pnl[t];
      p.standardised_sum[b * session.observations + t] = z[t];
    }
  }
}

void score_swaps(const tsr_session& session, tsr_score_swaps_params& p) {
  std::vector<double> pnl(session.observations), z(session.observations);
  for (uint64_t k = 0; k < p.swap_count; ++k) {
    const uint64_t chain = p.chain ? p.chain[k] : 0;
    const uint32_t out = p.out_member[k], in = p.in_member[k];
    for (uint64_t t = 0; t < session.observations; ++t) {
      const uint64_t at = chain * session.observations + t;
      pnl[t] = (p.pnl_sum[at] - session.pnl[out][t]) + session.pnl[in][t];
      z[t] = (p.standardised_sum[at] - session.standardised[out][t]) + session.standardised[in][t];
    }
    const uint32_t varying = p.varying[chain] - session.varying[out] + session.varying[in];
    p.fitness[k] = score(p.objective, pnl, z, varying, p.size).fitness;
  }
}

tsr_status run(tsr_session* session, tsr_op op, void* params) {
  switch (op) {
    case TSR_OP_SCORE_PORTFOLIOS: score_portfolios(*session, *static_cast<tsr_score_portfolios_params*>(params)); break;
    case TSR_OP_PORTFOLIO_SUMS: portfolio_sums(*session, *static_cast<tsr_portfolio_sums_params*>(params)); break;
    case TSR_OP_SCORE_SWAPS: score_swaps(*session, *static_cast<tsr_score_swaps_params*>(params)); break;
    default: return TSR_UNSUPPORTED;
  }
  return TSR_OK;
}

}  // namespace

const tsr_backend& naive_backend() {
  static const tsr_backend table = [] {
    tsr_backend backend{};
    backend.abi_version = TSR_ABI_VERSION;
    backend.struct_size = sizeof backend;
    backend.name = "naive";
    backend.version = "1";
    backend.open = open;
    backend.close = [](tsr_session* session) { delete session; };
    backend.supports = [](tsr_op op) { return op >= TSR_OP_SCORE_PORTFOLIOS && op <= TSR_OP_SCORE_SWAPS ? 1 : 0; };
    backend.run = run;
    backend.last_error = [](tsr_session*) { return "the naive backend cannot do this"; };
    return backend;
  }();
  return table;
}

NaiveSession::NaiveSession(const std::vector<std::vector<double>>& rows)
    : observations_(static_cast<uint32_t>(rows.size())), strategies_(static_cast<uint32_t>(rows.at(0).size())) {
  std::vector<const double*> pointers;
  for (const auto& row : rows) pointers.push_back(row.data());
  tsr_open_params params{};
  params.struct_size = sizeof params;
  params.pnl = {observations_, strategies_, pointers.data()};
  if (naive_backend().open(&params, &session_) != TSR_OK) throw std::runtime_error("naive backend: open");
}

NaiveSession::~NaiveSession() { naive_backend().close(session_); }

}  // namespace tessera::test
