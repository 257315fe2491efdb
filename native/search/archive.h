#pragma once

#include <cstddef>
#include <vector>

#include "search/portfolio.h"

namespace tessera::search {

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
