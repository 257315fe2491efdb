#pragma once

#include <memory>
#include <vector>

#include "backends/cuda/search/island_part.h"
#include "backends/cuda/session/session.h"

namespace tessera::cuda {

/** One search, its islands shared out over the session's devices. One thread at a time. */
class IslandSearch {
 public:
  /** Throws Failure; TSR_UNSUPPORTED where the matrix is streamed. */
  IslandSearch(tsr_session& session, const tsr_search_problem& problem, uint64_t state_bytes);

  void step(const tsr_search_generation& generation, std::byte* states, uint64_t head_bytes);
  void polish(uint32_t count, uint64_t budget, std::byte* states, uint64_t head_bytes);
  void read(std::byte* states);
  void write(const std::byte* states);

 private:
  /** Calls action(part) on every device, then waits for all and takes `bytes` of the states. */
  template <class Action>
  void on_parts(const Action& action, std::byte* states, uint64_t bytes);

  tsr_session& session_;
  uint64_t state_bytes_;
  std::vector<std::unique_ptr<IslandPart>> parts_;
};

}  // namespace tessera::cuda
