#pragma once

#include <cstddef>
#include <string>

namespace tessera::bench {

/**
 * The least that reading a file of numbers can be: its lines shared out among threads, each cell from text to double by
 * std::from_chars into fresh memory, nothing checked, kept or hashed. `texts` leading cells of a line are passed over; a line
 * ends at a cell that is no number. Returns the cells that were numbers.
 */
size_t bare_loop(const std::string& path, unsigned threads, size_t texts);

}  // namespace tessera::bench
