#include "parquet/cell_files.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <random>

#include "parquet/crc32.h"
#include "parquet/snappy.h"
#include "tests/check.h"

using namespace tessera::parquet;

namespace {

// 70 strategies in row groups of 32, columns a, b and c, b with missing cells; written by the product.
constexpr uint32_t kStrategies = 70;

std::string named(const char* name) { return std::string(TESSERA_PARQUET_FILES) + "/" + name + ".parquet"; }

std::vector<uint8_t> content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

double cell(uint32_t t, uint32_t i) {
  if (t == 1 && i % 5 == 2) return std::numeric_limits<double>::quiet_NaN();
  if (t == 2) return i * 4.0 - 100;
  return (i * 31 + t * 7) % 64 / 8.0 - i;
}

bool same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

CellFile whole(const std::string& path) {
  CellFile file;
  file.path = path;
  const std::vector<uint8_t> bytes = content(path);
  file.bytes = bytes.size();
  for (size_t at = 0; at < bytes.size(); at += kBlock)
    file.sums.push_back(crc32(bytes.data() + at, std::min<size_t>(kBlock, bytes.size() - at)));
  file.columns = {"a", "b", "c"};
  file.rows = {0, 1, 2};
  return file;
}

constexpr double kUntouched = 12345.5;

void reads(const char* name, const std::vector<uint32_t>& places, unsigned threads) {
  CellFiles files({whole(named(name))});
  const uint64_t stride = places.size() + 3;
  std::vector<double> out(3 * stride, kUntouched);
  const ReadEnd end = files.read(places, {out.data() + 1, stride}, threads, nullptr);
  CHECK(end.kind == ReadEnd::Kind::well);
  for (uint32_t t = 0; t < 3; ++t) {
    CHECK_EQ(out[t * stride], kUntouched);
    for (size_t k = 0; k < places.size(); ++k) {
      const double expected = places[k] < kStrategies ? cell(t, places[k]) : std::numeric_limits<double>::quiet_NaN();
      CHECK(same(out[t * stride + 1 + k], expected));
    }
    CHECK_EQ(out[t * stride + 1 + places.size()], kUntouched);
  }
}

std::vector<uint32_t> range(uint32_t from, uint32_t to) {
  std::vector<uint32_t> places;
  for (uint32_t i = from; i < to; ++i) places.push_back(i);
  return places;
}

}  // namespace

TEST(cells_are_those_that_were_written) {
  // A file is read in as many shares as make several threads busy, of its three row groups some have none.
  for (const unsigned threads : {1u, 2u, 7u}) {
    for (const char* name : {"packed", "plain"}) {
      reads(name, range(0, kStrategies), threads);
      reads(name, range(32, 64), threads);
      reads(name, range(20, 50), threads);
      reads(name, {69, 3, 4, 5, 64, 3}, threads);
      reads(name, {0, 75, 76, 1}, threads);
      reads(name, {}, threads);
    }
  }
}

TEST(some_columns_come_to_the_rows_that_they_are_said_to_be) {
  CellFile file = whole(named("packed"));
  file.columns = {"c", "a"};
  file.rows = {1, 0};
  CellFiles files({file});
  CHECK_EQ(files.row_count(), uint64_t{2});
  std::vector<double> out(2 * kStrategies);
  CHECK(files.read(range(0, kStrategies), {out.data(), kStrategies}, 1, nullptr).kind == ReadEnd::Kind::well);
  for (uint32_t i = 0; i < kStrategies; ++i) CHECK(same(out[i], cell(0, i)) && same(out[kStrategies + i], cell(2, i)));
}

TEST(what_it_does_not_know_it_leaves_to_others) {
  CellFiles files({whole(named("zstd"))});
  std::vector<double> out(3 * kStrategies);
  CHECK(files.read(range(0, kStrategies), {out.data(), kStrategies}, 1, nullptr).kind == ReadEnd::Kind::unsupported);
}

TEST(a_cancelled_reading_says_so) {
  CellFiles files({whole(named("packed"))});
  std::vector<double> out(3 * kStrategies);
  tsr_control control{};
  control.cancel = 1;
  CHECK(files.read(range(0, kStrategies), {out.data(), kStrategies}, 1, &control).kind == ReadEnd::Kind::cancelled);
}

TEST(a_damaged_file_is_named_with_what_is_wrong) {
  const auto said = [](const CellFile& file) {
    CellFiles files({file});
    std::vector<double> out(3 * kStrategies);
    const ReadEnd end = files.read(range(0, kStrategies), {out.data(), kStrategies}, 1, nullptr);
    CHECK(end.kind == ReadEnd::Kind::damaged);
    CHECK_EQ(end.path, file.path);
    return end.message;
  };
  CellFile file = whole(named("packed"));
  file.sums[0] ^= 1;
  CHECK_EQ(said(file), "bytes 0 to 65535 are not as they were written.");
  file = whole(named("packed"));
  file.bytes += 1;
  CHECK(said(file).find(" bytes instead of ") != std::string::npos);
  file = whole(named("packed"));
  file.columns[1] = "d";
  CHECK_EQ(said(file), "it has no column d.");
  file.columns[1] = "strategy";
  CHECK_EQ(said(file), "its column strategy holds no numbers.");
  file = whole(named("packed"));
  file.path = named("none");
  CHECK(said(file).find("does not exist") != std::string::npos);
}

// Without check sums any byte may be wrong, and every reading has to end without a fault of its own.
TEST(any_byte_may_be_wrong) {
  const std::string scratch =
      (std::filesystem::temp_directory_path() / ("tessera-parquet-" + std::to_string(std::random_device{}()))).string();
  uint32_t random = 12345;
  for (const char* name : {"packed", "plain"}) {
    const std::vector<uint8_t> bytes = content(named(name));
    int damaged = 0;
    for (int round = 0; round < 1500; ++round) {
      std::vector<uint8_t> wrong = bytes;
      const uint32_t faults = 1 + round % 3;
      for (uint32_t k = 0; k < faults; ++k) {
        random = random * 1664525u + 1013904223u;
        wrong[(random >> 8) % wrong.size()] ^= static_cast<uint8_t>(1u << (random & 7));
      }
      std::ofstream(scratch, std::ios::binary)
          .write(reinterpret_cast<const char*>(wrong.data()), static_cast<std::streamsize>(wrong.size()));
      CellFile file = whole(named(name));
      file.path = scratch;
      file.sums.clear();
      CellFiles files({file});
      std::vector<double> out(3 * kStrategies);
      if (files.read(range(0, kStrategies), {out.data(), kStrategies}, 1, nullptr).kind != ReadEnd::Kind::well) ++damaged;
    }
    CHECK(damaged > 300);
  }
  std::filesystem::remove(scratch);
}

TEST(check_sums_are_those_of_zlib) {
  const std::string text = "123456789";
  CHECK_EQ(crc32(reinterpret_cast<const uint8_t*>(text.data()), text.size()), 0xcbf43926u);
  const std::string longer = "The quick brown fox jumps over the lazy dog";
  CHECK_EQ(crc32(reinterpret_cast<const uint8_t*>(longer.data()), longer.size()), 0x414fa339u);
}

TEST(snappy_blocks_are_unpacked_within_their_room) {
  // "abcabcabcabc!": three letters, a copy of nine from three before, one letter.
  const std::vector<uint8_t> packed{13, 2 << 2, 'a', 'b', 'c', (5 << 2) | 1, 3, 0 << 2, '!'};
  std::vector<uint8_t> out(13);
  CHECK(unsnap(packed.data(), packed.size(), out.data(), out.size()));
  CHECK_EQ(std::string(out.begin(), out.end()), "abcabcabcabc!");
  CHECK(!unsnap(packed.data(), packed.size(), out.data(), 12));
  for (size_t cut = 0; cut < packed.size(); ++cut) CHECK(!unsnap(packed.data(), cut, out.data(), out.size()));
  // Copies from before the beginning, and beyond the end.
  const std::vector<uint8_t> before{8, 0 << 2, 'a', (3 << 2) | 1, 2}, beyond{5, 0 << 2, 'a', (3 << 2) | 1, 1};
  CHECK(!unsnap(before.data(), before.size(), out.data(), 8));
  CHECK(!unsnap(beyond.data(), beyond.size(), out.data(), 5));
}
