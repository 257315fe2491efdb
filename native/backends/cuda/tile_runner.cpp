#include "backends/cuda/tile_runner.h"

#include <algorithm>

#include "backends/cuda/correlate_tiles.cuh"
#include "backends/cuda/tile_shape.h"

namespace tessera::cuda {

namespace {

constexpr double kPortionSeconds = 0.04;

double flops_per_tile(bool pairwise, uint32_t observations) {
  const double side = pairwise ? PairwiseShape::kTile : DenseShape::kTile;
  return 2.0 * side * side * observations * (pairwise ? 6 : 1) + 64 * side * side;
}

}  // namespace

void TileRunner::run(const PanelPair& panels, const std::vector<TileIndex>& tiles, bool pairwise,
                     const TileSinks& sinks, uint64_t most_tiles, const AfterPortion& after) {
  if (tiles.empty()) return;
  const cudaStream_t stream = device_.stream();
  const DeviceArray<TileIndex> list(device_.memory(), tiles.size(), "the list of tiles");
  check(cudaMemcpyAsync(list.data(), tiles.data(), list.bytes(), cudaMemcpyHostToDevice, stream), "sending tiles");

  TileWork work{};
  work.row_panel = panels.rows->data();
  work.column_panel = panels.columns->data();
  work.observations = panels.observations;
  work.row_origin = static_cast<uint32_t>(panels.rows->range().first);
  work.column_origin = static_cast<uint32_t>(panels.columns->range().first);
  work.count = panels.positions;
  work.ids = panels.rows->range().ids;

  double tiles_per_second = device_.modest_flops() / flops_per_tile(pairwise, panels.observations);
  const Event begin, end;
  for (size_t done = 0; done < tiles.size();) {
    control_.check();
    const double affordable = std::max(tiles_per_second * kPortionSeconds, 1.0 * device_.multiprocessors());
    uint64_t portion = std::min<uint64_t>(tiles.size() - done, static_cast<uint64_t>(std::min(affordable, 1e9)));
    if (most_tiles > 0) portion = std::min(portion, most_tiles);
    work.tiles = list.data() + done;
    work.tile_count = static_cast<uint32_t>(portion);
    begin.record(stream);
    (pairwise ? correlate_pairwise : correlate_dense)(work, sinks, stream);
    end.record(stream);
    end.wait();
    tiles_per_second = static_cast<double>(portion) / std::max(end.since(begin) * 1e-3, 1e-6);
    done += portion;
    control_.advance(portion);
    if (after && !after(done)) return;
  }
}

}  // namespace tessera::cuda
