#include "backends/cuda/score/score_columns.h"

#include <algorithm>

#include "backends/cuda/ops.h"
#include "backends/cuda/score/score_chunk.h"

namespace tessera::cuda {

void plan_scores(const SessionRoom& room, tsr_plan& plan) {
  // Two chunks of each thread may be under way, each with what is sent and what comes back.
  plan.part_bytes[TSR_PLAN_CANDIDATES] = std::min(4 * kMostCrew * kScoreBufferBytes, room.left);
}

uint64_t ScoreColumns::most_members(const SessionData& data, DeviceSession& device) {
  if (device.resident()) return UINT64_MAX;
  const uint64_t observations = data.pnl.observations() + uint64_t{data.separate ? data.source.observations() : 0};
  const uint64_t own = data.pnl.strategies * sizeof(uint32_t);
  // Two chunks may be under way at once, and transfer buffers want their part.
  const uint64_t room = device.memory().room() / 4;
  return ColumnBlock::fitting(observations, room > own ? room - own : 0);
}

ScoreColumns::ScoreColumns(const SessionData& data, DeviceSession& device, cudaStream_t stream,
                           std::initializer_list<std::pair<const uint32_t*, uint64_t>> members)
    : data_(data), device_(device) {
  if (device.resident()) return;
  std::vector<uint32_t> row_of(data.pnl.strategies, UINT32_MAX), strategies;
  for (const auto& [list, count] : members) {
    for (uint64_t i = 0; i < count; ++i) {
      if (row_of[list[i]] != UINT32_MAX) continue;
      row_of[list[i]] = static_cast<uint32_t>(strategies.size());
      strategies.push_back(list[i]);
    }
  }
  row_of_ = DeviceArray<uint32_t>(device.memory(), row_of.size(), "the rows of the strategies");
  check(cudaMemcpyAsync(row_of_.data(), row_of.data(), row_of_.bytes(), cudaMemcpyHostToDevice, stream),
        "sending the rows of the strategies");
  pnl_ = ColumnBlock(device.memory(), stream, data.pnl, 0, strategies.size(), strategies.data());
  if (data.separate) source_ = ColumnBlock(device.memory(), stream, data.source, 0, strategies.size(), strategies.data());
  check(cudaStreamSynchronize(stream), "sending the strategies");
}

ScoreMatrix ScoreColumns::matrix() const {
  if (device_.resident()) {
    return {device_.pnl(), device_.source(), data_.separate, device_.scale().data(), nullptr};
  }
  return {pnl_.view(), data_.separate ? source_.view() : pnl_.view(), data_.separate, device_.scale().data(), row_of_.data()};
}

}  // namespace tessera::cuda
