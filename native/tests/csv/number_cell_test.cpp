#include "csv/numbers/number_cell.h"

#include <bit>
#include <cmath>

#include "tests/check.h"

namespace tessera::csv {
namespace {

double number(std::string_view text, const Dialect& dialect = {}) {
  NumberCell cell(dialect);
  double value = 0;
  return cell.read(text, value) == RejectReason::none ? value : std::nan("");
}

int reason(std::string_view text, const Dialect& dialect = {}) {
  NumberCell cell(dialect);
  double value = 0;
  const RejectReason why = cell.read(text, value);
  CHECK(why == RejectReason::none || std::isnan(value));
  return static_cast<int>(why);
}

constexpr int kBlank = static_cast<int>(RejectReason::blank);
constexpr int kNa = static_cast<int>(RejectReason::na_token);
constexpr int kText = static_cast<int>(RejectReason::text);
constexpr int kInfinite = static_cast<int>(RejectReason::infinite);
constexpr int kThousands = static_cast<int>(RejectReason::thousands);

TEST(accepts_the_forms_that_the_old_system_accepted) {
  CHECK_EQ(number(" 2.5"), 2.5);
  CHECK_EQ(number("\t-3.5 \t"), -3.5);
  CHECK_EQ(number("+7"), 7.0);
  CHECK_EQ(number(".5"), 0.5);
  CHECK_EQ(number("5."), 5.0);
  CHECK_EQ(number("-.25"), -0.25);
  CHECK_EQ(number("1E-2"), 0.01);
  CHECK_EQ(number("+1e+1"), 10.0);
  CHECK_EQ(number("-2.2737367544323206e-13"), -2.2737367544323206e-13);
  CHECK_EQ(number("007"), 7.0);
  CHECK_EQ(number("0.1000000000000000055511151231257827"), 0.1);
  CHECK_EQ(number("-123456789.123456789123456789"), -123456789.12345679);
  CHECK_EQ(std::bit_cast<uint64_t>(number("-0.0")), std::bit_cast<uint64_t>(-0.0));
}

TEST(says_why_a_cell_is_no_number) {
  for (const char* text : {"", " ", "\t "}) CHECK_EQ(reason(text), kBlank);
  for (const char* text : {"NA", "n/a", "NaN", "-nan", "NULL", "None", "nil", "-", "--", "#N/A", "<NA>", "1.#QNAN", " na "}) {
    CHECK_EQ(reason(text), kNa);
  }
  for (const char* text : {"abc",
                           "1.5%",
                           "(12.5)",
                           "1_000",
                           "True",
                           "x7",
                           "?",
                           "2,5",
                           "0x10",
                           "1e",
                           "e5",
                           "1e+",
                           "+-5",
                           ".",
                           "+",
                           "1.2.3",
                           "5 5",
                           "\xe2\x82\xb9"
                           "1250",
                           "\xe2\x88\x92"
                           "5",
                           "5d",
                           "1e5.5",
                           "\xff\xfe"}) {
    CHECK_EQ(reason(text), kText);
  }
  for (const char* text : {"inf", "-Infinity", "+INF", "1e400", "-1e309", "1.#INF", "\xe2\x88\x9e", "1e99999999999999999999"}) {
    CHECK_EQ(reason(text), kInfinite);
  }
  for (const char* text : {"1,234.50", "-2,00,000.50", "1,000", "1'234.5", "12 345",
                           "1\xc2\xa0"
                           "000",
                           "1\xe2\x80\xaf"
                           "000"}) {
    CHECK_EQ(reason(text), kThousands);
  }
}

TEST(what_is_too_small_becomes_a_signed_zero) {
  CHECK_EQ(number("1e-400"), 0.0);
  CHECK(std::signbit(number("-1e-99999999999999999999")));
  CHECK_EQ(number("0e99999"), 0.0);
  CHECK_EQ(number("4.9e-324"), 4.9e-324);
  CHECK_EQ(number("1.7976931348623157e308"), 1.7976931348623157e308);
  CHECK_EQ(number("0." + std::string(400, '0') + "1e400"), 0.1);
  CHECK_EQ(reason("1" + std::string(400, '0')), kInfinite);
  CHECK_EQ(number("1" + std::string(400, '0') + "e-400"), 1.0);
}

TEST(decimal_comma) {
  const Dialect dialect{';', ',', ""};
  CHECK_EQ(number("2,5", dialect), 2.5);
  CHECK_EQ(number("-1234,5678", dialect), -1234.5678);
  CHECK_EQ(reason("2.5", dialect), kText);
  CHECK_EQ(reason("1.234,5", dialect), kThousands);
}

TEST(thousands_in_threes_and_the_indian_way) {
  const Dialect dialect{',', '.', ","};
  CHECK_EQ(number("1,234.50", dialect), 1234.5);
  CHECK_EQ(number("-12,34,567.25", dialect), -1234567.25);
  CHECK_EQ(number("1,234,567", dialect), 1234567.0);
  CHECK_EQ(number("1234", dialect), 1234.0);
  for (const char* text :
       {"2,5", "1,23,45", "1234,567", ",123", "1,,234", "1,234,56", "123,45,678", "1,23,456,789", "1.5,000"}) {
    CHECK_EQ(reason(text, dialect), kText);
  }
  CHECK_EQ(number("1.234.567,5", {';', ',', "."}), 1234567.5);
  CHECK_EQ(number("1\xe2\x80\xaf"
                  "234,5",
                  {';', ',', "\xe2\x80\xaf"}),
           1234.5);
  CHECK_EQ(reason("1 234", dialect), kThousands);
}

TEST(a_grouping_sign_stands_for_its_kin) {
  CHECK_EQ(number("1\xe2\x80\x89"
                  "234,5",
                  {';', ',', " "}),
           1234.5);
  CHECK_EQ(number("1\xc2\xa0"
                  "234\xe2\x80\xaf"
                  "567",
                  {';', ',', " "}),
           1234567.0);
  CHECK_EQ(number("1\xe2\x80\x99"
                  "234.5",
                  {';', '.', "'"}),
           1234.5);
  for (const char* text : {"0,125", "001,234"}) CHECK_EQ(reason(text, {',', '.', ","}), kText);
}

TEST(without_a_decimal_sign_only_whole_numbers_are_read) {
  const Dialect dialect{';', '\0', ""};
  CHECK_EQ(number("-12345", dialect), -12345.0);
  for (const char* text : {"1.5", "1,5", ".5"}) CHECK_EQ(reason(text, dialect), kText);
  CHECK_EQ(reason("1.234", dialect), kThousands);
}

TEST(the_notation_of_accountants) {
  const Dialect dialect{',', '.', ",", true};
  for (const char* text : {"(1,234.50)",
                           "( 1234.5 )",
                           "1,234.50-",
                           "-1,234.50",
                           "\xe2\x88\x92"
                           "1,234.50",
                           "\xe2\x80\x93"
                           "1234.5",
                           "$ (1,234.50)",
                           "($1,234.50)",
                           "-$1,234.50",
                           "$-1,234.50",
                           "1,234.50 DR",
                           "1234.5 Dr.",
                           "(1,234.50) %",
                           "-\xe2\x82\xb9 1,234.50",
                           "Rs. -1234.5",
                           "-1,234.50 EUR",
                           "\xd8\x9c-1,234.50",
                           "\xef\xbc\x8d\xef\xbc\x91,234.50",
                           "=\"-1234.5\"",
                           "'-1234.5",
                           "-1234.50/-"}) {
    CHECK_EQ(number(text, dialect), -1234.5);
  }
  for (const char* text :
       {"12 %", "12%", "%12", "+12", "12+", "$12", "12 CR", "12.00 kr", "\xd9\xa1\xd9\xa2", "\xef\xbc\x91\xef\xbc\x92"}) {
    CHECK_EQ(number(text, dialect), 12.0);
  }
  for (const char* text :
       {"-(5)", "(-5)", "-5-", "(5) DR", "()", "$", "% 5 %", "$5 EUR", "5 lots", "1.2K", "(5", "5)", "--5", "CR"}) {
    CHECK_EQ(reason(text, dialect), kText);
  }
  CHECK_EQ(reason("-", dialect), kNa);
}

TEST(dialects_that_cannot_work_are_named) {
  CHECK(Dialect{}.problem().empty());
  CHECK((Dialect{',', ',', "."}.problem().empty()));
  CHECK((!Dialect{'x', '.', ""}.problem().empty()));
  CHECK((!Dialect{',', ';', ""}.problem().empty()));
  CHECK((!Dialect{',', '.', "."}.problem().empty()));
  CHECK((!Dialect{',', '.', "''"}.problem().empty()));
  CHECK((!Dialect{',', '.', "5"}.problem().empty()));
}

}  // namespace
}  // namespace tessera::csv
