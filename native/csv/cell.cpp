#include "csv/cell.h"

#include <bit>
#include <cstring>

namespace tessera::csv {
namespace {

constexpr uint64_t kOnes = 0x0101'0101'0101'0101u;
constexpr uint64_t kTops = 0x8080'8080'8080'8080u;

/** The lowest top bit that is set marks the first byte equal to the pattern's (higher ones may be false). */
uint64_t matches(uint64_t word, uint64_t pattern) {
  const uint64_t difference = word ^ pattern;
  return (difference - kOnes) & ~difference & kTops;
}

/** First delimiter, CR or LF in [at, end), or end. Eight bytes at a time. */
const char* find_end(const char* at, const char* end, char delimiter) {
  const uint64_t pattern = kOnes * static_cast<unsigned char>(delimiter);
  for (; at < end; at += 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    const uint64_t found = matches(word, pattern) | matches(word, kOnes * '\n') | matches(word, kOnes * '\r');
    if (found != 0) {
      const char* hit = at + (std::countr_zero(found) >> 3);
      return hit < end ? hit : end;
    }
  }
  return end;
}

uint64_t count_newlines(const char* at, const char* end) {
  uint64_t count = 0;
  for (; at < end; ++at) {
    if (is_line_end(*at)) {
      ++count;
      at = after_line_end(at, end) - 1;
    }
  }
  return count;
}

/** The quote that closes a cell whose text begins at `at`; nullptr when it is not in the data. */
const char* find_closing_quote(const char* at, const char* end, bool final, bool& doubled) {
  while (at < end) {
    const auto* quote = static_cast<const char*>(std::memchr(at, '"', static_cast<size_t>(end - at)));
    if (quote == nullptr) return nullptr;
    if (quote + 1 == end) return final ? quote : nullptr;
    if (quote[1] != '"') return quote;
    doubled = true;
    at = quote + 2;
  }
  return nullptr;
}

}  // namespace

Cell find_cell(const char* begin, const char* end, char delimiter, bool final) {
  Cell cell;
  cell.begin = begin;
  const char* at = begin;
  if (begin < end && *begin == '"') {
    const char* quote = find_closing_quote(begin + 1, end, final, cell.doubled);
    if (quote == nullptr) {
      cell.next = end;
      cell.complete = final;  // a final cell that is never closed is taken as it stands: the file changed since its scan
      return cell;
    }
    cell.quote_end = quote;
    cell.newlines = count_newlines(begin + 1, quote);
    at = quote + 1;
  }
  cell.next = find_end(at, end, delimiter);
  cell.complete = final || cell.next < end;
  return cell;
}

std::string_view decode(const Cell& cell, std::string& scratch) {
  if (!cell.quoted()) return {cell.begin, static_cast<size_t>(cell.next - cell.begin)};
  const char* inner = cell.begin + 1;
  if (!cell.doubled && cell.tail().empty()) return {inner, static_cast<size_t>(cell.quote_end - inner)};
  scratch.clear();
  for (const char* at = inner; at < cell.quote_end; ++at) {
    scratch.push_back(*at);
    if (*at == '"') ++at;  // the second of a pair
  }
  scratch.append(cell.tail());
  return scratch;
}

}  // namespace tessera::csv
