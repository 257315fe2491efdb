// Random texts, read in pieces of a few bytes on several threads, against the slow reference.
#include <iostream>
#include <random>

#include "tests/check.h"
#include "tests/csv/compare.h"

namespace tessera::csv {
namespace {

std::string random_table(std::mt19937& random, char delimiter) {
  static const std::string kPieces[] = {"1",
                                        "-2.5",
                                        "12345678.875",
                                        "\"",
                                        "\"\"",
                                        "\n",
                                        "\r",
                                        "\r\n",
                                        " ",
                                        ",",
                                        ";",
                                        "abc",
                                        "NaN",
                                        "1e3",
                                        "1,234.5",
                                        "\"1,5\"",
                                        "\"a\nb\"",
                                        "\xe2\x82\xb9",
                                        "0.30000000000000004",
                                        "1e400",
                                        "\t",
                                        "+.5"};
  std::string text;
  const int count = static_cast<int>(random() % 60);
  for (int i = 0; i < count; ++i) {
    text += random() % 2 ? std::string(1, delimiter) : kPieces[random() % std::size(kPieces)];
    if (random() % 8 == 0) text += '\n';
  }
  return random() % 8 == 0 ? std::string("\xef\xbb\xbf").append(text) : text;
}

TEST(random_tables_equal_the_reference) {
  std::mt19937 random(20240104);
  static const Dialect kDialects[] = {{',', '.', ""}, {';', ',', "."}, {'\t', '.', ","}, {',', ',', ""}, {',', '.', ","}};
  static const char* const kRoles[] = {"n", "tn", "t-n", "n-", "-t"};
  for (int i = 0; i < 3000; ++i) {
    const Dialect& dialect = kDialects[random() % std::size(kDialects)];
    const std::string text = random_table(random, dialect.delimiter);
    const testing::TableFile file(text);
    const Pieces pieces{1 + random() % 20, 1 + random() % 40, 1 + random() % 50};
    const testing::How how{dialect,
                           {1 + static_cast<unsigned>(random() % 3), random() % 2 == 0, pieces},
                           kRoles[random() % std::size(kRoles)],
                           random() % 20};
    const std::string difference = testing::difference(file.path(), text, how);
    CHECK_EQ(difference, "");
    if (!difference.empty()) std::cout << "the text was: " << text << '\n';
  }
}

}  // namespace
}  // namespace tessera::csv
