#include "parquet/encode.h"

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>

#include "parquet/cell_files.h"
#include "parquet/snappy.h"
#include "tests/check.h"

using namespace tessera::parquet;

namespace {

bool comes_back(const std::vector<uint8_t>& bytes) {
  std::vector<uint8_t> packed(most_snapped(bytes.size())), out(bytes.size() + 1, 0xab);
  const size_t size = snap(bytes.data(), bytes.size(), packed.data());
  if (size > packed.size()) return false;
  packed.resize(size);
  packed.shrink_to_fit();
  if (!unsnap(packed.data(), size, out.data(), bytes.size()) || out.back() != 0xab) return false;
  out.pop_back();
  return out == bytes;
}

}  // namespace

TEST(what_is_packed_comes_back) {
  std::mt19937 random(7);
  for (size_t size : {0, 1, 2, 15, 16, 17, 18, 59, 60, 61, 62, 255, 256, 257, 1000, 65'535, 65'536, 65'537, 200'001}) {
    std::vector<uint8_t> bytes(size);
    CHECK(comes_back(bytes));
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
    CHECK(comes_back(bytes));
    // Stretches of noise, of one byte, and of what was there so and so far before.
    for (size_t at = 0; at < size;) {
      const size_t many = std::min<size_t>(size - at, 1 + random() % 300), kind = random() % 3, back = 1 + random() % 70'000;
      for (size_t end = at + many; at < end; ++at) {
        if (kind == 1) bytes[at] = 9;
        if (kind == 2 && at >= back) bytes[at] = bytes[at - back];
      }
    }
    CHECK(comes_back(bytes));
  }
  // Repetition costs next to nothing, noise hardly more than itself.
  std::vector<uint8_t> same(65'536, 3), packed(most_snapped(65'536));
  CHECK(snap(same.data(), same.size(), packed.data()) < 3'500);
  for (uint8_t& byte : same) byte = static_cast<uint8_t>(random());
  CHECK(snap(same.data(), same.size(), packed.data()) < 65'700);
}

TEST(a_file_is_read_as_it_was_written_by_any_number_of_threads) {
  constexpr uint32_t kStrategies = 20'500;
  std::string names;
  std::vector<int32_t> ends = {0};
  std::vector<double> rows[3];
  for (uint32_t i = 0; i < kStrategies; ++i) {
    names += "strategy " + std::to_string(i);
    ends.push_back(static_cast<int32_t>(names.size()));
    rows[0].push_back(std::sin(i) * std::exp(i % 50));
    rows[1].push_back(i % 9 == 4 ? std::nan("") : i / 8.0);
    rows[2].push_back(std::nan(""));
  }
  const CellTable table{names, ends, {"a", "b", "c"}, {rows[0], rows[1], rows[2]}};
  std::vector<uint32_t> places(kStrategies);
  for (uint32_t i = 0; i < kStrategies; ++i) places[i] = i;
  for (const Codec codec : {Codec::none, Codec::snappy}) {
    for (const uint64_t group_rows : {uint64_t{100}, uint64_t{1} << 20}) {
      const FileLayout layout{codec, group_rows, group_rows == 100, "test"};
      const std::vector<uint8_t> file = encode(table, layout, 3);
      CHECK(file == encode(table, layout, 1));
      const auto path = std::filesystem::temp_directory_path() / ("tessera-encode-" + std::to_string(std::random_device{}()));
      std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(file.data()), static_cast<long>(file.size()));
      CellFile cells;
      cells.path = path.string();
      cells.bytes = file.size();
      cells.columns = table.columns;
      cells.rows = {0, 1, 2};
      std::vector<double> out(3 * kStrategies);
      const ReadEnd end = CellFiles({cells}).read(places, {out.data(), kStrategies}, 2, nullptr);
      std::filesystem::remove(path);
      CHECK(end.kind == ReadEnd::Kind::well);
      bool same = true;
      for (size_t t = 0; t < 3; ++t) {
        for (size_t i = 0; i < kStrategies; ++i) {
          const double read = out[t * kStrategies + i], was = rows[t][i];
          same = same && (std::isnan(was) ? std::isnan(read) : read == was);
        }
      }
      CHECK(same);
    }
  }
}
