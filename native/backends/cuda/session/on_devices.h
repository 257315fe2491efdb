#pragma once

#include <exception>
#include <thread>
#include <vector>

#include "backends/cuda/session/session.h"

namespace tessera::cuda {

/**
 * Calls action(device, index) for every device of the session, each on a thread of its own when there are several. The first
 * failure is thrown again when all have ended.
 */
template <class Action>
void on_devices(tsr_session& session, const Action& action) {
  std::vector<std::exception_ptr> failures(session.devices.size());
  const auto work = [&](size_t index) {
    try {
      session.devices[index]->use();
      action(*session.devices[index], static_cast<uint32_t>(index));
    } catch (...) {
      failures[index] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (size_t i = 1; i < session.devices.size(); ++i) threads.emplace_back(work, i);
    work(0);
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace tessera::cuda
