// Files of the tests, and everything that the reader says of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.h"

namespace tessera::csv::testing {

/** A file in the temporary folder that goes with the object. */
class TableFile {
 public:
  explicit TableFile(std::string_view text);
  ~TableFile();
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;

  const std::string& path() const { return path_; }
  void write(std::string_view text) const;

 private:
  std::string path_;
};

struct Reading {
  Error error;
  std::unique_ptr<CsvFile> file;
  size_t numbers = 0;          ///< columns of role number
  std::vector<double> matrix;  ///< [rows][numbers]
  RowsRead rows;
};

struct How {
  Dialect dialect;
  OpenOptions options{2, true, {}};
  std::string roles = "n";  ///< of the columns, 'n' number, 't' text, '-' ignored; the last one is repeated
  size_t reject_limit = 1000;
};

/** Opens the file and reads all rows. */
Reading read_file(const std::string& path, const How& how);
Reading read_file(const std::string& path);
Reading read_text(std::string_view text, const How& how);
Reading read_text(std::string_view text);

std::vector<Role> roles_of(const std::string& letters, size_t columns);

}  // namespace tessera::csv::testing
