// Texts that repeat: each once, and a number for every place where it stands.
#pragma once

#include <cstdint>
#include <vector>

#include "csv/reject.h"

namespace tessera::csv {

struct CodedTexts {
  StringTable distinct;         ///< in the order in which they come first
  std::vector<uint32_t> codes;  ///< of every text, its place in `distinct`
};

CodedTexts code_texts(const StringTable& texts);

}  // namespace tessera::csv
