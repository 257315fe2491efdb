#include "search/algorithms/random_search.h"

namespace tessera::search {

std::span<const ParameterSpec> RandomSearch::specs() {
  static constexpr ParameterSpec specs[] = {
      {"islands", 8, 1, 256, "independent streams of portfolios"},
  };
  return specs;
}

}  // namespace tessera::search
