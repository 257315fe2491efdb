#include "tests/csv/table_file.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

namespace tessera::csv::testing {

TableFile::TableFile(std::string_view text) {
  static std::atomic<unsigned> serial{0};
  static const unsigned run = std::random_device{}();
  const std::string name = "tessera-csv-" + std::to_string(run) + "-" + std::to_string(++serial) + ".csv";
  path_ = (std::filesystem::temp_directory_path() / name).string();
  write(text);
}

TableFile::~TableFile() {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

void TableFile::write(std::string_view text) const {
  std::ofstream out(path_, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out.flush()) throw std::runtime_error("cannot write " + path_);
}

std::vector<Role> roles_of(const std::string& letters, size_t columns) {
  std::vector<Role> roles;
  for (size_t i = 0; i < columns; ++i) {
    const char letter = letters[i < letters.size() ? i : letters.size() - 1];
    roles.push_back(letter == 'n' ? Role::number : letter == 't' ? Role::text : Role::ignore);
  }
  return roles;
}

Reading read_file(const std::string& path, const How& how) {
  Reading reading;
  reading.error = CsvFile::open(path, how.dialect, how.options, nullptr, reading.file);
  if (reading.error) return reading;
  ReadRequest request;
  request.roles = roles_of(how.roles, reading.file->header().size());
  request.row_count = reading.file->row_count();
  request.reject_limit = how.reject_limit;
  request.threads = how.options.threads;
  for (const Role role : request.roles) reading.numbers += role == Role::number;
  // A value that the reader must overwrite everywhere.
  reading.matrix.assign(request.row_count * reading.numbers, -12345.678);
  request.out = reading.matrix.data();
  reading.error = reading.file->read_rows(request, nullptr, reading.rows);
  return reading;
}

Reading read_file(const std::string& path) { return read_file(path, How()); }

Reading read_text(std::string_view text) { return read_text(text, How()); }

Reading read_text(std::string_view text, const How& how) {
  const TableFile file(text);
  return read_file(file.path(), how);
}

}  // namespace tessera::csv::testing
