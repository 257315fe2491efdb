// What people write around and between the digits of a number: grouping signs with their kin, and the notation of
// accountants. Everything here works on UTF-8 and on one cell at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tessera::csv {

/**
 * Bytes of the grouping sign that `text` begins with, 0 when there is none. `sign` stands for its kin: an apostrophe
 * also for typographic ones, a blank for no-break, narrow and thin ones, a comma for the Arabic and the fullwidth one.
 */
size_t grouping_sign(std::string_view text, std::string_view sign);

/**
 * Reads what stands around a number: parentheses, minus signs of any kind before or behind, currencies, percent signs, CR and
 * DR; digits of other scripts become ASCII ones. `core` is what is left, to be read as a number without a sign; `negative`
 * says what became of it. False when nothing is left, or when two marks say that it is negative: what does "-(5)" mean?
 */
bool strip_signs(std::string_view text, char decimal, std::string& core, bool& negative);

}  // namespace tessera::csv
