#include <algorithm>
#include <cmath>

#include "backends/common/operations.h"
#include "backends/cuda/correlate/pair_lists.h"
#include "backends/cuda/correlate/panels.h"
#include "backends/cuda/correlate/reduction.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

namespace {

/** One device's part of the pass. Its lists and sums stay on the device until they are collected. */
struct DevicePass {
  const cudaStream_t stream;
  PanelStore store;
  std::vector<TilePlan> plans;  // of the panel pairs, in the order of the pass
  ReduceSinks sinks;
  PairBuffer top, listed;

  DevicePass(tsr_session& session, DeviceSession& device, const CorrelationColumns& columns, const ReduceRequest& request,
             const PassTiles& tiles, const uint32_t* order, uint64_t panel_limit, uint64_t list_capacity)
      : stream(device.stream()),
        store(session.data, device, columns, order, panel_limit),
        sinks(device, request, columns.scale()) {
    if (request.lists) listed = PairBuffer(device, list_capacity);
    for_each_pair([&](size_t row, size_t column) {
      plans.push_back(tiles.plan(store.panels()[row], store.panels()[column], store.missing()));
      // The largest |rho| of most strategies lies near the diagonal; found early it leaves few others open.
      if (device.precision() == Precision::kSingle && row == column) {
        auto& dense = plans.back().dense;
        std::stable_partition(dense.begin(), dense.end(), [](TileIndex tile) { return tile.row == tile.column; });
      }
    });
  }

  /** A cancelled pass leaves work behind that still uses the memory. */
  ~DevicePass() { cudaStreamSynchronize(stream); }
  DevicePass(const DevicePass&) = delete;
  DevicePass& operator=(const DevicePass&) = delete;

  template <class Visit>
  void for_each_pair(const Visit& visit) {
    for (size_t row = 0; row < store.panels().size(); ++row) {
      for (size_t column = row; column < store.panels().size(); ++column) visit(row, column);
    }
  }

  uint64_t tile_total() const {
    uint64_t tiles = 0;
    for (const TilePlan& plan : plans) tiles += plan.dense.size() + plan.pairwise.size();
    return tiles;
  }

  void run(DeviceSession& device, const RunControl& control, TileSinks view, uint32_t index, uint32_t count) {
    TileRunner runner(device, control);
    size_t next = 0;
    for_each_pair([&](size_t row, size_t column) {
      const TilePlan& plan = plans[next++];
      if (plan.dense.empty() && plan.pairwise.empty()) return;
      const PanelPair panels = store.pair(row, column);
      runner.run(panels, share_of(plan.dense, index, count), false, view);
      runner.run(panels, share_of(plan.pairwise, index, count), true, view);
    });
  }
};

/** Signed row sums: added up pair by pair when cells are missing, else from the sum of all columns. */
std::vector<double> signed_sums_of(tsr_session& session, PanelStore& store, const ReduceTotals& totals) {
  std::vector<double> sums(session.strategies());
  if (!totals.signed_sum.empty()) {
    for (size_t s = 0; s < sums.size(); ++s) {
      sums[s] = static_cast<double>(static_cast<int64_t>(totals.signed_sum[s])) / kSumScale;
    }
    return sums;
  }
  DeviceSession& device = session.first();
  const cudaStream_t stream = device.stream();
  SignedMeans means(device.memory(), stream, store.observations());
  const DeviceArray<double> on_device(device.memory(), sums.size(), "mean correlations");
  for (size_t i = 0; i < store.panels().size(); ++i) means.add(device.memory(), store.row_panel(i), stream);
  for (size_t i = 0; i < store.panels().size(); ++i) means.row_sums(store.row_panel(i), on_device.data(), stream);
  check(cudaMemcpyAsync(sums.data(), on_device.data(), on_device.bytes(), cudaMemcpyDeviceToHost, stream),
        "reading mean correlations");
  device.stream().wait();
  return sums;
}

/** Adds the sums that came in with a part. */
void add_units(std::vector<uint64_t>& sums, const int64_t* units) {
  if (units == nullptr) return;
  for (size_t s = 0; s < sums.size(); ++s) sums[s] += static_cast<uint64_t>(units[s]);
}

void write_units(const std::vector<uint64_t>& sums, int64_t* units) {
  if (units == nullptr) return;
  for (size_t s = 0; s < sums.size(); ++s) units[s] = static_cast<int64_t>(sums[s]);
}

/** The pass with panels of at most `panel_limit` strategies. */
void run_pass(tsr_session& session, tsr_correlation_reduce_params& p, const ColumnsOfDevices& columns,
              const ReduceRequest& request, const PassTiles& tiles, uint64_t panel_limit) {
  DeviceSession& first = session.first();
  const ColumnScale& scale = columns.front()->scale();
  TopPairs top(request, tiles);
  ThresholdPairs listed(session.data, request, tiles);
  std::vector<std::unique_ptr<DevicePass>> passes(session.devices.size());
  on_devices(session, [&](DeviceSession& device, uint32_t index) {
    passes[index] = std::make_unique<DevicePass>(session, device, *columns[index], request, tiles, p.order, panel_limit,
                                                 listed.list_capacity());
  });
  first.use();
  const Event begin, end;
  begin.record(first.stream());
  const RunControl control(p.control, passes[0]->tile_total());
  if (request.top_k > 0) top.choose_cut(first, passes[0]->store, control);

  ReduceTotals totals;
  if (request.needs_pass() || scale.any_missing()) {
    on_devices(session, [&](DeviceSession& device, uint32_t index) {
      DevicePass& pass = *passes[index];
      TileSinks view = pass.sinks.view();
      if (request.lists) view.threshold = pass.listed.view(request.threshold);
      if (request.top_k > 0) {
        pass.top = PairBuffer(device, top.capacity());
        view.top = pass.top.view(top.cut());
      }
      pass.run(device, control, view, index, static_cast<uint32_t>(session.devices.size()));
    });
    for (size_t i = 0; i < passes.size(); ++i) {
      session.devices[i]->use();
      const cudaStream_t stream = session.devices[i]->stream();
      passes[i]->sinks.add_to(totals, stream);
      if (request.lists) listed.add(passes[i]->listed, stream);
      if (request.top_k > 0) top.add(passes[i]->top, stream);
    }
    first.use();
    if (is_part(p)) {
      add_units(totals.abs_sum, p.abs_units);
      add_units(totals.signed_sum, p.signed_units);
    }
  }
  std::vector<double> signed_sums;
  if (request.signed_sums) signed_sums = signed_sums_of(session, passes[0]->store, totals);
  end.record(first.stream());
  write_correlation_totals(totals, signed_sums, session.strategies(), p);
  if (request.block_size > 0) write_correlation_blocks(totals, scale.varying(), session.strategies(), p);
  const std::vector<tsr_pair> best = request.top_k > 0 ? top.finish(first, passes[0]->store, control) : std::vector<tsr_pair>();
  if (!best.empty()) std::copy(best.begin(), best.end(), p.top);
  if (p.top_count != nullptr) *p.top_count = best.size();
  passes.clear();
  if (request.lists) {
    const std::vector<tsr_pair> pairs = listed.finish(first, *columns.front(), control);
    if (!pairs.empty()) std::copy(pairs.begin(), pairs.end(), p.threshold_pairs);
  }
  if (p.threshold_count != nullptr) *p.threshold_count = listed.count();
  // At the end: a pass that had too little memory is tried again.
  if (is_part(p)) {
    write_units(totals.abs_sum, p.abs_units);
    write_units(totals.signed_sum, p.signed_units);
  }
  end.wait();
  // From standardising to the last sum, gaps between launches included.
  session.log.add_device_time(TSR_OP_CORRELATION_REDUCE, end.since(begin), 0);
}

}  // namespace

void run_correlation_reduce(tsr_session& session, tsr_correlation_reduce_params& p) {
  if (is_piece(p) || (is_part(p) && p.block_size > 0)) {
    throw Failure{TSR_UNSUPPORTED, "correlation_reduce: pieces of a table, and parts of a map, are computed on the processor"};
  }
  const ReduceRequest request = ReduceRequest::from(p, session.strategies());
  const PassTiles tiles(session.strategies(), p);
  if (is_part(p) && p.tile_total != nullptr) *p.tile_total = tiles.total();
  const std::shared_ptr<const ColumnsOfDevices> columns =
      correlation_columns(session, ObservationWeights::of(p, session.correlation_observations()));
  uint64_t panel_limit = UINT64_MAX;
  for (const auto& device : session.devices) {
    device->workspaces().trim();
    panel_limit = std::min(panel_limit, PanelStore::most_strategies(session.data, *device));
  }
  // Another program may have taken what was free: smaller panels, a few times.
  constexpr uint64_t kSmallest = 1024;
  for (;; panel_limit /= 2) {
    try {
      return run_pass(session, p, *columns, request, tiles, panel_limit);
    } catch (const Failure& failure) {
      if (failure.status != TSR_OUT_OF_DEVICE_MEMORY || panel_limit / 2 < kSmallest) throw;
    }
  }
}

}  // namespace tessera::cuda
