#include "search/believed/believed.h"

#include <algorithm>
#include <cmath>

#include "formulas/family_cell.h"
#include "search/vector_clones.h"

namespace tessera::search {

namespace {

constexpr uint32_t kLanes = 4, kVectors = 4;
/** Columns that are summed together. */
constexpr uint32_t kTogether = kLanes * kVectors;

/** Four doubles wherever they lie. */
typedef double Lanes __attribute__((vector_size(32), aligned(8), may_alias));

/** sums = products of a column with each of kTogether others, of which row t begins at by_row + t padded; in time order. */
TESSERA_VECTOR_CLONES
void multiply(const double* column, const double* by_row, uint32_t padded, uint32_t rows, double* sums) {
  Lanes total[kVectors] = {};
  for (uint32_t t = 0; t < rows; ++t, by_row += padded) {
#pragma GCC unroll 4
    for (uint32_t v = 0; v < kVectors; ++v) {
      total[v] = total[v] + column[t] * *reinterpret_cast<const Lanes*>(by_row + v * kLanes);
    }
  }
#pragma GCC unroll 4
  for (uint32_t v = 0; v < kVectors; ++v) *reinterpret_cast<Lanes*>(sums + v * kLanes) = total[v];
}

double quotient(double numerator, double square) { return square > 0.0 ? numerator / std::sqrt(square) : 0.0; }

}  // namespace

void BelievedScorer::load(std::span<const uint32_t> members) {
  if (std::equal(members.begin(), members.end(), loaded_.begin(), loaded_.end())) return;
  loaded_.assign(members.begin(), members.end());
  const auto count = static_cast<uint32_t>(members.size());
  const uint32_t rows = believed_->observations;
  padded_ = (count + kTogether - 1) / kTogether * kTogether;
  by_row_.assign(size_t{rows} * padded_, 0.0);
  sums_.resize(kTogether);
  for (const uint32_t member : members) believed_->ahead(member);
  for (uint32_t k = 0; k < count; ++k) {
    const double* const column = believed_->column(members[k]);
    for (uint32_t t = 0; t < rows; ++t) by_row_[size_t{t} * padded_ + k] = column[t];
  }
}

void BelievedScorer::entries_with(uint32_t strategy, std::span<const uint32_t> members, uint16_t* entries) {
  const RememberedPairs& pairs = believed_->pairs;
  bool loads = false;
  for (uint32_t first = 0; first < members.size(); first += kTogether) {
    const auto end = static_cast<uint32_t>(std::min<size_t>(first + kTogether, members.size()));
    bool all = pairs.any();
    for (uint32_t k = first; all && k < end; ++k) {
      // No pair: what stands there is not looked at.
      const uint32_t entry = members[k] == strategy ? 0 : pairs.find(strategy, members[k]);
      entries[k] = static_cast<uint16_t>(entry);
      all = entry != RememberedPairs::kUnknown;
    }
    if (all) continue;
    if (!loads) load(members);
    loads = true;
    multiply(believed_->column(strategy), by_row_.data() + first, padded_, believed_->observations, sums_.data());
    for (uint32_t k = first; k < end; ++k) {
      const uint32_t entry = formulas::correlation_entry(sums_[k - first]);
      entries[k] = static_cast<uint16_t>(entry);
      if (pairs.any() && members[k] != strategy) pairs.put(strategy, members[k], entry);
    }
  }
}

bool BelievedScorer::needs_no_column(uint32_t strategy) const {
  if (knows(strategy)) return true;
  const RememberedPairs& pairs = believed_->pairs;
  const auto is_there = [&](uint32_t member) { return pairs.find(strategy, member) != RememberedPairs::kUnknown; };
  return pairs.any() && std::ranges::all_of(members_, is_there);
}

double BelievedScorer::value(std::span<const uint32_t> members) {
  double numerator = 0.0, square = 0.0;
  std::vector<uint16_t> entries(members.size());
  for (size_t i = 0; i < members.size(); ++i) {
    const double v = believed_->weight[members[i]];
    numerator += v * believed_->theta[members[i]];
    entries_with(members[i], members, entries.data());
    for (size_t j = 0; j < members.size(); ++j) {
      const double rho = i == j ? 1.0 : believed_->shrunk[entries[j]];
      square += v * believed_->weight[members[j]] * rho;
    }
  }
  return quotient(numerator, square);
}

void BelievedScorer::stand_at(std::span<const uint32_t> members) {
  const size_t n = members.size();
  const std::vector<uint32_t> before = std::move(members_);
  const std::vector<uint16_t> pairs_before = std::move(member_pairs_);
  members_.assign(members.begin(), members.end());
  member_pairs_.assign(n * n, 0);
  std::vector<size_t> place_before(n);
  std::vector<uint16_t> row(n);
  for (size_t i = 0; i < n; ++i) {
    const auto at = std::ranges::lower_bound(before, members_[i]);
    place_before[i] = at != before.end() && *at == members_[i] ? static_cast<size_t>(at - before.begin()) : before.size();
  }
  for (size_t i = 0; i < n; ++i) {
    if (place_before[i] < before.size()) {
      for (size_t j = 0; j < i; ++j) {
        if (place_before[j] == before.size()) continue;
        const uint16_t entry = pairs_before[place_before[i] * before.size() + place_before[j]];
        member_pairs_[i * n + j] = member_pairs_[j * n + i] = entry;
      }
      continue;
    }
    entries_with(members_[i], members_, row.data());
    for (size_t j = 0; j < n; ++j) member_pairs_[i * n + j] = member_pairs_[j * n + i] = row[j];
  }
  with_members_.assign(n, 0.0);
  numerator_ = square_ = 0.0;
  for (size_t i = 0; i < n; ++i) {
    const double v = believed_->weight[members_[i]];
    for (size_t m = 0; m < n; ++m) {
      const double rho = i == m ? 1.0 : believed_->shrunk[member_pairs_[i * n + m]];
      with_members_[i] += believed_->weight[members_[m]] * rho;
    }
    with_members_[i] *= v;
    numerator_ += v * believed_->theta[members_[i]];
    square_ += with_members_[i];
  }
  ++standing_;
}

double BelievedScorer::value_of_swap(Swap swap) {
  const size_t n = members_.size();
  if (known_.empty()) {
    known_.assign(believed_->strategies, 0);
    incoming_.resize(believed_->strategies);
    incoming_pairs_.resize(size_t{believed_->strategies} * n);
  }
  uint16_t* const pairs = incoming_pairs_.data() + swap.in * n;
  const double v_in = believed_->weight[swap.in];
  if (!knows(swap.in)) {
    entries_with(swap.in, members_, pairs);
    double g = 0.0;
    for (size_t m = 0; m < n; ++m) g += believed_->weight[members_[m]] * believed_->shrunk[pairs[m]];
    incoming_[swap.in] = g * v_in;
    known_[swap.in] = standing_;
  }
  const auto out = static_cast<size_t>(std::ranges::lower_bound(members_, swap.out) - members_.begin());
  const double v_out = believed_->weight[swap.out];
  const double numerator = numerator_ - v_out * believed_->theta[swap.out] + v_in * believed_->theta[swap.in];
  const double square = square_ - 2.0 * with_members_[out] + v_out * v_out +
                        2.0 * (incoming_[swap.in] - v_out * v_in * believed_->shrunk[pairs[out]]) + v_in * v_in;
  return quotient(numerator, square);
}

void BelievedScorer::values_of_swaps(std::span<const Swap> swaps, std::span<double> values) {
  const size_t most = std::max<size_t>(1, storage::kAheadBytes / (believed_->observations * sizeof(double)));
  size_t asked = 0;
  for (size_t k = 0; k < swaps.size(); ++k) {
    for (; asked < std::min(k + most, swaps.size()); ++asked) {
      if (believed_->z.on_disk() && !needs_no_column(swaps[asked].in)) believed_->ahead(swaps[asked].in);
    }
    values[k] = value_of_swap(swaps[k]);
  }
}

}  // namespace tessera::search
