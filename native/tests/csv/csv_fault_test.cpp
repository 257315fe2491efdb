// What can go wrong with a file is said as a value.
#include <filesystem>
#include <random>
#include <thread>

#include "csv/csv_file.h"
#include "tests/check.h"
#include "tests/csv/table_file.h"

#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace tessera::csv {
namespace {

using testing::read_file;
using testing::read_text;
using testing::Reading;
using testing::TableFile;

TEST(a_missing_file_a_folder_and_an_empty_file) {
  const Error missing = read_file("/nowhere/table.csv").error;
  CHECK(missing.fault == Fault::not_found);
  CHECK_EQ(missing.message, "/nowhere/table.csv does not exist");
  CHECK(read_file(std::filesystem::temp_directory_path().string()).error.fault == Fault::not_a_file);
  for (const char* text : {"", "\n", "\r\n\r\n", "  \n\t\n", "\xef\xbb\xbf"})
    CHECK(read_text(text).error.fault == Fault::empty);
}

TEST(a_path_of_many_letters_is_read) {
#ifdef _WIN32
  const std::string marked = "\\\\?\\";  // takes it as it is, so the test can make it
#else
  const std::string marked;
#endif
  const TableFile table("a,b\n1,2\n");
  const std::string outer = table.path() + "-long";
  std::filesystem::path folder = outer;
  while (folder.string().size() < 400) folder /= std::string(100, 'x');
  std::filesystem::create_directories(marked + folder.string());
  std::filesystem::rename(table.path(), marked + (folder / "table.csv").string());
  CHECK_EQ(read_file((folder / "table.csv").string()).matrix.size(), 2u);
  std::filesystem::remove(marked + (folder / "table.csv").string());
  for (; folder.string().size() >= outer.size(); folder = folder.parent_path())
    std::filesystem::remove(marked + folder.string());
}

#ifndef _WIN32
TEST(a_pipe_is_refused_without_waiting) {
  const std::string path = (std::filesystem::temp_directory_path() / ("tessera-pipe-" + std::to_string(getpid()))).string();
  CHECK_EQ(mkfifo(path.c_str(), 0600), 0);
  CHECK(read_file(path).error.fault == Fault::not_a_file);
  unlink(path.c_str());
}

TEST(a_file_that_may_not_be_read) {
  const TableFile table("a\n1\n");
  chmod(table.path().c_str(), 0);
  if (access(table.path().c_str(), R_OK) != 0) {  // true for root whatever the mode
    CHECK(read_file(table.path()).error.fault == Fault::no_permission);
  }
}
#endif

TEST(an_open_quote_names_its_line) {
  for (const size_t piece : {1, 3, 7, 1000}) {
    const testing::How how{{}, {2, false, {piece, 64, 64}}, "n", 10};
    CHECK_EQ(read_text("a,b\n1,2\n3,\"4\n5,6\n\n", how).error.line, 3u);
    CHECK_EQ(read_text("a,\"x\ny\"\n1,\"2\n\"\n\"3\"\"\n4", how).error.line, 5u);
    CHECK(read_text("a\n\"1", how).error.fault == Fault::unterminated_quote);
    CHECK_EQ(read_text("\"", how).error.line, 1u);
  }
}

TEST(a_header_without_end_is_refused) {
  testing::How how{};
  how.options.header_bytes = 20;
  CHECK(read_text(std::string(20, 'x') + "\n1\n", how).error.fault == Fault::none);
  CHECK(read_text(std::string(21, 'x') + "\n1\n", how).error.fault == Fault::header_too_long);
  CHECK(read_text(std::string(kMaxColumns, ',')).error.fault == Fault::too_many_columns);
}

TEST(a_file_that_changes_between_open_and_read) {
  const std::string before = "a,b\n1,2\n3,4\n";
  for (const std::string& after : {std::string("a,b\n1,2\n3,5\n6,7\n"), std::string("a,b\n"), before}) {
    const TableFile table(before);
    const Reading opened = read_file(table.path());
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // longer than a tick of the file's clock
    table.write(after);
    double out[4] = {};
    RowsRead rows;
    const Error error = opened.file->read_rows({{Role::number, Role::number}, 0, 2, out, 10, 2}, nullptr, rows);
    CHECK(error.fault == Fault::changed);
  }
}

#ifndef _WIN32  // where the language's library sets a time less exactly than the reader notices
// Same size, same time, other bytes: nothing can be noticed, but nothing may break either (run under sanitizers).
TEST(a_file_that_changes_unseen_does_no_harm) {
  std::mt19937 random(3);
  const std::string letters = "1.,\n\r\"- ";
  for (int i = 0; i < 300; ++i) {
    std::string text = "a,b,c\n";
    for (int row = 0; row < 20; ++row) text.append("1.5,-2,3\n");
    const TableFile table(text);
    const auto time = std::filesystem::last_write_time(table.path());
    const Pieces pieces{16, 1 + random() % 32, 1 + random() % 64};
    std::unique_ptr<CsvFile> file;
    CHECK(!CsvFile::open(table.path(), {}, {1, false, pieces}, nullptr, file));
    for (size_t at = 6; at < text.size(); ++at) {
      if (random() % 3 == 0) text[at] = letters[random() % letters.size()];
    }
    table.write(text);
    std::filesystem::last_write_time(table.path(), time);
    double out[60] = {};
    RowsRead rows;
    const ReadRequest request{{Role::number, Role::text, Role::number}, 0, 20, out, 10, 2};
    CHECK(!file->read_rows(request, nullptr, rows));
  }
}
#endif

TEST(cancelling_stops_opening_and_reading) {
  const TableFile table("a,b\n1,2\n");
  tsr_control control{};
  control.cancel = 1;
  std::unique_ptr<CsvFile> file;
  CHECK(CsvFile::open(table.path(), {}, {2, true, {}}, &control, file).fault == Fault::cancelled);
  CHECK(file == nullptr);

  const Reading opened = read_file(table.path());
  double out[2] = {};
  RowsRead rows;
  const ReadRequest request{{Role::number, Role::number}, 0, 1, out, 10, 2};
  CHECK(opened.file->read_rows(request, &control, rows).fault == Fault::cancelled);
}

TEST(progress_ends_at_the_total) {
  const TableFile table("a,b\n1,2\n3,4\n");
  tsr_control control{};
  std::unique_ptr<CsvFile> file;
  CHECK(!CsvFile::open(table.path(), {}, {2, true, {}}, &control, file));
  CHECK_EQ(control.total, 24);
  CHECK_EQ(control.done, control.total);
  double out[4] = {};
  RowsRead rows;
  CHECK(!file->read_rows({{Role::number, Role::number}, 0, 2, out, 10, 2}, &control, rows));
  CHECK_EQ(control.total, 8);
  CHECK_EQ(control.done, control.total);
}

}  // namespace
}  // namespace tessera::csv
