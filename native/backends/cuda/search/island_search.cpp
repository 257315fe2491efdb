#include "backends/cuda/search/island_search.h"

#include <algorithm>

namespace tessera::cuda {

IslandSearch::IslandSearch(tsr_session& session, const tsr_search_problem& problem, uint64_t state_bytes)
    : session_(session), state_bytes_(state_bytes) {
  const auto devices = static_cast<uint32_t>(session.devices.size());
  uint32_t first = 0;
  for (uint32_t d = 0; d < devices; ++d) {
    const uint32_t end = problem.islands * (d + 1) / devices;
    if (end == first) continue;
    DeviceSession& device = *session.devices[d];
    device.use();
    if (!device.resident()) throw Failure{TSR_UNSUPPORTED, "searches live on the device only when the matrix does"};
    const SearchMatrix& matrix = device.search_matrix(problem.bounded != 0);
    parts_.push_back(std::make_unique<IslandPart>(device, matrix, problem, state_bytes, first, end - first));
    first = end;
  }
}

template <class Action>
void IslandSearch::on_parts(const Action& action, std::byte* states, uint64_t bytes) {
  for (const auto& part : parts_) {
    part->device().use();
    action(*part);
    if (bytes > 0) part->ask(bytes);
  }
  for (const auto& part : parts_) {
    part->device().use();
    session_.log.add_device_time(TSR_OP_SEARCH_ISLANDS, part->wait(), 0.0);
    if (bytes > 0) part->take(states, bytes);
  }
}

void IslandSearch::step(const tsr_search_generation& generation, std::byte* states, uint64_t head_bytes) {
  on_parts([&](IslandPart& part) { part.step(generation); }, states, head_bytes);
}

void IslandSearch::polish(uint32_t count, uint64_t budget, std::byte* states, uint64_t head_bytes) {
  on_parts(
      [&](IslandPart& part) {
        part.send(states, head_bytes);
        part.polish(budget, count);
      },
      states, head_bytes);
}

void IslandSearch::read(std::byte* states) {
  on_parts([](IslandPart&) {}, states, state_bytes_);
}

void IslandSearch::write(const std::byte* states) {
  on_parts([&](IslandPart& part) { part.send(states, state_bytes_); }, nullptr, 0);
}

}  // namespace tessera::cuda
