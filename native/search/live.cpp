#include "search/live.h"

namespace tessera::search {

void Live::report(std::uint64_t evaluations, double best, std::uint32_t generation, double spread, double seconds) {
  if (slots_.size() < head) return;
  set(0, static_cast<double>(evaluations));
  set(1, best);
  set(2, generation);
  set(3, spread);
  set(4, seconds);
}

void Live::improved(std::uint64_t evaluations, double best) {
  if (slots_.size() < head + 4) return;
  const std::size_t capacity = (slots_.size() - head) / 2;
  auto length = static_cast<std::size_t>(get(5));
  if (length == capacity) {
    for (std::size_t k = 0; 2 * k < length; ++k) {
      set(head + 2 * k, get(head + 4 * k));
      set(head + 2 * k + 1, get(head + 4 * k + 1));
    }
    length = (length + 1) / 2;
  }
  set(head + 2 * length, static_cast<double>(evaluations));
  set(head + 2 * length + 1, best);
  set(5, static_cast<double>(length + 1));
}

}  // namespace tessera::search
