#include "tests/cpu/backend.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <stdexcept>

namespace tessera::test {

const tsr_backend& backend() {
  static const tsr_backend* const table = [] {
    void* const library = dlopen(TESSERA_BACKEND, RTLD_NOW);
    void* const entry = library == nullptr ? nullptr : dlsym(library, TSR_ENTRY_SYMBOL);
    if (entry == nullptr) {
      std::fprintf(stderr, "%s\n", dlerror());
      std::abort();
    }
    return reinterpret_cast<tsr_entry_fn>(entry)();
  }();
  return *table;
}

std::vector<std::string> instruction_sets() {
  std::vector<std::string> sets;
  for (const char* const name : {"baseline", "avx2", "avx512"}) {
    setenv("TESSERA_CPU_ISA", name, 1);
    tsr_device_info info{};
    info.struct_size = sizeof info;
    // A set that the processor lacks is not taken: the description then names another.
    if (backend().describe(0, &info) == TSR_OK && std::strcmp(info.detail, name) == 0) sets.push_back(name);
  }
  unsetenv("TESSERA_CPU_ISA");
  return sets;
}

Session::Session(const Matrix& matrix, const SessionOptions& options) : matrix_(matrix), rows_(matrix.rows()) {
  if (options.isa.empty()) {
    unsetenv("TESSERA_CPU_ISA");
  } else {
    setenv("TESSERA_CPU_ISA", options.isa.c_str(), 1);
  }
  tsr_open_params open{};
  open.struct_size = sizeof open;
  open.device = -1;
  open.thread_count = options.threads;
  open.memory_limit_bytes = options.memory_limit;
  open.pnl = {matrix.observations, matrix.strategies, rows_.data()};
  if (options.correlation_source != nullptr) {
    correlation_rows_ = options.correlation_source->rows();
    open.correlation_source = {options.correlation_source->observations, options.correlation_source->strategies,
                               correlation_rows_.data()};
  }
  if (backend().open(&open, &session_) != TSR_OK) throw std::runtime_error(backend().last_error(nullptr));
}

Session::~Session() { backend().close(session_); }

void Session::run(tsr_op op, void* params) const {
  if (try_run(op, params) != TSR_OK) throw std::runtime_error(last_error());
}

std::vector<double> Session::metrics(const std::vector<uint32_t>& ids, const tsr_metric_config& config,
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

std::vector<double> Session::correlation_matrix(const std::vector<uint32_t>& members, const double* weights) const {
  std::vector<double> out(members.size() * members.size());
  tsr_correlation_matrix_params p{sizeof p,       0,          members.size(), members.size(), members.data(),
                                  members.data(), out.data(), weights};
  run(TSR_OP_CORRELATION_MATRIX, &p);
  return out;
}

std::vector<double> Session::score(const std::vector<uint32_t>& members, uint32_t size, const tsr_objective& objective) const {
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

tsr_objective sample_objective(uint32_t metric) {
  tsr_objective o{};
  o.struct_size = sizeof o;
  o.metric = metric;
  o.penalty_weight = 10.0;
  o.annualisation = 252.0;
  o.hybrid_share = 0.4;
  for (double& weight : o.weights) weight = 1.0;
  return o;
}

tsr_metric_config metric_config(uint32_t profile) {
  return {sizeof(tsr_metric_config), profile, 252.0, 3.0, 5.0, profile == TSR_PROFILE_R ? 1e6 : 2e5};
}

std::vector<uint32_t> all_metrics() {
  std::vector<uint32_t> ids(TSR_METRIC_COUNT);
  std::iota(ids.begin(), ids.end(), 0u);
  return ids;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace tessera::test
