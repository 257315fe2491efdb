#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

#include "backends/common/check_arguments.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/search/block_scratch.h"
#include "backends/cuda/search/island_part.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

namespace {

/** Islands of 256 searches at a time: a megabyte or two each, four at most in tables of usual size. */
constexpr uint64_t kIslandBytes = uint64_t{1} << 30;

/**
 * One search, its islands shared out over the session's devices: which gets the first ones changes from search to search, so
 * that searches of one island, as descents are, are shared out, too. One thread at a time.
 */
class IslandSearch {
 public:
  /** Throws Failure; TSR_UNSUPPORTED where the matrix is streamed. */
  IslandSearch(tsr_session& session, const tsr_search_problem& problem, uint64_t state_bytes);

  void step(const tsr_search_generation& generation, std::byte* states);
  void polish(uint32_t count, uint64_t budget, std::byte* states, uint64_t head_bytes);
  void read(std::byte* states);
  void write(const std::byte* states);

 private:
  /** Calls action(part) for every device, which is current. */
  template <class Action>
  void each(const Action& action);
  void take_heads(std::byte* states);

  tsr_session& session_;
  uint64_t state_bytes_;
  std::vector<std::unique_ptr<IslandPart>> parts_;
};

IslandSearch::IslandSearch(tsr_session& session, const tsr_search_problem& problem, uint64_t state_bytes)
    : session_(session), state_bytes_(state_bytes) {
  const auto devices = static_cast<uint32_t>(session.devices.size());
  static std::atomic<uint32_t> opened = 0;
  const uint32_t turn = opened.fetch_add(1, std::memory_order_relaxed);
  uint32_t first = 0;
  for (uint32_t d = 0; d < devices; ++d) {
    const uint32_t end = problem.islands * (d + 1) / devices;
    if (end == first) continue;
    DeviceSession& device = *session.devices[(turn + d) % devices];
    device.use();
    if (!device.resident()) throw Failure{TSR_UNSUPPORTED, "searches live on the device only when the matrix does"};
    const SearchMatrix& matrix = session.kept.get<SearchMatrices>().of(device, problem.bounded != 0);
    parts_.push_back(std::make_unique<IslandPart>(device, matrix, problem, state_bytes, first, end - first));
    first = end;
  }
}

template <class Action>
void IslandSearch::each(const Action& action) {
  for (const auto& part : parts_) {
    part->device().use();
    action(*part);
  }
}

void IslandSearch::take_heads(std::byte* states) {
  each([&](IslandPart& part) { session_.log.add_device_time(TSR_OP_SEARCH_ISLANDS, part.take_heads(states), 0.0); });
}

void IslandSearch::step(const tsr_search_generation& generation, std::byte* states) {
  each([&](IslandPart& part) { part.step(generation); });
  take_heads(states);
}

void IslandSearch::polish(uint32_t count, uint64_t budget, std::byte* states, uint64_t head_bytes) {
  each([&](IslandPart& part) {
    part.send(states, head_bytes);
    part.polish(budget, count);
  });
  take_heads(states);
}

void IslandSearch::read(std::byte* states) {
  each([&](IslandPart& part) { part.read(states); });
}

void IslandSearch::write(const std::byte* states) {
  each([&](IslandPart& part) { part.send(states, state_bytes_); });
  each([](IslandPart& part) { part.wait(); });
}

void open(tsr_session& session, tsr_search_islands_params& p) {
  require(p.problem != nullptr && p.problem->struct_size == sizeof(tsr_search_problem), "search_islands: problem");
  const tsr_search_problem& problem = *p.problem;
  require(problem.strategies == session.strategies() && problem.observations == session.observations() &&
              problem.correlation_observations == session.correlation_observations(),
          "search_islands: the problem is of another table");
  require(problem.islands >= 1 && problem.size >= 1, "search_islands: no islands or no members");
  require(p.state_bytes == island::state_bytes(problem) && p.head_bytes == island::head_bytes(problem),
          "search_islands: the layout of states is another one");
  require_objective(problem.objective);
  p.search = new IslandSearch(session, problem, p.state_bytes);
}

}  // namespace

void plan_searches(const SessionRoom& room, tsr_plan& plan) {
  // Searches stay on the host where the matrix is streamed.
  plan.part_bytes[TSR_PLAN_SEARCHES] = room.resident ? std::min(SearchMatrix::bytes(room.shape) + kIslandBytes, room.left) : 0;
}

void run_search_islands(tsr_session& session, tsr_search_islands_params& p) {
  if (p.action == TSR_SEARCH_OPEN) return open(session, p);
  auto* const search = static_cast<IslandSearch*>(p.search);
  require(search != nullptr, "search_islands: no search");
  auto* const states = static_cast<std::byte*>(p.states);
  switch (p.action) {
    case TSR_SEARCH_STEP: return search->step(*p.generation, states);
    case TSR_SEARCH_POLISH: return search->polish(p.polish_count, p.polish_budget, states, p.head_bytes);
    case TSR_SEARCH_READ: return search->read(states);
    case TSR_SEARCH_WRITE: return search->write(states);
    case TSR_SEARCH_CLOSE: delete search; return;
    default: throw Failure{TSR_BAD_ARGUMENT, "search_islands: action"};
  }
}

}  // namespace tessera::cuda
