#include "search/host/screen.h"

#include <algorithm>
#include <cmath>

#include "search/host/screen_kernels.h"
#include "search/island/bound.h"
#include "search/island/chain.h"

namespace tessera::search {

double fall(std::span<const double> equity, DrawdownWindow window) {
  const double from = window.from < 0 ? 0.0 : equity[static_cast<size_t>(window.from)];
  return from - equity[static_cast<size_t>(window.to)];
}

std::vector<DrawdownWindow> deepest_windows(std::span<const double> equity, bool peak_from_zero, size_t count) {
  std::vector<DrawdownWindow> all;
  const auto rows = static_cast<int32_t>(equity.size());
  int32_t peak = peak_from_zero ? -1 : 0;
  for (int32_t row = 0; row < rows; ++row) {
    // Falls before row is made a peak: on rising curves these are the smallest rises, the first to turn into falls.
    if (row > peak) all.push_back({peak, row});
    if (fall(equity, {peak, row}) <= 0) peak = row;
  }
  std::stable_sort(all.begin(), all.end(),
                   [&](DrawdownWindow a, DrawdownWindow b) { return fall(equity, a) > fall(equity, b); });
  std::vector<DrawdownWindow> chosen;
  for (const auto window : all) {
    if (chosen.size() == count) break;
    const bool covered = std::any_of(chosen.begin(), chosen.end(), [&](DrawdownWindow other) {
      return other.from == window.from && (other.to == window.to + 1 || other.to == window.to - 1);
    });
    if (!covered) chosen.push_back(window);
  }
  return chosen;
}

namespace {

constexpr uint32_t kCandidatesAtOnce = 512;  // candidates at a time: their windows stay in the first cache

using island::kFreshWindows;
using island::kMostWindows;
using island::kQuickWindows;
using island::ScreenedSwap;

bool ranks_first(const ScreenedSwap& a, const ScreenedSwap& b) {
  if (a.bound != b.bound) return a.bound > b.bound;
  return a.swap.out != b.swap.out ? a.swap.out < b.swap.out : a.swap.in < b.swap.in;
}

void keep_best(std::vector<ScreenedSwap>& found, size_t limit) {
  std::nth_element(found.begin(), found.begin() + static_cast<ptrdiff_t>(limit), found.end(), ranks_first);
  found.resize(limit);
}

}  // namespace

void Screen::reset() {
  windows_.clear();
  in_window_.clear();
}

void Screen::prepare(const island::Chain& chain) {
  const Columns& columns = *problem_.columns;
  equity_.resize(columns.observations);
  double equity = 0;
  for (size_t t = 0; t < equity_.size(); ++t) equity_[t] = equity += chain.pnl_sum[t];
  auto fresh = deepest_windows(equity_, problem_.objective.peak_from_zero != 0, kFreshWindows);
  std::reverse(fresh.begin(), fresh.end());  // the deepest becomes the newest, the last to be forgotten
  for (const auto window : fresh) add_window(window);

  square_ = -static_cast<double>(chain.varying);
  for (uint32_t t = 0; t < columns.correlation_observations; ++t) {
    square_ += chain.standardised_sum[t] * chain.standardised_sum[t];
  }
  alignment_.assign(columns.strategies, 0.0f);
  for (uint32_t first = 0; first < columns.strategies; first += kCandidatesAtOnce) {
    const uint32_t count = std::min(kCandidatesAtOnce, columns.strategies - first);
    for (uint32_t t = 0; t < columns.correlation_observations; ++t) {
      add_scaled(alignment_.data() + first, columns.standardised_row(t) + first, static_cast<float>(chain.standardised_sum[t]),
                 count);
    }
  }
}

bool Screen::add_window(DrawdownWindow window) {
  const auto known = std::find(windows_.begin(), windows_.end(), window);
  if (known != windows_.end()) {
    const auto place = known - windows_.begin();
    std::rotate(known, known + 1, windows_.end());
    std::rotate(in_window_.begin() + place, in_window_.begin() + place + 1, in_window_.end());
    return false;
  }
  const Columns& columns = *problem_.columns;
  std::vector<double> sums;
  if (windows_.size() == kMostWindows) {
    windows_.erase(windows_.begin());
    sums = std::move(in_window_.front());
    in_window_.erase(in_window_.begin());
  }
  sums.resize(columns.strategies);
  const double* to = columns.prefix_row(static_cast<uint32_t>(window.to));
  if (window.from < 0) {
    std::copy(to, to + columns.strategies, sums.begin());
  } else {
    subtract(sums.data(), to, columns.prefix_row(static_cast<uint32_t>(window.from)), columns.strategies);
  }
  windows_.push_back(window);
  in_window_.push_back(std::move(sums));
  return true;
}

bool Screen::learn(Swap swap) {
  std::vector<double> equity(equity_.size());
  for (uint32_t t = 0; t < equity.size(); ++t) {
    const double* prefix = problem_.columns->prefix_row(t);
    equity[t] = equity_[t] - prefix[swap.out] + prefix[swap.in];
  }
  const auto deepest = deepest_windows(equity, problem_.objective.peak_from_zero != 0, 1);
  return !deepest.empty() && add_window(deepest.front());
}

bool Screen::scan(const island::Chain& chain, double threshold, size_t limit, std::vector<ScreenedSwap>& found) const {
  const Columns& columns = *problem_.columns;
  const double* total = columns.prefix_row(columns.observations - 1);
  const island::FitnessBound bound(view_.objective, problem_.size, island::balance_reserve(view_, chain.counts));
  std::vector<double> falls(windows_.size());
  for (size_t w = 0; w < falls.size(); ++w) falls[w] = fall(equity_, windows_[w]);
  const size_t first_window = falls.size() > kQuickWindows ? falls.size() - kQuickWindows : 0;

  found.clear();
  bool complete = true;
  double worst[kCandidatesAtOnce], bounds[kCandidatesAtOnce];
  for (uint32_t first = 0; first < columns.strategies; first += kCandidatesAtOnce) {
    const uint32_t count = std::min(kCandidatesAtOnce, columns.strategies - first);
    for (uint32_t member = 0; member < problem_.size; ++member) {
      const uint32_t out = chain.members[member];
      if (!problem_.allowed[out]) continue;
      const island::LeavingTerms terms{equity_.back() - total[out], square_ - 2.0 * static_cast<double>(alignment_[out])};
      std::fill(worst, worst + count, 0.0);
      for (size_t w = first_window; w < falls.size(); ++w) {
        deepen(worst, in_window_[w].data() + first, falls[w] + in_window_[w][out], count);
      }
      bound_fitness(bounds, bound, terms, worst, total + first, alignment_.data() + first, count);
      for (uint32_t i = 0; i < count; ++i) {
        if (!(bounds[i] > threshold)) continue;
        const Swap swap{out, first + i};
        if (chain.holds[swap.in] || !problem_.allowed[swap.in] || !island::groups_allow(view_, chain, swap)) continue;
        for (size_t w = 0; w < first_window; ++w) {
          deepen(worst + i, in_window_[w].data() + swap.in, falls[w] + in_window_[w][out], 1);
        }
        bound_fitness(bounds + i, bound, terms, worst + i, total + swap.in, alignment_.data() + swap.in, 1);
        if (!(bounds[i] > threshold)) continue;
        found.push_back({bounds[i], swap});
        if (found.size() < 4 * limit) continue;
        keep_best(found, limit);
        complete = false;
      }
    }
  }
  if (found.size() > limit) {
    keep_best(found, limit);
    complete = false;
  }
  std::sort(found.begin(), found.end(), ranks_first);
  return complete;
}

}  // namespace tessera::search
