#include <algorithm>
#include <cmath>

#include "backends/common/run_control.h"
#include "backends/cuda/families/family_tiles.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

namespace {

constexpr double kPortionSeconds = 0.04;

template <class T>
DeviceArray<T> sent(DeviceSession& device, const T* from, size_t count) {
  DeviceArray<T> to(device.memory(), count, "what is asked of families");
  check(cudaMemcpyAsync(to.data(), from, to.bytes(), cudaMemcpyHostToDevice, device.stream()),
        "sending what is asked of families");
  return to;
}

template <class T>
DeviceArray<T> zeroed(DeviceSession& device, size_t count) {
  DeviceArray<T> to(device.memory(), count, "sums over families");
  check(cudaMemsetAsync(to.data(), 0, to.bytes(), device.stream()), "clearing the sums over families");
  return to;
}

/** A range of strategies with its panel, and its cells where the matrix is not on the device. */
class FamilyPanel {
 public:
  FamilyPanel(const tsr_session& session, DeviceSession& device, const FamilyQuestion& question, uint64_t first, uint64_t count)
      : single_(device.memory(), padded(count) * question.observations, "a panel of families") {
    side_ = {single_.data(), nullptr, 0, first, count};
    if (device.resident()) {
      const CellsView cells = device.pnl();
      side_.cells = cells.cells + first * cells.pitch;
      side_.pitch = cells.pitch;
    } else {
      block_ = ColumnBlock(device.memory(), device.stream(), session.data.pnl, first, count);
      side_.cells = block_.view().cells;
      side_.pitch = block_.view().pitch;
    }
    standardise_family(side_, question, single_.data(), device.stream());
  }

  const FamilySide& side() const { return side_; }

  static uint64_t bytes(const DeviceSession& device, uint32_t observations, uint64_t count) {
    const uint64_t single = padded(count) * observations * sizeof(float);
    return device.resident() ? single : single + ColumnBlock::bytes(observations, count) + ColumnBlock::staging_bytes(count);
  }

 private:
  static uint64_t padded(uint64_t count) { return (count + kFamilyTile - 1) / kFamilyTile * kFamilyTile; }

  DeviceArray<float> single_;
  ColumnBlock block_;
  FamilySide side_{};
};

/** Strategies of a panel, so that two of them fit; whole tiles. Throws Failure through the allocation where not even that fits. */
uint64_t panel_strategies(const tsr_session& session, DeviceSession& device) {
  const uint64_t room = device.memory().room() / 2, rows = session.observations();
  uint64_t count = session.strategies();
  if (FamilyPanel::bytes(device, session.observations(), count) <= room) return count;
  count = kFamilyTile;
  while (FamilyPanel::bytes(device, static_cast<uint32_t>(rows), 2 * count) <= room / 2) count *= 2;
  return count;
}

/** One device's part: the rows of tiles index, index + 1 ... of every panel; its sums are added to those of the others by the host. */
class FamilyRun {
 public:
  FamilyRun(tsr_session& session, DeviceSession& device, const tsr_family_sums_params& p, uint32_t first_figure,
            uint32_t figures)
      : session_(session),
        device_(device),
        mean_(sent(device, p.mean, session.strategies())),
        norm_(sent(device, p.norm, session.strategies())),
        by_entry_(sent(device, p.by_entry, TSR_CORRELATION_ENTRIES)),
        others_(zeroed<unsigned int>(device, session.strategies())),
        entry_sums_(zeroed<unsigned long long>(device, session.strategies())),
        figure_sums_(zeroed<unsigned long long>(device, session.strategies() * figures)) {
    host_figures_.resize(session.strategies() * figures);
    for (uint64_t i = 0; i < session.strategies(); ++i) {
      std::copy_n(p.figures + i * p.figure_count + first_figure, figures, host_figures_.data() + i * figures);
    }
    figures_ = sent(device, host_figures_.data(), host_figures_.size());
    const double error = family_error(session.observations());
    const auto from = static_cast<float>((p.first_entry - 0.5) / 1000.0 - 1.0 - error - 1e-12);
    question_ = {session.observations(),
                 figures,
                 p.first_entry,
                 mean_.data(),
                 norm_.data(),
                 by_entry_.data(),
                 figures_.data(),
                 std::nextafter(from, -HUGE_VALF),
                 error,
                 others_.data(),
                 entry_sums_.data(),
                 figure_sums_.data()};
  }

  void run(const RunControl& control, uint32_t index, uint32_t count, uint64_t panel) {
    const uint64_t n = session_.strategies();
    for (uint64_t row = 0; row < n; row += panel) {
      const FamilyPanel rows(session_, device_, question_, row, std::min(panel, n - row));
      for (uint64_t column = 0; column < n; column += panel) {
        if (column == row) {
          run_pair(rows.side(), rows.side(), control, index, count);
        } else {
          const FamilyPanel columns(session_, device_, question_, column, std::min(panel, n - column));
          run_pair(rows.side(), columns.side(), control, index, count);
        }
      }
    }
  }

  /** Adds this device's sums to the outputs, which other devices' hold already. */
  void add_to(const tsr_family_sums_params& p, uint32_t first_figure) const {
    const uint64_t n = session_.strategies();
    const uint32_t figures = question_.figure_count;
    const auto others = read(others_);
    const auto entry = read(entry_sums_);
    const auto sums = read(figure_sums_);
    device_.stream().wait();
    for (uint64_t i = 0; i < n; ++i) {
      if (first_figure == 0) {
        p.others[i] += others[i];
        p.entry_sums[i] += static_cast<int64_t>(entry[i]);
      }
      for (uint32_t k = 0; k < figures; ++k) {
        p.figure_sums[i * p.figure_count + first_figure + k] += static_cast<int64_t>(sums[i * figures + k]);
      }
    }
  }

 private:
  /** In portions short enough for a cancelled run. */
  void run_pair(const FamilySide& rows, const FamilySide& columns, const RunControl& control, uint32_t index, uint32_t count) {
    const uint32_t begin = rows.tiles() * index / count, end = rows.tiles() * (index + 1) / count;
    const double flops = 2.0 * kFamilyTile * static_cast<double>(columns.count) * (session_.observations() + 8.0);
    const auto affordable = static_cast<uint32_t>(std::clamp(kPortionSeconds * device_.modest_flops() / flops, 1.0, 65535.0));
    for (uint32_t tile = begin; tile < end; tile += affordable) {
      control.check();
      const uint32_t portion = std::min(affordable, end - tile);
      sum_families(rows, columns, question_, tile, portion, device_.stream());
      device_.stream().wait();
      control.advance(portion);
    }
  }

  template <class T>
  std::vector<T> read(const DeviceArray<T>& from) const {
    std::vector<T> to(from.size());
    check(cudaMemcpyAsync(to.data(), from.data(), from.bytes(), cudaMemcpyDeviceToHost, device_.stream()),
          "reading the sums over families");
    return to;
  }

  tsr_session& session_;
  DeviceSession& device_;
  DeviceArray<double> mean_, norm_;
  DeviceArray<int64_t> by_entry_, figures_;
  DeviceArray<unsigned int> others_;
  DeviceArray<unsigned long long> entry_sums_, figure_sums_;
  std::vector<int64_t> host_figures_;
  FamilyQuestion question_{};
};

}  // namespace

void run_family_sums(tsr_session& session, tsr_family_sums_params& p) {
  const uint64_t n = session.strategies();
  std::fill_n(p.others, n, 0u);
  std::fill_n(p.entry_sums, n, int64_t{0});
  std::fill_n(p.figure_sums, n * p.figure_count, int64_t{0});
  if (p.first_entry == TSR_CORRELATION_ENTRIES) return;
  session.first().use();
  const Event begin, end;
  begin.record(session.first().stream());
  const uint64_t tiles = (n + kFamilyTile - 1) / kFamilyTile;
  const RunControl control(p.control, tiles * ((p.figure_count + kMostFigures - 1) / kMostFigures));
  const auto devices = static_cast<uint32_t>(session.devices.size());
  for (uint32_t first = 0; first < p.figure_count; first += kMostFigures) {
    std::vector<std::unique_ptr<FamilyRun>> runs(devices);
    on_devices(session, [&](DeviceSession& device, uint32_t index) {
      device.workspaces().trim();
      runs[index] = std::make_unique<FamilyRun>(session, device, p, first, std::min(kMostFigures, p.figure_count - first));
      runs[index]->run(control, index, devices, panel_strategies(session, device));
    });
    for (uint32_t index = 0; index < devices; ++index) {
      session.devices[index]->use();
      runs[index]->add_to(p, first);
    }
  }
  session.first().use();
  end.record(session.first().stream());
  end.wait();
  session.log.add_device_time(TSR_OP_FAMILY_SUMS, end.since(begin), 0);
}

}  // namespace tessera::cuda
