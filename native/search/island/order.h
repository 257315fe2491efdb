#pragma once

#include <cstdint>

#include "search/side.h"

namespace tessera::search::island {

/** First place of an ascending list whose value is not below `value`. */
template <class T>
TSR_SIDE uint32_t lower_place(const T* list, uint32_t count, T value) {
  uint32_t first = 0;
  while (count > 0) {
    const uint32_t half = count / 2;
    const bool right = list[first + half] < value;
    first = right ? first + half + 1 : first;
    count = right ? count - half - 1 : half;
  }
  return first;
}

/** First place of an ascending list whose value is above `value`. */
template <class T>
TSR_SIDE uint32_t upper_place(const T* list, uint32_t count, T value) {
  uint32_t first = 0;
  while (count > 0) {
    const uint32_t half = count / 2;
    const bool right = !(value < list[first + half]);
    first = right ? first + half + 1 : first;
    count = right ? count - half - 1 : half;
  }
  return first;
}

/** Whether an ascending list has the value. */
TSR_SIDE bool contains(const uint32_t* list, uint32_t count, uint32_t value) {
  const uint32_t place = lower_place(list, count, value);
  return place < count && list[place] == value;
}

/** Place of the value in a list in any order, `count` when it is not there. */
TSR_SIDE uint32_t place_of(const uint32_t* list, uint32_t count, uint32_t value) {
  uint32_t place = 0;
  while (place < count && list[place] != value) ++place;
  return place;
}

TSR_SIDE bool same_members(const uint32_t* a, const uint32_t* b, uint32_t count) {
  for (uint32_t k = 0; k < count; ++k) {
    if (a[k] != b[k]) return false;
  }
  return true;
}

/** Lexicographic order of two sets of the same size, both ascending. */
TSR_SIDE bool members_before(const uint32_t* a, const uint32_t* b, uint32_t count) {
  for (uint32_t k = 0; k < count; ++k) {
    if (a[k] != b[k]) return a[k] < b[k];
  }
  return false;
}

}  // namespace tessera::search::island
