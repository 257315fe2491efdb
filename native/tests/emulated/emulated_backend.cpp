#include "tests/emulated/emulated_backend.h"

#include <stdexcept>
#include <string>

#include "search/columns.h"
#include "search/island/polish.h"
#include "search/island/run_island.h"
#include "search/problem.h"
#include "tests/emulated/device_words.h"
// After the words of CUDA.
#include "backends/cuda/search/block_team.cuh"

namespace tessera::test {

namespace {

uint64_t thread_order = 1;
uint32_t near_memory = 40 << 10;
bool narrow_blocks = false;
std::string error;

/** What a session's searches read; see SearchMatrix. */
struct Table {
  std::vector<double> pnl, standardised;
  std::vector<uint8_t> varying;
  std::shared_ptr<const search::Columns> columns;

  Table(tsr_session* session, const tsr_search_problem& p)
      : pnl(size_t{p.strategies} * p.observations), standardised(size_t{p.strategies} * p.correlation_observations) {
    std::vector<uint32_t> members(p.strategies), flags(p.strategies);
    std::iota(members.begin(), members.end(), 0u);
    tsr_portfolio_sums_params sums{};
    sums.struct_size = sizeof sums;
    sums.size = 1;
    sums.portfolio_count = p.strategies;
    sums.members = members.data();
    sums.pnl_sum = pnl.data();
    sums.standardised_sum = standardised.data();
    sums.varying = flags.data();
    naive_backend().run(session, TSR_OP_PORTFOLIO_SUMS, &sums);
    varying.assign(flags.begin(), flags.end());
    columns = search::Columns::load(naive_backend(), session, p.observations, p.correlation_observations, p.strategies,
                                    search::kColumnsLimitBytes);
  }
  cuda::SearchMatrixView view() const {
    return {pnl.data(),     columns->observations,  standardised.data(),         columns->correlation_observations,
            varying.data(), columns->prefix.data(), columns->standardised.data()};
  }
};

struct Search {
  Table table;
  cuda::IslandWork work{};
  std::vector<unsigned char> states, scratch;

  Search(tsr_session* session, const tsr_search_islands_params& p)
      : table(session, *p.problem),
        states(p.problem->islands * p.state_bytes),
        // As device memory comes: with what was there before.
        scratch(p.problem->islands * cuda::block_bytes(*p.problem), 0xA5) {
    work.problem = *p.problem;
    work.matrix = table.view();
    work.states = states.data();
    work.state_bytes = p.state_bytes;
    work.scratch = scratch.data();
    work.scratch_bytes = cuda::block_bytes(*p.problem);
    work.islands = p.problem->islands;
  }

  template <uint32_t Threads, class Action>
  void in_blocks(uint32_t count, const Action& action) {
    work.near_bytes = near_memory;
    for (uint32_t k = 0; k < count; ++k) {
      cuda::blockIdx.x = k;
      std::vector<double> tile(cuda::kTileDoubles<Threads> + near_memory / sizeof(double), NAN);
      auto shared = std::make_unique<cuda::BlockShared<Threads>>();
      std::memset(static_cast<void*>(shared.get()), 0xA5, sizeof *shared);
      shared->given = work;
      BlockEmulator::run(Threads, thread_order++, [&] {
        cuda::BlockTeam<Threads> team(*shared, tile.data(), cuda::blockIdx.x);
        action(team);
        team.close(shared->given, cuda::blockIdx.x);
      });
    }
  }

  /** In blocks of either width. */
  void step() {
    const auto action = [](auto& team) { search::island::run_island(team); };
    if (narrow_blocks) {
      in_blocks<cuda::kNarrowBlock>(work.islands, action);
    } else {
      in_blocks<cuda::kWideBlock>(work.islands, action);
    }
  }
  void polish(uint32_t count, uint64_t budget) {
    in_blocks<cuda::kDescentBlock>(count, [budget](auto& team) { search::island::polish_best(team, budget); });
  }
  void copy(unsigned char* to, const unsigned char* from, uint64_t bytes) const {
    for (uint32_t k = 0; k < work.islands; ++k) std::memcpy(to + k * work.state_bytes, from + k * work.state_bytes, bytes);
  }
};

void run_islands(tsr_session* session, tsr_search_islands_params& p) {
  auto* const search = static_cast<Search*>(p.search);
  auto* const host = static_cast<unsigned char*>(p.states);
  switch (p.action) {
    case TSR_SEARCH_OPEN: p.search = new Search(session, p); return;
    case TSR_SEARCH_STEP:
      search->work.generation = *p.generation;
      search->step();
      return search->copy(host, search->states.data(), p.head_bytes);
    case TSR_SEARCH_POLISH:
      search->copy(search->states.data(), host, p.head_bytes);
      search->polish(p.polish_count, p.polish_budget);
      return search->copy(host, search->states.data(), p.head_bytes);
    case TSR_SEARCH_READ: return search->copy(host, search->states.data(), p.state_bytes);
    case TSR_SEARCH_WRITE: return search->copy(search->states.data(), host, p.state_bytes);
    default: delete search;
  }
}

tsr_status run(tsr_session* session, tsr_op op, void* params) {
  if (op != TSR_OP_SEARCH_ISLANDS) return naive_backend().run(session, op, params);
  try {
    run_islands(session, *static_cast<tsr_search_islands_params*>(params));
    return TSR_OK;
  } catch (const std::logic_error& thrown) {
    error = thrown.what();
    return TSR_INTERNAL;
  }
}

}  // namespace

void shuffle_threads(uint64_t seed) { thread_order = seed; }
void set_near_memory(uint32_t bytes) { near_memory = bytes; }
void set_narrow_blocks(bool narrow) { narrow_blocks = narrow; }

const tsr_backend& emulated_backend() {
  static const tsr_backend table = [] {
    tsr_backend backend = naive_backend();
    backend.name = "emulated";
    backend.supports = [](tsr_op op) { return op >= TSR_OP_SCORE_PORTFOLIOS && op <= TSR_OP_SEARCH_ISLANDS ? 1 : 0; };
    backend.run = run;
    backend.last_error = [](tsr_session*) { return error.c_str(); };
    return backend;
  }();
  return table;
}

}  // namespace tessera::test
