#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "search/host/evaluator.h"
#include "search/host/screen.h"
#include "search/interrupt.h"
#include "search/island/chain.h"
#include "search/island/work.h"

namespace tessera::search {

/** A team of one: an island on a thread of the host, scored through the backend. See island/work.h. Throws SearchError. */
class HostTeam {
 public:
  /** `seen` is the problem as islands see it, `block` the island's state; both must outlive the team. */
  HostTeam(const Problem& problem, const tsr_search_problem& seen, uint32_t number, unsigned char* block);
  HostTeam(const HostTeam&) = delete;
  HostTeam& operator=(const HostTeam&) = delete;

  static constexpr bool parallel = false;
  const tsr_search_problem& problem;
  const uint32_t island;
  island::State state;
  island::Work work;
  Stream stream;
  tsr_search_generation generation{};
  /** Only a descent asks for it. */
  Interrupt interrupt;

  template <class F>
  void once(const F& f) {
    f();
  }
  template <class F>
  void each(uint32_t count, const F& f) {
    for (uint32_t k = 0; k < count; ++k) f(k);
  }
  template <class F>
  void ranges(uint32_t count, const F& f) {
    f(0, count);
  }
  template <class Test, class Store>
  uint32_t collect(uint32_t count, uint32_t first, const Test& test, const Store& store) {
    for (uint32_t k = 0; k < count; ++k) {
      if (test(k)) store(first++, k);
    }
    return first;
  }
  template <class Test>
  uint32_t first(uint32_t count, const Test& test) {
    uint32_t k = 0;
    while (k < count && !test(k)) ++k;
    return k;
  }
  uint32_t best(uint32_t count) const {
    uint32_t best = 0;
    for (uint32_t k = 1; k < count; ++k) {
      if (better(work.scores[k], work.scores[best])) best = k;
    }
    return best;
  }
  void sort(uint32_t* list, uint32_t count) { std::sort(list, list + count); }
  void rank(const double* keys, uint32_t count, uint32_t* order) {
    std::iota(order, order + count, 0u);
    std::sort(order, order + count, [&](uint32_t a, uint32_t b) { return keys[a] != keys[b] ? keys[a] > keys[b] : a < b; });
  }

  void refresh() { evaluator_.refresh(work.chain); }
  void score_swaps(uint32_t count, double interesting) {
    evaluator_.score_swaps(work.chain, {work.swaps, count}, {work.scores, count}, interesting);
  }
  void apply(Swap swap, Score score) {
    evaluator_.move_sums(work.chain, swap);
    island::exchange(*this, swap);
    work.chain.score = score;
    evaluator_.load_members(work.chain);
  }
  void score_drawn(uint32_t count) {
    evaluator_.score_portfolios({work.drawn, size_t{count} * problem.size}, {work.scores, count});
  }
  void sum_drawn(const uint32_t* members, uint32_t count) {
    evaluator_.pnl_sums({members, size_t{count} * problem.size}, problem.size, work.drawn_sums);
  }
  bool interrupted() const { return interrupt.requested(); }

  bool screen_usable() const { return problem.bounded != 0; }
  void screen_reset() { screen_.reset(); }
  void screen_prepare() { screen_.prepare(work.chain); }
  island::Scan screen_scan(double threshold);
  bool screen_learn(Swap swap) { return screen_.learn(swap); }

 private:
  std::vector<unsigned char> scratch_;
  Evaluator evaluator_;
  Screen screen_;
  std::vector<island::ScreenedSwap> found_;
};

}  // namespace tessera::search
