#include "csv/csv_file.h"

#include <bit>
#include <cmath>
#include <filesystem>

#include "tests/check.h"
#include "tests/csv/table_file.h"

namespace tessera::csv {
namespace {

using testing::read_file;
using testing::read_text;
using testing::Reading;
using testing::TableFile;

const testing::How kTextThenNumbers{{}, {2, true, {}}, "tn", 1000};

TEST(reads_a_table) {
  const std::string text = "Date,A,\"B \"\"x\"\"\"\n2024-01-04,1.5,-2\n2024-01-11,\"3\", 4 \n";
  const Reading reading = read_text(text, kTextThenNumbers);
  CHECK_EQ(reading.error.message, "");
  CHECK_EQ(reading.file->header()[2], "B \"x\"");
  CHECK_EQ(reading.file->row_count(), 2u);
  CHECK((reading.matrix == std::vector<double>{1.5, -2, 3, 4}));
  CHECK_EQ(reading.rows.texts[0][1], "2024-01-11");
  CHECK((reading.rows.lines == std::vector<double>{2, 3}));
  CHECK_EQ(reading.rows.rejects.count, 0u);
  CHECK_EQ(reading.file->byte_count(), text.size());
}

TEST(line_ends_and_byte_order_mark) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const Reading reading = read_text(std::string("\xef\xbb\xbf"
                                                  "A,B")
                                          .append(end)
                                          .append("1,2")
                                          .append(end)
                                          .append(end)
                                          .append("  ")
                                          .append(end)
                                          .append("3,4"));
    CHECK(reading.file->has_bom());
    CHECK_EQ(reading.file->header()[0], "A");
    CHECK(reading.file->line_end() == (end == "\n" ? LineEnd::lf : end == "\r" ? LineEnd::cr : LineEnd::crlf));
    CHECK((reading.matrix == std::vector<double>{1, 2, 3, 4}));
    CHECK((reading.rows.lines == std::vector<double>{2, 5}));
  }
  CHECK(read_text("A\n1\r\n2\r").file->line_end() == LineEnd::mixed);
}

TEST(lines_inside_quotes_count) {
  const Reading reading = read_text("\n\"A\nB\",C\r\n\"x\r\ny\rz\",bad\n\n\"q\",1\n", kTextThenNumbers);
  CHECK_EQ(reading.file->header()[0], "A\nB");
  CHECK((reading.rows.lines == std::vector<double>{4, 8}));
  CHECK_EQ(reading.rows.rejects.cells[0].line, 6u);
  CHECK_EQ(reading.rows.texts[0][0], "x\r\ny\rz");
}

TEST(missing_and_extra_cells) {
  const Reading reading = read_text("a,b,c,d\n1\n1,2,3,4,5,\"x\"\n1,2,3,\n1,2,3,4,\n");
  const RejectList& rejects = reading.rows.rejects;
  CHECK_EQ(rejects.count, 6u);
  for (uint32_t i = 0; i < 3; ++i) {
    CHECK_EQ(rejects.cells[i].column, i + 1);
    CHECK(rejects.cells[i].reason == RejectReason::missing_cell);
    CHECK_EQ(rejects.cells[i].byte, 9u);
    CHECK(std::isnan(reading.matrix[i + 1]));
  }
  CHECK(rejects.cells[3].reason == RejectReason::extra_cell);
  CHECK_EQ(rejects.cells[3].column, 4u);
  CHECK_EQ(rejects.texts[3], "5,\"x\"");
  CHECK(rejects.cells[4].reason == RejectReason::blank);
  CHECK(rejects.cells[5].reason == RejectReason::extra_cell);
  CHECK_EQ(rejects.texts[5], "");
}

TEST(text_after_a_closing_quote_makes_no_number) {
  const Reading reading = read_text("a,b,c\n\"12\"3,\"4\" ,\"5\"\"6\"\n");
  CHECK_EQ(reading.rows.rejects.count, 2u);
  CHECK_EQ(reading.rows.rejects.texts[0], "123");
  CHECK_EQ(reading.matrix[1], 4.0);
  CHECK_EQ(reading.rows.rejects.texts[1], "5\"6");
}

TEST(other_quotes_are_ordinary_characters) {
  const Reading reading = read_text("SL 5\" x,b\" \"c\n1,2\n3, \"4\"\n");
  CHECK_EQ(reading.file->header()[0], "SL 5\" x");
  CHECK_EQ(reading.file->header()[1], "b\" \"c");
  CHECK_EQ(reading.rows.rejects.texts[0], " \"4\"");
}

TEST(decimal_comma_in_a_comma_file_needs_quotes) {
  const Reading reading = read_text("a,b\n\"1,5\",2\n1,5\n", {{',', ',', "."}, {1, false, {}}, "n", 10});
  CHECK((reading.matrix == std::vector<double>{1.5, 2, 1, 5}));
  const Reading semicolon = read_text("a;b\n1,5;\"1.234,5\"\n", {{';', ',', "."}, {1, false, {}}, "n", 10});
  CHECK((semicolon.matrix == std::vector<double>{1.5, 1234.5}));
}

TEST(all_rejects_are_counted_and_the_first_are_listed) {
  std::string text = "a,b\n";
  for (int i = 0; i < 5000; ++i) text.append("x").append(std::to_string(i)).append(",1\n");
  for (const unsigned threads : {1u, 2u, 7u}) {
    const Reading reading = read_text(text, {{}, {threads, false, {64, 64, 128}}, "n", 1234});
    CHECK_EQ(reading.rows.rejects.count, 5000u);
    CHECK_EQ(reading.rows.rejects.cells.size(), 1234u);
    CHECK_EQ(reading.rows.rejects.texts[1233], "x1233");
    CHECK_EQ(reading.rows.rejects.cells[1233].row, 1233u);
  }
}

TEST(long_texts_of_rejects_are_cut_between_characters) {
  std::string text = "x";
  for (int i = 0; i < 2000; ++i) text += "\xe2\x82\xb9";
  const Reading reading = read_text("a\n" + text + "\n");
  CHECK_EQ(reading.rows.rejects.texts[0], text.substr(0, 1000));
  CHECK_EQ(read_text("a\n" + text.substr(1) + "\n").rows.rejects.texts[0].size(), 999u);
}

TEST(rows_are_read_into_parts_of_longer_ones) {
  const TableFile table("a,b\n1,-2\n3,x\n5,6\n");
  const Reading opened = read_file(table.path());
  double out[3 * 5] = {};
  RowsRead rows;
  ReadRequest request{{Role::number, Role::number}, 0, 3, out + 1, 10, 2};
  request.stride = 5;
  CHECK(!opened.file->read_rows(request, nullptr, rows));
  CHECK(out[1] == 1 && out[2] == -2 && out[6] == 3 && std::isnan(out[7]) && out[11] == 5 && out[12] == 6);
  for (const size_t other : {0, 3, 4, 5, 8, 9, 10, 13, 14}) CHECK_EQ(out[other], 0.0);
  CHECK_EQ(rows.largest, 6.0);
}

TEST(any_range_of_rows_can_be_read) {
  const TableFile table("a,b\n1,2\n3,4\n5,6\n7,8\n");
  const Reading opened = read_file(table.path());
  double out[4] = {};
  RowsRead rows;
  const ReadRequest request{{Role::number, Role::number}, 1, 2, out, 10, 2};
  CHECK(!opened.file->read_rows(request, nullptr, rows));
  CHECK((std::vector<double>(out, out + 4) == std::vector<double>{3, 4, 5, 6}));
  CHECK((rows.lines == std::vector<double>{3, 4}));
  CHECK(opened.file->read_rows({{Role::number, Role::number}, 3, 2, out, 10, 2}, nullptr, rows).fault == Fault::bad_argument);
  CHECK(opened.file->read_rows({{Role::number}, 0, 1, out, 10, 2}, nullptr, rows).fault == Fault::bad_argument);
  RowsRead none;
  CHECK(!opened.file->read_rows({{Role::number, Role::number}, 4, 0, out, 10, 2}, nullptr, none));
}

TEST(a_header_without_rows_is_no_error) {
  for (const char* text : {"a,b", "a,b\n", "\n\na,b\r\n \n"}) {
    const Reading reading = read_text(text);
    CHECK_EQ(reading.error.message, "");
    CHECK_EQ(reading.file->header().size(), 2u);
    CHECK_EQ(reading.file->row_count(), 0u);
  }
}

TEST(one_row_of_many_columns_and_one_column_of_many_rows) {
  std::string names = "c0";
  std::string row = "0.5";
  std::string column = "c\n";
  for (int i = 1; i < 100'000; ++i) {
    names.append(",c").append(std::to_string(i));
    row.append(",").append(std::to_string(i)).append(".5");
    column.append(std::to_string(i - 1)).append(".5\n");
  }
  const Reading wide = read_text(names + "\n" + row);
  const Reading narrow = read_text(column + "99999.5");
  CHECK_EQ(wide.matrix.size(), 100'000u);
  CHECK_EQ(narrow.matrix.size(), 100'000u);
  CHECK(wide.matrix == narrow.matrix);
  CHECK_EQ(wide.matrix[99'999], 99'999.5);
}

}  // namespace
}  // namespace tessera::csv
