#pragma once

#include <cstdint>
#include <vector>

#include "believable/choosing/pool.h"
#include "believable/choosing/selection.h"

namespace tessera::believable {

/** How many portfolios there are, at most `limit` + 1. */
uint64_t portfolios(uint64_t candidates, uint64_t slots, uint64_t limit);

/** Values every portfolio, in lexicographic order; the first of equals stays. */
class Enumeration {
 public:
  Enumeration(const Pool& pool, const search::Problem& problem, Selection& selection, const search::Interrupt& interrupt);

  /** Places, ascending; empty where the groups' bounds leave none. */
  std::vector<uint32_t> best();
  uint64_t judged() const { return judged_; }

 private:
  void extend(uint32_t place, size_t before, double& numerator, double& square) const;
  void visit(size_t first, double numerator, double square);
  void judge(double value);
  bool within_groups() const;

  const Pool& pool_;
  const search::Problem& problem_;
  Selection& selection_;
  const search::Interrupt& interrupt_;
  const bool balanced_, limited_;
  std::vector<uint32_t> members_, free_, best_;
  search::Score best_score_{0.0, 0.0};
  uint64_t judged_ = 0;
};

}  // namespace tessera::believable
