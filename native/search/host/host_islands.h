#pragma once

#include <memory>

#include "search/host/host_team.h"
#include "search/islands.h"
#include "search/worker_pool.h"

namespace tessera::search {

/** Islands on threads of this machine, scored through the backend. */
class HostIslands final : public Islands {
 public:
  /** Both problems must outlive the islands. */
  HostIslands(const Problem& problem, const tsr_search_problem& seen, unsigned threads, const Interrupt& interrupt);

  void run(const tsr_search_generation& generation) override;
  void polish(uint32_t count, uint64_t budget) override;
  void fetch() override {}
  void store() override {}

 private:
  const Interrupt& interrupt_;
  std::vector<std::unique_ptr<HostTeam>> teams_;
  WorkerPool pool_;
};

}  // namespace tessera::search
