#include "search/portfolio.h"

#include <algorithm>

namespace tessera::search {

bool Archive::offer(const Portfolio& portfolio) {
  if (portfolio.members.empty()) return false;
  for (const auto& known : ranked_) {
    if (known.members == portfolio.members) return false;
  }
  const auto place =
      std::find_if(ranked_.begin(), ranked_.end(), [&](const Portfolio& known) { return ranks_before(portfolio, known); });
  const bool first = place == ranked_.begin();
  ranked_.insert(place, portfolio);
  if (ranked_.size() > capacity_) ranked_.pop_back();
  return first;
}

void Archive::save(ByteWriter& writer) const {
  writer.value(static_cast<uint64_t>(ranked_.size()));
  for (const auto& portfolio : ranked_) portfolio.save(writer);
}

void Archive::load(ByteReader& reader) {
  const auto count = reader.value<uint64_t>();
  ranked_.clear();
  for (uint64_t k = 0; k < count; ++k) ranked_.push_back(Portfolio::load(reader));
}

}  // namespace tessera::search
