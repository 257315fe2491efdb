#include <algorithm>
#include <chrono>
#include <cmath>

#include "backends/common/run_control.h"
#include "backends/cuda/families/family_tiles.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

namespace {

constexpr double kPortionSeconds = 0.04;
/** Pairs that a launch may leave open. */
constexpr uint32_t kMostOpen = 1u << 18;

/** Null stays null. */
template <class T>
DeviceArray<T> sent(DeviceSession& device, cudaStream_t stream, const T* from, size_t count) {
  DeviceArray<T> to(device.memory(), from == nullptr ? 0 : count, "what is asked of families");
  check(cudaMemcpyAsync(to.data(), from, to.bytes(), cudaMemcpyHostToDevice, stream), "sending what is asked of families");
  return to;
}

template <class T>
DeviceArray<T> zeroed(DeviceSession& device, cudaStream_t stream, size_t count) {
  DeviceArray<T> to(device.memory(), count, "sums over families");
  check(cudaMemsetAsync(to.data(), 0, to.bytes(), stream), "clearing the sums over families");
  return to;
}

/** A range of strategies with its panel, and its cells where the matrix is not on the device. */
class FamilyPanel {
 public:
  FamilyPanel(const tsr_session& session, DeviceSession& device, const Stream& stream, const FamilyQuestion& question,
              uint64_t first, uint64_t count)
      : stream_(stream), single_(device.memory(), padded(count) * question.observations, "a panel of families") {
    side_ = {single_.data(), nullptr, 0, first, count};
    if (device.resident()) {
      const CellsView cells = device.pnl();
      side_.cells = cells.cells + first * cells.pitch;
      side_.pitch = cells.pitch;
    } else {
      block_ = ColumnBlock(device.memory(), stream, session.data.pnl, first, count);
      side_.cells = block_.view().cells;
      side_.pitch = block_.view().pitch;
    }
    standardise_family(side_, question, single_.data(), stream);
  }
  FamilyPanel(const FamilyPanel&) = delete;
  FamilyPanel& operator=(const FamilyPanel&) = delete;
  /**
   * A run that was cancelled, or has no rows here, has not waited; memory is given to another stream as soon as it is released.
   */
  ~FamilyPanel() { cudaStreamSynchronize(stream_); }

  const FamilySide& side() const { return side_; }

  static uint64_t bytes(const DeviceSession& device, uint32_t observations, uint64_t count) {
    const uint64_t single = padded(count) * observations * sizeof(float);
    return device.resident() ? single : single + ColumnBlock::bytes(observations, count) + ColumnBlock::staging_bytes(count);
  }

 private:
  static uint64_t padded(uint64_t count) { return (count + kFamilyTile - 1) / kFamilyTile * kFamilyTile; }

  const Stream& stream_;
  DeviceArray<float> single_;
  ColumnBlock block_;
  FamilySide side_{};
};

/**
 * Strategies of a panel, so that two of them fit; whole tiles. Throws Failure through the allocation where not even that fits.
 */
uint64_t panel_strategies(const tsr_session& session, DeviceSession& device, uint32_t rows) {
  const uint64_t room = device.memory().room() / 2;
  uint64_t count = session.strategies();
  if (FamilyPanel::bytes(device, rows, count) <= room) return count;
  count = kFamilyTile;
  while (FamilyPanel::bytes(device, rows, 2 * count) <= room / 2) count *= 2;
  return count;
}

/** What a pass is asked, over the session's rows or rows made of them. */
struct FamilyPass {
  const tsr_family_sums_params& sums;
  uint32_t observations;
  const uint32_t* rows;
  const int8_t* signs;
  const double *centre, *added;
};

/**
 * One device's part: the rows of tiles index, index + 1 ... of every panel; its sums are added to those of the others by the
 * host.
 */
class FamilyRun {
 public:
  FamilyRun(tsr_session& session, DeviceSession& device, const FamilyPass& pass, uint32_t first_figure, uint32_t figures)
      : session_(session),
        device_(device),
        mean_(sent(device, stream_, pass.sums.mean, session.strategies())),
        norm_(sent(device, stream_, pass.sums.norm, session.strategies())),
        centre_(sent(device, stream_, pass.centre, session.strategies())),
        added_(sent(device, stream_, pass.added, session.strategies())),
        rows_(sent(device, stream_, pass.rows, pass.observations)),
        signs_(sent(device, stream_, pass.signs, pass.observations)),
        by_entry_(sent(device, stream_, pass.sums.by_entry, TSR_CORRELATION_ENTRIES)),
        others_(zeroed<unsigned int>(device, stream_, session.strategies())),
        entry_sums_(zeroed<unsigned long long>(device, stream_, session.strategies())),
        figure_sums_(zeroed<unsigned long long>(device, stream_, session.strategies() * figures)),
        open_(device.memory(), kMostOpen, "pairs of families left open"),
        open_count_(device.memory(), 1, "pairs of families left open") {
    const tsr_family_sums_params& p = pass.sums;
    host_figures_.resize(session.strategies() * figures);
    for (uint64_t i = 0; i < session.strategies(); ++i) {
      std::copy_n(p.figures + i * p.figure_count + first_figure, figures, host_figures_.data() + i * figures);
    }
    figures_ = sent(device, stream_, host_figures_.data(), host_figures_.size());
    const double error = family_error(pass.observations);
    const auto from = static_cast<float>((p.first_entry - 0.5) / 1000.0 - 1.0 - error - 1e-12);
    question_ = {pass.observations,
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
                 figure_sums_.data(),
                 {rows_.data(), signs_.data(), centre_.data(), added_.data()},
                 {open_.data(), open_count_.data(), kMostOpen}};
  }
  FamilyRun(const FamilyRun&) = delete;
  FamilyRun& operator=(const FamilyRun&) = delete;
  /** After a failure elsewhere kernels may still be using the memory. */
  ~FamilyRun() { cudaStreamSynchronize(stream_); }

  void run(const RunControl& control, uint32_t index, uint32_t count, uint64_t panel) {
    const uint64_t n = session_.strategies();
    for (uint64_t row = 0; row < n; row += panel) {
      const FamilyPanel rows(session_, device_, stream_, question_, row, std::min(panel, n - row));
      for (uint64_t column = 0; column < n; column += panel) {
        if (column == row) {
          run_pair(rows.side(), rows.side(), control, index, count);
        } else {
          const FamilyPanel columns(session_, device_, stream_, question_, column, std::min(panel, n - column));
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
    stream_.wait();
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
    const double flops = 2.0 * kFamilyTile * static_cast<double>(columns.count) * (question_.observations + 8.0);
    const auto affordable = static_cast<uint32_t>(std::clamp(kPortionSeconds * device_.modest_flops() / flops, 1.0, 65535.0));
    for (uint32_t tile = begin; tile < end; tile += affordable) {
      control.check();
      const uint32_t portion = std::min(affordable, end - tile);
      sum_families(rows, columns, question_, tile, portion, stream_);
      stream_.wait();
      control.advance(portion);
    }
  }

  template <class T>
  std::vector<T> read(const DeviceArray<T>& from) const {
    std::vector<T> to(from.size());
    check(cudaMemcpyAsync(to.data(), from.data(), from.bytes(), cudaMemcpyDeviceToHost, stream_),
          "reading the sums over families");
    return to;
  }

  tsr_session& session_;
  DeviceSession& device_;
  Stream stream_;
  DeviceArray<double> mean_, norm_, centre_, added_;
  DeviceArray<uint32_t> rows_;
  DeviceArray<int8_t> signs_;
  DeviceArray<int64_t> by_entry_, figures_;
  DeviceArray<unsigned int> others_;
  DeviceArray<unsigned long long> entry_sums_, figure_sums_;
  DeviceArray<uint2> open_;
  DeviceArray<unsigned int> open_count_;
  std::vector<int64_t> host_figures_;
  FamilyQuestion question_{};
};

void run_pass(tsr_session& session, tsr_op op, const FamilyPass& pass) {
  const tsr_family_sums_params& p = pass.sums;
  const uint64_t n = session.strategies();
  std::fill_n(p.others, n, 0u);
  std::fill_n(p.entry_sums, n, int64_t{0});
  std::fill_n(p.figure_sums, n * p.figure_count, int64_t{0});
  if (p.first_entry == TSR_CORRELATION_ENTRIES) return;
  const auto began = std::chrono::steady_clock::now();
  const uint64_t tiles = (n + kFamilyTile - 1) / kFamilyTile;
  const RunControl control(p.control, tiles * ((p.figure_count + kMostFigures - 1) / kMostFigures));
  const auto devices = static_cast<uint32_t>(session.devices.size());
  for (uint32_t first = 0; first < p.figure_count; first += kMostFigures) {
    std::vector<std::unique_ptr<FamilyRun>> runs(devices);
    on_devices(session, [&](DeviceSession& device, uint32_t index) {
      device.workspaces().trim();
      runs[index] = std::make_unique<FamilyRun>(session, device, pass, first, std::min(kMostFigures, p.figure_count - first));
      runs[index]->run(control, index, devices, panel_strategies(session, device, pass.observations));
    });
    for (uint32_t index = 0; index < devices; ++index) {
      session.devices[index]->use();
      runs[index]->add_to(p, first);
    }
  }
  session.first().use();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
  session.log.add_device_time(op, took.count(), 0);
}

}  // namespace

void run_family_sums(tsr_session& session, tsr_family_sums_params& p) {
  run_pass(session, TSR_OP_FAMILY_SUMS, {p, static_cast<uint32_t>(session.observations()), nullptr, nullptr, nullptr, nullptr});
}

void run_derived_family_sums(tsr_session& session, tsr_derived_family_sums_params& p) {
  for (const auto& device : session.devices) {
    if (!device->resident()) throw Failure{TSR_UNSUPPORTED, "rows are derived on the device only when the matrix is there"};
  }
  run_pass(session, TSR_OP_DERIVED_FAMILY_SUMS, {p.sums, p.row_count, p.rows, p.signs, p.centre, p.added});
}

}  // namespace tessera::cuda
