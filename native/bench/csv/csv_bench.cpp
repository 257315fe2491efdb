// Times the CSV reader beside a bare loop of std::from_chars, on generated files of the product's shapes, which lie in the
// temporary folder meanwhile. Best of five; both cores warm, the file in the page cache.
//   tessera_csv_bench            the shapes
//   tessera_csv_bench FILE TEXTS the bare loop alone on a file whose lines begin with so many texts: seconds
#include <sys/resource.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

#include "bench/csv/bare_loop.h"
#include "csv/csv_file.h"

namespace {

using tessera::csv::CsvFile;
using tessera::csv::Role;

struct Shape {
  size_t rows;
  size_t columns;
  bool long_values;  ///< up to 17 digits, as sums of P&L are written; else two decimals
};

void generate(const std::filesystem::path& path, const Shape& shape) {
  std::ofstream out(path, std::ios::binary);
  std::mt19937_64 random(7);
  std::normal_distribution<double> pnl(0, 1500);
  std::string line = "Date,Day";
  for (size_t i = 0; i < shape.columns; ++i) line += ",SENSEX 1000-1100 SL" + std::to_string(i) + "%";
  out << line << '\n';
  for (size_t row = 0; row < shape.rows; ++row) {
    line = "2024-01-04,Thursday";
    for (size_t i = 0; i < shape.columns; ++i) {
      char text[32];
      // A sum of rounded amounts: the short ones stay short, most carry noise in the last digits.
      const double cents = std::round(pnl(random) * 100) / 100;
      const double value = shape.long_values ? cents * 1.01 - 0.0035 * static_cast<double>(i % 7) : cents;
      line += ',';
      line.append(text, std::to_chars(text, text + sizeof text, value).ptr);
    }
    out << line << '\n';
  }
}

template <class Work>
double best_of_five(const Work& work) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return best * 1000;
}

std::unique_ptr<CsvFile> open(const std::string& path, unsigned threads, bool sha256) {
  std::unique_ptr<CsvFile> file;
  if (tessera::csv::Error error = CsvFile::open(path, {}, {threads, sha256, {}}, nullptr, file)) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    std::exit(1);
  }
  return file;
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void measure(const std::filesystem::path& path, const Shape& shape) {
  generate(path, shape);
  const double megabytes = static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  const double matrix = static_cast<double>(shape.rows * shape.columns) * 8 / 1e6;
  for (const unsigned threads : {1u, 2u}) {
    const double scan = best_of_five([&] { open(path, threads, false); });
    const double hashed = best_of_five([&] { open(path, threads, true); });
    const auto file = open(path, threads, false);
    std::vector<Role> roles(shape.columns + 2, Role::number);
    roles[0] = roles[1] = Role::text;
    const double read = best_of_five([&] {
      // Fresh memory each time, as the importer has: page faults belong to the cost.
      const std::unique_ptr<double[]> out(new double[shape.rows * shape.columns]);
      tessera::csv::RowsRead rows;
      const tessera::csv::ReadRequest request{roles, 0, file->row_count(), out.get(), 1000, threads};
      if (file->read_rows(request, nullptr, rows) || rows.rejects.count != 0) std::exit(1);
    });
    const double bare = best_of_five([&] { tessera::bench::bare_loop(path, threads, 2); });
    std::printf("%5zu x %6zu  %6.1f MB  %u threads: scan %7.1f ms, scan + SHA-256 %7.1f ms, read %7.1f ms", shape.rows,
                shape.columns, megabytes, threads, scan, hashed, read);
    std::printf(" | scan + read %7.1f ms, bare loop %7.1f ms | peak %.2f x matrix\n", scan + read, bare,
                static_cast<double>(peak_kilobytes()) / 1000 / matrix);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count > 2) {
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    size_t numbers = 0;
    const double ms = best_of_five(
        [&] { numbers = tessera::bench::bare_loop(arguments[1], threads, std::strtoul(arguments[2], nullptr, 10)); });
    std::printf("{\"seconds\": %.6f, \"numbers\": %zu}\n", ms / 1000, numbers);
    return 0;
  }
  const auto path = std::filesystem::temp_directory_path() / "tessera-csv-bench.csv";
  // By size of the matrix: the peak is that of the process so far.
  for (const Shape& shape :
       {Shape{82, 25'544, false}, {82, 25'544, true}, {1'000'000, 5, true}, {82, 100'000, true}, {2'500, 25'544, false}}) {
    measure(path, shape);
  }
  std::filesystem::remove(path);
}
