// The kept inputs of the fuzz target, on every compiler.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/check.h"
#include "tests/csv/compare.h"
#include "tests/fuzz/fuzz_input.h"

namespace tessera::csv {
namespace {

TEST(every_input_of_the_corpus_equals_the_reference) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(TESSERA_FUZZ_CORPUS)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string input{std::istreambuf_iterator<char>(in), {}};
    if (input.size() < testing::kFuzzPrefix) continue;
    const std::string text = input.substr(testing::kFuzzPrefix);
    const testing::TableFile file(text);
    const testing::How how = testing::how_of(reinterpret_cast<const uint8_t*>(input.data()));
    const std::string difference = testing::difference(file.path(), text, how);
    if (!difference.empty()) std::cout << entry.path() << '\n';
    CHECK_EQ(difference, "");
    ++count;
  }
  CHECK(count > 100);
}

}  // namespace
}  // namespace tessera::csv
