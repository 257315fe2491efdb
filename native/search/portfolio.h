#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/bytes.h"
#include "search/island/state.h"

namespace tessera::search {

/** A set of n distinct strategies with its score. */
struct Portfolio {
  std::vector<uint32_t> members;  // ascending; empty = none yet
  Score score{0, 0};

  void save(ByteWriter& writer) const {
    writer.list(members);
    writer.value(score);
  }
  static Portfolio load(ByteReader& reader) {
    Portfolio portfolio;
    portfolio.members = reader.list<uint32_t>();
    portfolio.score = reader.value<Score>();
    return portfolio;
  }
};

/** An island's best; empty when it has none. */
inline Portfolio best_of(const island::State& state, uint32_t size) {
  if (!state.head->has_best) return {};
  return {{state.best, state.best + size}, state.head->best};
}

/** Total order for rankings: score, then the lexicographically smaller set, so that ties never depend on timing. */
inline bool ranks_before(const Portfolio& a, const Portfolio& b) {
  if (a.members.empty() || b.members.empty()) return !a.members.empty() && b.members.empty();
  if (better(a.score, b.score)) return true;
  if (better(b.score, a.score)) return false;
  return a.members < b.members;
}

/** The best few distinct portfolios seen, best first. Offers must come in an order that threads cannot change. */
class Archive {
 public:
  explicit Archive(size_t capacity) : capacity_(capacity) {}

  /** True when the portfolio is the new best. */
  bool offer(const Portfolio& portfolio);
  const std::vector<Portfolio>& ranked() const { return ranked_; }

  void save(ByteWriter& writer) const;
  void load(ByteReader& reader);

 private:
  size_t capacity_;
  std::vector<Portfolio> ranked_;
};

}  // namespace tessera::search
