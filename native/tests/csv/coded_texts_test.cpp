#include "csv/coded_texts.h"

#include <string>

#include "tests/check.h"

namespace tessera::csv {
namespace {

TEST(texts_are_found_again_by_their_codes) {
  StringTable texts;
  for (int i = 0; i < 1000; ++i) texts.push_back(i % 7 == 0 ? "" : "name " + std::to_string(i * i % 13));
  const CodedTexts coded = code_texts(texts);
  CHECK_EQ(coded.codes.size(), texts.size());
  CHECK_EQ(coded.distinct.size(), size_t{8});  // the blank one and the squares modulo 13
  for (size_t i = 0; i < texts.size(); ++i) CHECK_EQ(coded.distinct[coded.codes[i]], texts[i]);
  CHECK_EQ(coded.codes[0], 0U);
  CHECK_EQ(coded.codes[1], 1U);
}

TEST(no_texts_have_no_codes) {
  const CodedTexts coded = code_texts({});
  CHECK_EQ(coded.distinct.size(), size_t{0});
  CHECK_EQ(coded.codes.size(), size_t{0});
}

}  // namespace
}  // namespace tessera::csv
