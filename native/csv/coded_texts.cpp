#include "csv/coded_texts.h"

#include <string_view>
#include <unordered_map>

namespace tessera::csv {

CodedTexts code_texts(const StringTable& texts) {
  CodedTexts coded;
  coded.codes.resize(texts.size());
  std::unordered_map<std::string_view, uint32_t> known;
  for (size_t i = 0; i < texts.size(); ++i) {
    // Rows that belong together stand together: often it is the text of the row before.
    if (i > 0 && texts[i] == texts[i - 1]) {
      coded.codes[i] = coded.codes[i - 1];
      continue;
    }
    const auto [entry, is_new] = known.try_emplace(texts[i], static_cast<uint32_t>(known.size()));
    if (is_new) coded.distinct.push_back(texts[i]);
    coded.codes[i] = entry->second;
  }
  return coded;
}

}  // namespace tessera::csv
