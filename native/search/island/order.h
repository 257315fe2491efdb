#pragma once

#include <cstdint>

#include "search/side.h"

namespace tessera::search::island {

/** First place of an ascending list whose value is not below `value`. */
template <class T>
TSR_SIDE std::uint32_t lower_place(const T* list, std::uint32_t count, T value) {
  std::uint32_t first = 0;
  while (count > 0) {
    const std::uint32_t half = count / 2;
    const bool right = list[first + half] < value;
    first = right ? first + half + 1 : first;
    count = right ? count - half - 1 : half;
  }
  return first;
}

/** First place of an ascending list whose value is above `value`. */
template <class T>
TSR_SIDE std::uint32_t upper_place(const T* list, std::uint32_t count, T value) {
  std::uint32_t first = 0;
  while (count > 0) {
    const std::uint32_t half = count / 2;
    const bool right = !(value < list[first + half]);
    first = right ? first + half + 1 : first;
    count = right ? count - half - 1 : half;
  }
  return first;
}

/** Whether an ascending list has the value. */
TSR_SIDE bool contains(const std::uint32_t* list, std::uint32_t count, std::uint32_t value) {
  const std::uint32_t place = lower_place(list, count, value);
  return place < count && list[place] == value;
}

/** Place of the value in a list in any order, `count` when it is not there. */
TSR_SIDE std::uint32_t place_of(const std::uint32_t* list, std::uint32_t count, std::uint32_t value) {
  std::uint32_t place = 0;
  while (place < count && list[place] != value) ++place;
  return place;
}

TSR_SIDE bool same_members(const std::uint32_t* a, const std::uint32_t* b, std::uint32_t count) {
  for (std::uint32_t k = 0; k < count; ++k) {
    if (a[k] != b[k]) return false;
  }
  return true;
}

/** Lexicographic order of two sets of the same size, both ascending. */
TSR_SIDE bool members_before(const std::uint32_t* a, const std::uint32_t* b, std::uint32_t count) {
  for (std::uint32_t k = 0; k < count; ++k) {
    if (a[k] != b[k]) return a[k] < b[k];
  }
  return false;
}

}  // namespace tessera::search::island
