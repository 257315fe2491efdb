#include "backends/cuda/search/island_part.h"

#include <bit>
#include <cstring>

#include "backends/cuda/search/block_scratch.h"
#include "backends/cuda/search/island_kernels.h"
#include "search/algorithms.h"

namespace tessera::cuda {

namespace {

/** Lays lists one behind the other; with no place to put them it only counts. */
class Layout {
 public:
  Layout(std::byte* host, std::byte* device) : host_(host), device_(device) {}

  template <class T>
  void put(const T*& list, size_t count) {
    if (host_ != nullptr && count > 0) std::memcpy(host_ + used_, list, count * sizeof(T));
    if (host_ != nullptr) list = reinterpret_cast<const T*>(device_ + used_);
    used_ += (count * sizeof(T) + 255) / 256 * 256;
  }
  size_t used() const { return used_; }

 private:
  std::byte* host_;
  std::byte* device_;
  size_t used_ = 0;
};

size_t lay(tsr_search_problem& p, Layout layout) {
  layout.put(p.candidates, p.candidate_count);
  layout.put(p.fixed, p.fixed_count);
  layout.put(p.promising, p.promising_count);
  layout.put(p.allowed, p.strategies);
  layout.put(p.group_of, size_t{p.grouping_count} * p.strategies);
  layout.put(p.group_first, p.grouping_count + 1);
  layout.put(p.group_minimum, p.group_count);
  layout.put(p.group_maximum, p.group_count);
  layout.put(p.group_desired, p.group_count);
  layout.put(p.balance_weight, p.grouping_count);
  layout.put(p.basis, size_t{p.directions} * p.observations);
  return layout.used();
}

/** Bytes of all lists of a problem, each aligned to 256 bytes. */
size_t problem_bytes(const tsr_search_problem& problem) {
  tsr_search_problem copy = problem;
  return lay(copy, Layout(nullptr, nullptr));
}

/**
 * Copies the lists to `host` [problem_bytes] and returns the problem that points to their places in `device` memory, where they
 * will be.
 */
tsr_search_problem place_problem(const tsr_search_problem& problem, std::byte* host, std::byte* device) {
  tsr_search_problem placed = problem;
  lay(placed, Layout(host, device));
  return placed;
}

constexpr size_t whole(size_t bytes) { return (bytes + 255) / 256 * 256; }

/** What a generation brings: the weights of aco, and a portfolio to start from. */
size_t generation_bytes(const tsr_search_problem& problem) {
  return whole(problem.candidate_count * sizeof(double)) + whole(problem.strategies * sizeof(uint32_t));
}

/** Sizes of the parts of the device's block, in their order. */
struct PartLayout {
  size_t problem, generation, states, scratch;

  PartLayout(const tsr_search_problem& p, uint64_t state_bytes, uint32_t count)
      : problem(problem_bytes(p)),
        generation(generation_bytes(p)),
        states(whole(count * state_bytes)),
        scratch(count * block_bytes(p)) {}
  /** Rounded up, so that searches of neighbouring sizes take over each other's memory. */
  size_t total() const { return std::bit_ceil(problem + generation + states + scratch); }
  size_t staging() const { return std::max(problem, generation + states); }
};

/** One generation of all islands of the work, a block each. Asynchronous. */
void step_islands(const IslandWork& work, cudaStream_t stream) {
  using search::AlgorithmId;
  switch (static_cast<AlgorithmId>(work.problem.algorithm)) {
#define TSR_STEP(id, ...) \
  case AlgorithmId::id: return step_##id(work, stream);
    TSR_ALGORITHMS(TSR_STEP)
#undef TSR_STEP
  }
}

}  // namespace

IslandPart::IslandPart(DeviceSession& device, const SearchMatrix& matrix, const tsr_search_problem& problem,
                       uint64_t state_bytes, uint32_t first, uint32_t count)
    : device_(device),
      memory_(device.memory(), PartLayout(problem, state_bytes, count).total(), "islands of a search"),
      staging_(PartLayout(problem, state_bytes, count).staging()) {
  const PartLayout layout(problem, state_bytes, count);
  std::byte* const base = memory_.data();
  work_.problem = place_problem(problem, staging_.data(), base);
  work_.matrix = matrix.view(device);
  generation_device_ = base + layout.problem;
  generation_host_ = staging_.data() + layout.states;
  work_.states = reinterpret_cast<unsigned char*>(generation_device_ + layout.generation);
  work_.state_bytes = state_bytes;
  work_.scratch = work_.states + layout.states;
  work_.scratch_bytes = block_bytes(problem);
  work_.first_island = first;
  work_.islands = count;
  check(cudaMemcpyAsync(base, staging_.data(), layout.problem, cudaMemcpyHostToDevice, stream_), "sending a search");
  check(cudaMemsetAsync(work_.states, 0, layout.states, stream_), "preparing islands");
  stream_.wait();
}

void IslandPart::timed(void (*kernel)(const IslandWork&, cudaStream_t), const IslandWork& work) {
  begin_.record(stream_);
  kernel(work, stream_);
  end_.record(stream_);
  timing_ = true;
}

void IslandPart::step(const tsr_search_generation& generation) {
  work_.generation = generation;
  const size_t weights = whole(work_.problem.candidate_count * sizeof(double));
  if (generation.cumulative != nullptr) {
    std::memcpy(generation_host_, generation.cumulative, work_.problem.candidate_count * sizeof(double));
    check(cudaMemcpyAsync(generation_device_, generation_host_, weights, cudaMemcpyHostToDevice, stream_), "sending weights");
  }
  if (generation.start_count > 0) {
    const size_t bytes = generation.start_count * sizeof(uint32_t);
    std::memcpy(generation_host_ + weights, generation.start, bytes);
    check(cudaMemcpyAsync(generation_device_ + weights, generation_host_ + weights, bytes, cudaMemcpyHostToDevice, stream_),
          "sending a portfolio");
  }
  work_.generation.cumulative = reinterpret_cast<const double*>(generation_device_);
  work_.generation.start = reinterpret_cast<const uint32_t*>(generation_device_ + weights);
  timed(step_islands, work_);
}

void IslandPart::polish(uint64_t budget, uint32_t count) {
  IslandWork work = work_;
  work.polish_budget = budget;
  work.islands = count > work.first_island ? std::min(work.islands, count - work.first_island) : 0;
  timed(polish_islands, work);
}

void IslandPart::send(const std::byte* states, uint64_t bytes) {
  const std::byte* const from = states + work_.first_island * work_.state_bytes;
  for (uint32_t k = 0; k < work_.islands; ++k) {
    std::memcpy(staging_.data() + k * work_.state_bytes, from + k * work_.state_bytes, bytes);
  }
  check(cudaMemcpy2DAsync(work_.states, work_.state_bytes, staging_.data(), work_.state_bytes, bytes, work_.islands,
                          cudaMemcpyHostToDevice, stream_),
        "sending islands");
}

void IslandPart::ask(uint64_t bytes) {
  check(cudaMemcpy2DAsync(staging_.data(), work_.state_bytes, work_.states, work_.state_bytes, bytes, work_.islands,
                          cudaMemcpyDeviceToHost, stream_),
        "reading islands");
}

void IslandPart::take(std::byte* states, uint64_t bytes) const {
  std::byte* const to = states + work_.first_island * work_.state_bytes;
  for (uint32_t k = 0; k < work_.islands; ++k) {
    std::memcpy(to + k * work_.state_bytes, staging_.data() + k * work_.state_bytes, bytes);
  }
}

double IslandPart::wait() {
  done_.record(stream_);
  done_.wait();
  const double milliseconds = timing_ ? end_.since(begin_) : 0.0;
  timing_ = false;
  return milliseconds;
}

}  // namespace tessera::cuda
