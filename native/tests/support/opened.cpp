#include "tests/support/opened.h"

#include <cstring>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "tests/support/system.h"

namespace tessera::test {

const tsr_backend& backend_of(const char* path) {
  void* const library = load_library(path);
  void* const entry = library == nullptr ? nullptr : function_of(library, TSR_ENTRY_SYMBOL);
  if (entry == nullptr) {
    std::fprintf(stderr, "%s: %s\n", path, why_not_loaded().c_str());
    std::abort();
  }
  return *reinterpret_cast<tsr_entry_fn>(entry)();
}

Opened::Opened(const tsr_backend& backend, const Matrix& matrix, const OpenOptions& options)
    : backend_(backend), matrix_(matrix), rows_(matrix.rows()) {
  tsr_open_params open{};
  open.struct_size = sizeof open;
  open.device = options.device;
  open.thread_count = options.threads;
  open.memory_limit_bytes = options.memory_limit;
  open.scratch_folder = options.scratch_folder;
  open.pnl = {matrix.observations, matrix.strategies, rows_.data()};
  if (options.correlation_source != nullptr) {
    correlation_rows_ = options.correlation_source->rows();
    open.correlation_source = {options.correlation_source->observations, options.correlation_source->strategies,
                               correlation_rows_.data()};
  }
  if (backend.open(&open, &session_) != TSR_OK) throw std::runtime_error(backend.last_error(nullptr));
}

Opened::~Opened() { backend_.close(session_); }

void Opened::run(tsr_op op, void* params) const {
  const tsr_status status = try_run(op, params);
  if (status != TSR_OK) {
    throw std::runtime_error(std::string(backend_.name) + " op " + std::to_string(op) + " status " + std::to_string(status) +
                             ": " + last_error());
  }
}

tsr_stats_params Opened::stats() const {
  tsr_stats_params p{};
  p.struct_size = sizeof p;
  run(TSR_OP_STATS, &p);
  return p;
}

std::vector<double> Opened::metrics(const std::vector<uint32_t>& ids, const tsr_metric_config& config,
                                    const std::vector<uint32_t>& strategies) const {
  std::vector<double> out(ids.size() * (strategies.empty() ? matrix_.strategies : strategies.size()));
  tsr_metrics_params p{};
  p.struct_size = sizeof p;
  p.metric_count = static_cast<uint32_t>(ids.size());
  p.metrics = ids.data();
  p.config = config;
  p.strategy_count = strategies.size();
  p.strategies = strategies.data();
  p.out = out.data();
  run(TSR_OP_METRICS, &p);
  return out;
}

std::vector<double> Opened::correlation_matrix(const std::vector<uint32_t>& members, const double* weights) const {
  std::vector<double> out(members.size() * members.size());
  tsr_correlation_matrix_params p{sizeof p,       0,          members.size(), members.size(), members.data(),
                                  members.data(), out.data(), weights};
  run(TSR_OP_CORRELATION_MATRIX, &p);
  return out;
}

std::vector<double> Opened::score(const std::vector<uint32_t>& members, uint32_t size, const tsr_objective& objective) const {
  const uint64_t count = members.size() / size;
  std::vector<double> fitness(count), components(count * TSR_COMPONENT_COUNT);
  tsr_score_portfolios_params p{};
  p.struct_size = sizeof p;
  p.size = size;
  p.portfolio_count = count;
  p.members = members.data();
  p.objective = objective;
  p.fitness = fitness.data();
  p.components = components.data();
  run(TSR_OP_SCORE_PORTFOLIOS, &p);
  return components;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace tessera::test
