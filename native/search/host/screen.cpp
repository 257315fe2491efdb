#include "search/host/screen.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "search/host/evaluator.h"
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
constexpr uint32_t kQuickWindows = 6;        // the newest, tried on all of them; the others on what those leave
constexpr uint32_t kRowsAhead = 16;          // rows on the disk that are asked for together

using island::kFreshWindows;
using island::kMostWindows;
using island::kSieveMembers;
using island::kSieveSteps;
using island::ScreenedSwap;

bool ranks_first(const ScreenedSwap& a, const ScreenedSwap& b) {
  if (a.bound != b.bound) return a.bound > b.bound;
  return a.swap.out != b.swap.out ? a.swap.out < b.swap.out : a.swap.in < b.swap.in;
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
  // Each sum goes row by row either way: rows on the disk are read as they lie.
  const uint32_t together = columns.standardised.on_disk() ? columns.strategies : kCandidatesAtOnce;
  for (uint32_t first = 0; first < columns.strategies; first += together) {
    const uint32_t count = std::min(together, columns.strategies - first);
    for (uint32_t t = 0; t < columns.correlation_observations; ++t) {
      if (t % kRowsAhead == 0) columns.standardised_ahead(t, 2 * kRowsAhead);
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
  for (const int32_t row : {window.from, window.to}) {
    if (row >= 0) columns.prefix_ahead(static_cast<uint32_t>(row));
  }
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
  const Columns& columns = *problem_.columns;
  if (columns.prefix.on_disk()) {
    // Cells of two columns lie on as many pages as there are rows: what they were made of is summed again.
    const uint32_t pair[] = {swap.out, swap.in};
    std::vector<double> pnl(2 * equity.size());
    Evaluator(problem_, nullptr).pnl_sums(pair, 1, pnl.data());
    double out = 0, in = 0;
    for (uint32_t t = 0; t < equity.size(); ++t) {
      equity[t] = equity_[t] - (out += pnl[t]) + (in += pnl[equity.size() + t]);
    }
  } else {
    for (uint32_t t = 0; t < equity.size(); ++t) {
      const double* prefix = columns.prefix_row(t);
      equity[t] = equity_[t] - prefix[swap.out] + prefix[swap.in];
    }
  }
  const auto deepest = deepest_windows(equity, problem_.objective.peak_from_zero != 0, 1);
  return !deepest.empty() && add_window(deepest.front());
}

void Screen::Found::add(double bound, Swap swap) {
  if (!(bound > threshold)) return;
  swaps.push_back({bound, swap});
  if (swaps.size() < 4 * limit) return;
  const auto end = swaps.begin() + static_cast<ptrdiff_t>(limit);
  std::nth_element(swaps.begin(), end, swaps.end(), ranks_first);
  // What ranks with this one is not among the best any more, unless it is as good.
  threshold = std::max(threshold, std::nextafter(end->bound, -HUGE_VAL));
  swaps.resize(limit);
  complete = false;
}

void Screen::Found::finish() {
  if (swaps.size() > limit) {
    std::nth_element(swaps.begin(), swaps.begin() + static_cast<ptrdiff_t>(limit), swaps.end(), ranks_first);
    swaps.resize(limit);
    complete = false;
  }
  std::sort(swaps.begin(), swaps.end(), ranks_first);
}

/** Of the members from place `first` on. */
Screen::Leaving Screen::leaving(const island::Chain& chain, uint32_t first) const {
  const Columns& columns = *problem_.columns;
  const double* total = columns.prefix_row(columns.observations - 1);
  const size_t windows = windows_.size();
  Leaving leaving;
  leaving.best = {-HUGE_VAL, HUGE_VAL};
  for (uint32_t k = first; k < problem_.size && k < first + kSieveMembers; ++k) {
    const uint32_t out = chain.members[k];
    if (!problem_.allowed[out]) continue;
    leaving.members.push_back(out);
    const auto& terms = leaving.terms.emplace_back(
        island::LeavingTerms{equity_.back() - total[out], square_ - 2.0 * static_cast<double>(alignment_[out])});
    leaving.best.total = std::max(leaving.best.total, terms.total);
    leaving.best.square = std::min(leaving.best.square, terms.square);
    for (size_t w = 0; w < windows; ++w) leaving.falls.push_back(fall(equity_, windows_[w]) + in_window_[w][out]);
  }
  const size_t count = leaving.members.size();
  leaving.words.resize(windows * kSieveSteps);
  for (size_t w = 0; w < windows && count > 0; ++w) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t m = 0; m < count; ++m) {
      low = std::min(low, leaving.falls[m * windows + w]);
      high = std::max(high, leaving.falls[m * windows + w]);
    }
    leaving.steps.push_back(island::SieveSteps::between(low, high));
    uint64_t* words = leaving.words.data() + w * kSieveSteps;
    for (size_t m = 0; m < count; ++m) words[leaving.steps[w].of(leaving.falls[m * windows + w])] |= uint64_t{1} << m;
    for (uint32_t step = 1; step < kSieveSteps; ++step) words[step] |= words[step - 1];
  }
  return leaving;
}

/** Every swap that replaces one of these members. */
void Screen::scan_leaving(const island::Chain& chain, const Leaving& leaving, const island::FitnessBound& bound,
                          Found& found) const {
  if (leaving.members.empty()) return;
  const Columns& columns = *problem_.columns;
  const double* total = columns.prefix_row(columns.observations - 1);
  const size_t windows = windows_.size(), first_window = windows > kQuickWindows ? windows - kQuickWindows : 0;
  const uint64_t all = ~uint64_t{0} >> (kSieveMembers - leaving.members.size());
  double depths[kCandidatesAtOnce], in_windows[island::kMostWindows];
  uint64_t members[kCandidatesAtOnce];
  for (uint32_t first = 0; first < columns.strategies; first += kCandidatesAtOnce) {
    const uint32_t count = std::min(kCandidatesAtOnce, columns.strategies - first);
    deepest_falls(depths, bound, found.threshold, leaving.best, total + first, alignment_.data() + first, count);
    for (uint32_t i = 0; i < count; ++i) members[i] = depths[i] < 0 ? 0 : all;
    for (size_t w = first_window; w < windows; ++w) {
      sift(members, leaving.steps[w], leaving.words.data() + w * kSieveSteps, depths, in_window_[w].data() + first, count);
    }
    for (uint32_t i = 0; i < count; ++i) {
      const uint32_t in = first + i;
      uint64_t left = members[i];
      if (left == 0 || chain.holds[in] || !problem_.allowed[in]) continue;
      for (size_t w = 0; w < first_window && left != 0; ++w) {
        left &= leaving.words[w * kSieveSteps + leaving.steps[w].of(depths[i] + in_window_[w][in])];
      }
      if (left == 0) continue;
      for (size_t w = 0; w < windows; ++w) in_windows[w] = in_window_[w][in];
      for (; left != 0; left &= left - 1) {
        const auto m = static_cast<size_t>(std::countr_zero(left));
        const Swap swap{leaving.members[m], in};
        if (!island::groups_allow(view_, chain, swap)) continue;
        double worst = 0;
        const double* falls = leaving.falls.data() + m * windows;
        for (size_t w = 0; w < windows; ++w) worst = std::max(worst, falls[w] - in_windows[w]);
        found.add(bound.of(leaving.terms[m], worst, total[in], alignment_[in]), swap);
      }
    }
  }
}

bool Screen::scan(const island::Chain& chain, double threshold, size_t limit, std::vector<ScreenedSwap>& found) const {
  const island::FitnessBound bound(view_.objective, problem_.size, island::balance_reserve(view_, chain.counts));
  found.clear();
  Found best{threshold, limit, found};
  for (uint32_t first = 0; first < problem_.size; first += kSieveMembers) {
    scan_leaving(chain, leaving(chain, first), bound, best);
  }
  best.finish();
  return best.complete;
}

}  // namespace tessera::search
