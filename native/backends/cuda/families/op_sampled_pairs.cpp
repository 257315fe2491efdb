#include <algorithm>
#include <vector>

#include "backends/cuda/families/pair_samples.h"
#include "backends/cuda/ops.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

namespace {

/** Lists that a pass begins with, in one block of the device's memory and sent together; null stays null. */
class SentLists {
 public:
  template <class T>
  void add(const T*& list, size_t count) {
    if (list == nullptr) return;
    const auto* const bytes = reinterpret_cast<const unsigned char*>(list);
    places_.push_back({reinterpret_cast<const void**>(&list), host_.size()});
    host_.insert(host_.end(), bytes, bytes + count * sizeof(T));
    host_.resize((host_.size() + 7) / 8 * 8);
  }

  /** Every list that was added points to the device from then on. */
  void send(DeviceMemory& memory, cudaStream_t stream) {
    device_ = DeviceArray<unsigned char>(memory, host_.size(), "what is asked of sampled pairs");
    check(cudaMemcpyAsync(device_.data(), host_.data(), host_.size(), cudaMemcpyHostToDevice, stream),
          "sending what is asked of sampled pairs");
    for (const auto& [list, at] : places_) *list = device_.data() + at;
  }

 private:
  struct Place {
    const void** list;
    size_t at;
  };
  std::vector<unsigned char> host_;
  std::vector<Place> places_;
  DeviceArray<unsigned char> device_;
};

/** Varying columns that are standardised at a time. */
uint32_t columns_at_once(DeviceMemory& memory, uint32_t varying, uint32_t observations) {
  const uint64_t fitting = memory.room() / 2 / (uint64_t{observations} * sizeof(double));
  const uint64_t least = std::min<uint64_t>(varying, kSampleThreads);
  return static_cast<uint32_t>(std::clamp<uint64_t>(fitting, least, varying));
}

}  // namespace

void run_sampled_pairs(tsr_session& session, tsr_sampled_pairs_params& p) {
  DeviceSession& device = session.first();
  if (!device.resident()) throw Failure{TSR_UNSUPPORTED, "pairs are sampled on the device only when the matrix is there"};
  device.workspaces().trim();
  const uint64_t n = session.strategies();
  const Stream stream;
  SampleColumns columns{device.pnl(), {p.rows, p.signs, p.centre, p.added}, p.mean, p.norm, p.seed, p.row_count, p.repetition,
                        p.shuffles};
  SampleCount count{};
  const uint32_t *sampled_ids = p.sampled, *varying_ids = p.varying;
  count.edges = p.edges;
  SentLists lists;
  lists.add(columns.mean, n);
  lists.add(columns.norm, n);
  lists.add(columns.derived.centre, n);
  lists.add(columns.derived.added, n);
  lists.add(count.edges, p.edge_count);
  lists.add(sampled_ids, p.sampled_count);
  lists.add(varying_ids, p.varying_count);
  lists.add(columns.derived.rows, p.row_count);
  lists.add(columns.derived.signs, p.row_count);
  lists.send(device.memory(), stream);

  const uint32_t together = columns_at_once(device.memory(), p.varying_count, p.row_count);
  const DeviceArray<double> sampled(device.memory(), uint64_t{p.row_count} * p.sampled_count, "sampled columns");
  const DeviceArray<double> varying(device.memory(), uint64_t{p.row_count} * together,
                                    "columns that sampled ones are held against");
  const DeviceArray<unsigned long long> bins(device.memory(), p.edge_count, "bins of sampled pairs");
  const DeviceArray<unsigned int> seen(device.memory(), kSeenWords, "entries of sampled pairs");
  check(cudaMemsetAsync(bins.data(), 0, bins.bytes(), stream), "clearing the bins of sampled pairs");
  check(cudaMemsetAsync(seen.data(), 0, seen.bytes(), stream), "clearing the entries of sampled pairs");
  count.sampled = sampled.data();
  count.varying = varying.data();
  count.sampled_count = p.sampled_count;
  count.observations = p.row_count;
  count.edge_count = p.edge_count;
  count.limit = p.limit;
  count.bins = bins.data();
  count.seen = seen.data();

  const Event begin, end;
  begin.record(stream);
  make_sample_columns(columns, sampled_ids, p.sampled_count, sampled.data(), stream);
  for (uint32_t first = 0; first < p.varying_count; first += together) {
    count.varying_count = std::min(together, p.varying_count - first);
    make_sample_columns(columns, varying_ids + first, count.varying_count, varying.data(), stream);
    count_sampled_pairs(count, stream);
  }
  end.record(stream);
  std::vector<unsigned long long> counted(p.edge_count);
  std::vector<unsigned int> bits(kSeenWords);
  check(cudaMemcpyAsync(counted.data(), bins.data(), bins.bytes(), cudaMemcpyDeviceToHost, stream), "reading sampled pairs");
  check(cudaMemcpyAsync(bits.data(), seen.data(), seen.bytes(), cudaMemcpyDeviceToHost, stream), "reading sampled pairs");
  stream.wait();
  std::ranges::copy(counted, p.bins);
  for (uint32_t k = 0; k < TSR_CORRELATION_ENTRIES; ++k) p.seen[k] = static_cast<uint8_t>(bits[k / 32] >> k % 32 & 1);
  session.log.add_device_time(TSR_OP_SAMPLED_PAIRS, end.since(begin), 0.0);
}

}  // namespace tessera::cuda
