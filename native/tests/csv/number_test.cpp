// Every path from text to double gives the bits that std::from_chars and strtod give.
#include <bit>
#include <cmath>
#include <cstdlib>

#include "csv/numbers/number_cell.h"
#include "csv/numbers/number_run.h"
#include "csv/numbers/plain_number.h"
#include "tests/check.h"
#include "tests/csv/number_text.h"

namespace tessera::csv {
namespace {

using testing::NumberText;

double from_chars(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

uint64_t bits(double value) { return std::bit_cast<uint64_t>(value); }

std::string padded(const std::string& text) { return std::string(kReadBehind, '\x7f') + text + std::string(kReadAhead, '\0'); }

std::string random_text(NumberText& texts) {
  switch (texts.below(4)) {
    case 0: return texts.amount();
    case 1: return texts.any();
    case 2: return texts.middle();
    default: return texts.decimal();
  }
}

// Always the same ones; native/tests/fuzz looks at others for as long as it may.
constexpr int kRandomValues = 1'000'000;

TEST(quotients_of_random_integers_are_correctly_rounded) {
  NumberText texts(1);
  int wrong = 0;
  for (int i = 0; i < kRandomValues / 2; ++i) {
    const uint64_t w = texts.bits() >> texts.below(64);
    const unsigned k = texts.below(kMaxDecimals + 1);
    const std::string text = std::to_string(w).append("e-").append(std::to_string(k));
    wrong += bits(decimal_quotient(w, k)) != bits(from_chars(text));
    if (w != 0) wrong += bits(detail::divide_exactly(w, k)) != bits(from_chars(text));
  }
  CHECK_EQ(wrong, 0);
}

TEST(quotients_round_ties_to_even) {
  const uint64_t two53 = uint64_t{1} << 53;
  CHECK_EQ(decimal_quotient(two53 + 1, 0), static_cast<double>(two53));
  CHECK_EQ(decimal_quotient(two53 + 3, 0), static_cast<double>(two53 + 4));
  CHECK_EQ(decimal_quotient((two53 + 1) * 5, 1), static_cast<double>(two53 / 2));
  CHECK_EQ(decimal_quotient(~uint64_t{0}, 0), 18446744073709551616.0);
  CHECK_EQ(bits(decimal_quotient(0, 27)), bits(0.0));
}

TEST(plain_numbers_equal_from_chars_and_strtod) {
  NumberText texts(2);
  int wrong = 0;
  int taken = 0;
  for (int i = 0; i < kRandomValues; ++i) {
    const std::string text = random_text(texts);
    const std::string data = padded(text);
    const char* begin = data.data() + kReadBehind;
    double value = 0;
    const char* end = parse_plain(begin, '.', value);
    if (end != begin + text.size()) continue;
    ++taken;
    wrong += bits(value) != bits(from_chars(text)) || bits(value) != bits(std::strtod(text.c_str(), nullptr));
  }
  CHECK_EQ(wrong, 0);
  CHECK(taken > kRandomValues / 2);
}

TEST(runs_of_numbers_equal_from_chars) {
  NumberText texts(3);
  int wrong = 0;
  size_t taken = 0;
  for (int i = 0; i < kRandomValues / 20; ++i) {
    std::vector<std::string> cells;
    std::string text;
    for (unsigned cell = 0; cell < 20; ++cell) {
      cells.push_back(texts.below(16) == 0 ? texts.decimal() : texts.amount());
      text += cells.back() + ",";
    }
    const std::string data = padded(text);
    const char* at = data.data() + kReadBehind;
    std::vector<double> values(cells.size());
    const size_t count = parse_number_run(at, ',', '.', values.data(), values.size());
    size_t length = 0;
    for (size_t cell = 0; cell < count; ++cell) {
      wrong += bits(values[cell]) != bits(from_chars(cells[cell]));
      length += cells[cell].size() + 1;
    }
    wrong += at != data.data() + kReadBehind + length;
    taken += count;
  }
  CHECK_EQ(wrong, 0);
  CHECK(taken > static_cast<size_t>(kRandomValues) / 2);
}

TEST(runs_stop_at_what_is_no_plain_number) {
  for (const char* cell : {"",
                           "-",
                           ".5",
                           "5.",
                           "1e5",
                           " 1",
                           "1 ",
                           "+1",
                           "1.2.3",
                           "1-2",
                           "abc",
                           "\"1\"",
                           "1_000",
                           "--1",
                           "1.-2",
                           "123456789",
                           "1.12345678901234567890",
                           "99999999.123456789012",
                           "\xd9\xa1",
                           "1\n2",
                           "1\r"}) {
    const std::string data = padded(std::string("1.5,").append(cell).append(",2,"));
    const char* at = data.data() + kReadBehind;
    double values[3] = {0, 0, 0};
    CHECK_EQ(parse_number_run(at, ',', '.', values, 3), 1u);
    CHECK_EQ(at, data.data() + kReadBehind + 4);
    CHECK_EQ(values[0], 1.5);
  }
}

TEST(masks_and_digits_of_both_implementations_agree) {
  NumberText texts(4);
  int wrong = 0;
  for (int i = 0; i < kRandomValues / 20; ++i) {
    char bytes[64];
    for (char& byte : bytes) byte = static_cast<char>(texts.below(2) ? texts.below(256) : "0123456789,.-"[texts.below(13)]);
    const ByteMasks fast = byte_masks(bytes, ',', '.');
    const ByteMasks slow = byte_masks_portable(bytes, ',', '.');
    wrong += fast.delimiter != slow.delimiter || fast.decimal != slow.decimal || fast.digit != slow.digit;
    for (int at = 0; at < 64; ++at) {
      const bool is_digit = bytes[at] >= '0' && bytes[at] <= '9';
      wrong += (fast.digit >> at & 1) != is_digit || (fast.delimiter >> at & 1) != (bytes[at] == ',') ||
               (fast.decimal >> at & 1) != (bytes[at] == '.');
    }
    for (char& byte : bytes) byte = static_cast<char>('0' + texts.below(10));
    const unsigned count = texts.below(17);
    const uint64_t expected = count == 0 ? 0 : std::stoull(std::string(bytes + 16 - count, count));
    wrong += last_sixteen_digits(bytes + 16, count) != expected || last_sixteen_digits_portable(bytes + 16, count) != expected;
  }
  CHECK_EQ(wrong, 0);
}

TEST(thorough_reading_equals_from_chars) {
  NumberText texts(5);
  const Dialect dialect;
  NumberCell cell(dialect);
  int wrong = 0;
  for (int i = 0; i < kRandomValues / 4; ++i) {
    const std::string text = random_text(texts);
    double value = 0;
    wrong += cell.read(std::string(texts.below(3), ' ').append(text), value) != RejectReason::none;
    wrong += bits(value) != bits(std::strtod(text.c_str(), nullptr));
  }
  CHECK_EQ(wrong, 0);
}

}  // namespace
}  // namespace tessera::csv
