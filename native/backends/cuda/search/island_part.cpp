#include "backends/cuda/search/island_part.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstring>
#include <thread>

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

/** Of an island: its head and an IslandReport, apart from those of others. */
size_t report_bytes(const tsr_search_problem& problem) {
  return (island::head_bytes(problem) + sizeof(IslandReport) + 127) / 128 * 128;
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
  case AlgorithmId::id: return work.narrow != 0 ? narrow_step_##id(work, stream) : step_##id(work, stream);
    TSR_ALGORITHMS(TSR_STEP)
#undef TSR_STEP
  }
}

}  // namespace

IslandPart::IslandPart(DeviceSession& device, const SearchMatrix& matrix, const tsr_search_problem& problem,
                       uint64_t state_bytes, uint32_t first, uint32_t count)
    : device_(device),
      memory_(device.memory(), PartLayout(problem, state_bytes, count).total(), "islands of a search"),
      staging_(PartLayout(problem, state_bytes, count).staging()),
      reports_(count * report_bytes(problem)) {
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
  work_.blocks = 1;
  work_.reports = reinterpret_cast<unsigned char*>(reports_.data());
  work_.report_bytes = report_bytes(problem);
  work_.head_bytes = island::head_bytes(problem);
  std::memset(reports_.data(), 0, count * work_.report_bytes);
  check(cudaMemcpyAsync(base, staging_.data(), layout.problem, cudaMemcpyHostToDevice, stream_), "sending a search");
  check(cudaMemsetAsync(work_.states, 0, layout.states, stream_), "preparing islands");
  stream_.wait();
  device_.islands() += count;
}

IslandPart::~IslandPart() {
  device_.islands() -= work_.islands;
  cudaStreamSynchronize(stream_);
}

void IslandPart::launch(void (*kernel)(const IslandWork&, cudaStream_t), IslandWork work) {
  work.launch = ++launches_;
  told_of_ = work.islands;
  kernel(work, stream_);
#if defined(_WIN32)
  // The display driver keeps a launch back until it is asked for something, and reports ask it nothing.
  if (const cudaError_t state = cudaStreamQuery(stream_); state != cudaErrorNotReady) check(state, "searching");
#endif
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
  // Which blocks it is in changes the time alone.
  work_.narrow = device_.islands().load(std::memory_order_relaxed) > device_.multiprocessors() ? 1 : 0;
  work_.generation.start = reinterpret_cast<const uint32_t*>(generation_device_ + weights);
  launch(step_islands, work_);
}

void IslandPart::polish(uint64_t budget, uint32_t count) {
  IslandWork work = work_;
  work.polish_budget = budget;
  work.islands = count > work.first_island ? std::min(work.islands, count - work.first_island) : 0;
  if (work_.problem.islands == 1 && work_.problem.bounded != 0) {
    // As many as leave room for the descents beside it, a power of two. It changes the time alone.
    const uint32_t share = device_.multiprocessors() / std::max(1u, device_.islands().load(std::memory_order_relaxed));
    work.blocks = std::bit_floor(std::clamp(share, 1u, kMostTogether));
  }
  launch(polish_islands, work);
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

void IslandPart::read(std::byte* states) {
  check(cudaMemcpyAsync(staging_.data(), work_.states, work_.islands * work_.state_bytes, cudaMemcpyDeviceToHost, stream_),
        "reading islands");
  stream_.wait();
  std::memcpy(states + work_.first_island * work_.state_bytes, staging_.data(), work_.islands * work_.state_bytes);
}

const volatile IslandReport& IslandPart::report(uint32_t island) const {
  return *reinterpret_cast<const volatile IslandReport*>(work_.reports + island * work_.report_bytes + work_.head_bytes);
}

bool IslandPart::all_told() const {
  for (uint32_t k = 0; k < told_of_; ++k) {
    if (report(k).launch != launches_) return false;
  }
  std::atomic_thread_fence(std::memory_order_acquire);
  return true;
}

/** Looks again and again, more often when about as long has gone by as the launch before took. */
void IslandPart::wait_for_reports() {
  using namespace std::chrono_literals;
  using Clock = std::chrono::steady_clock;
  constexpr auto kShortest = 20us, kLongest = 1000us;
  constexpr auto kAsked = 50ms;  // whether the device still works
  const auto began = Clock::now();
  auto asked = began;
  bool ended = false;
  std::chrono::nanoseconds nap = usually_ * 3 / 4;
  while (!all_told()) {
    // A kernel that has ended has told everything.
    if (ended) throw Failure{TSR_INTERNAL, "a search on the GPU came to nothing"};
    const auto now = Clock::now();
    if (now - asked >= kAsked) {
      asked = now;
      const cudaError_t state = cudaStreamQuery(stream_);
      if (state != cudaErrorNotReady) check(state, "searching");
      ended = state == cudaSuccess;
      continue;
    }
    std::this_thread::sleep_for(std::clamp<std::chrono::nanoseconds>(nap, kShortest, kAsked));
    nap = std::min<std::chrono::nanoseconds>((Clock::now() - began) / 32, kLongest);
  }
  usually_ = Clock::now() - began;
}

double IslandPart::take_heads(std::byte* states) {
  wait_for_reports();
  uint64_t began = UINT64_MAX, ended = 0;
  for (uint32_t k = 0; k < told_of_; ++k) {
    std::memcpy(states + (work_.first_island + k) * work_.state_bytes, work_.reports + k * work_.report_bytes,
                work_.head_bytes);
    const uint64_t own_begin = report(k).began, own_end = report(k).ended;
    began = std::min(began, own_begin);
    ended = std::max(ended, own_end);
  }
  return told_of_ == 0 ? 0.0 : static_cast<double>(ended - began) * 1e-6;
}

}  // namespace tessera::cuda
