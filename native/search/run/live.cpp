#include "search/run/live.h"

#include <algorithm>

namespace tessera::search {

void Live::report(const Progress& progress) {
  if (capacity() == 0) return;
  set(0, static_cast<double>(progress.spent));
  set(2, progress.generation);
  set(3, progress.spread);
  set(4, progress.seconds);
  set(6, static_cast<double>(progress.evaluations));
  set(7, static_cast<double>(progress.screened));
}

void Live::improved(uint64_t spent, const Portfolio& best) {
  if (capacity() < 2) return;
  set(1, best.score.fitness);
  set(8, get(8) + 1);
  for (size_t k = 0; k < std::min(size_, best.members.size()); ++k) set(kHead + k, best.members[k]);
  set(8, get(8) + 1);

  auto length = static_cast<size_t>(get(5));
  if (length == capacity()) {
    for (size_t k = 0; 2 * k < length; ++k) {
      set(curve() + 2 * k, get(curve() + 4 * k));
      set(curve() + 2 * k + 1, get(curve() + 4 * k + 1));
    }
    length = (length + 1) / 2;
  }
  set(curve() + 2 * length, static_cast<double>(spent));
  set(curve() + 2 * length + 1, best.score.fitness);
  set(5, static_cast<double>(length + 1));
}

void Live::save(ByteWriter& writer) const {
  const size_t length = capacity() == 0 ? 0 : static_cast<size_t>(get(5));
  writer.value(static_cast<uint64_t>(length));
  for (size_t k = 0; k < 2 * length; ++k) writer.value(get(curve() + k));
}

void Live::load(ByteReader& reader) {
  const auto values = 2 * reader.value<uint64_t>();
  const bool fits = values / 2 <= capacity();
  for (uint64_t k = 0; k < values; ++k) {
    const auto value = reader.value<double>();
    if (fits) set(curve() + k, value);
  }
  if (fits && capacity() > 0) set(5, static_cast<double>(values / 2));
}

}  // namespace tessera::search
