#include "backends/cuda/search/device_problem.h"

#include <cstring>

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

}  // namespace

size_t problem_bytes(const tsr_search_problem& problem) {
  tsr_search_problem copy = problem;
  return lay(copy, Layout(nullptr, nullptr));
}

tsr_search_problem place_problem(const tsr_search_problem& problem, std::byte* host, std::byte* device) {
  tsr_search_problem placed = problem;
  lay(placed, Layout(host, device));
  return placed;
}

}  // namespace tessera::cuda
