#pragma once

#include <memory>
#include <span>
#include <vector>

#include "search/island/state.h"
#include "search/problem.h"

namespace tessera::search {

/**
 * The islands of a search, wherever they live. The host has a copy of their states: heads are up to date after every
 * generation, the rest after `fetch`. Methods throw SearchError; one thread.
 */
class Islands {
 public:
  virtual ~Islands() = default;

  /** Every island's share of a generation. */
  virtual void run(const tsr_search_generation& generation) = 0;
  /** Descends the best portfolios of the first `count` islands, see island/polish.h. */
  virtual void polish(uint32_t count, uint64_t budget) = 0;
  /** Brings the whole states here. */
  virtual void fetch() = 0;
  /** Sends them back after a change. */
  virtual void store() = 0;

  std::span<const island::State> states() const { return states_; }
  /** A checkpoint of all islands, after `fetch`. */
  std::span<unsigned char> bytes() { return blocks_; }

 protected:
  explicit Islands(const tsr_search_problem& seen) : blocks_(seen.islands * island::state_bytes(seen)) {
    for (uint32_t k = 0; k < seen.islands; ++k) {
      island::Arena arena(block(seen, k));
      states_.push_back(island::make_state(arena, seen));
    }
  }
  unsigned char* block(const tsr_search_problem& seen, uint32_t k) { return blocks_.data() + k * island::state_bytes(seen); }

  std::vector<unsigned char> blocks_;  // [island][state_bytes]
  std::vector<island::State> states_;
};

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
