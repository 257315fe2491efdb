#pragma once

#include <memory>

#include "search/islands.h"
#include "search/problem.h"

namespace tessera::search {

/** Islands that live with the backend's session (TSR_OP_SEARCH_ISLANDS); heads come back after every generation. */
class DeviceIslands final : public Islands {
 public:
  /** Null where the backend has no such operation, not for this search, or no room for it. Throws SearchError otherwise. */
  static std::unique_ptr<Islands> open(const Problem& problem, const tsr_search_problem& seen, const tsr_control* control);

  ~DeviceIslands() override;
  void run(const tsr_search_generation& generation) override;
  void polish(uint32_t count, uint64_t budget) override;
  void fetch() override;
  void store() override;

 private:
  DeviceIslands(const Problem& problem, const tsr_search_problem& seen, const tsr_control* control);
  tsr_status call(tsr_search_action action);
  void must(tsr_search_action action);

  const Problem& problem_;
  tsr_search_islands_params params_{};
};

}  // namespace tessera::search
