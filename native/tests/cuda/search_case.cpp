#include "tests/cuda/search_case.h"

#include <sstream>
#include <stdexcept>

#include "tests/check.h"

namespace tessera::test {

search::Request search_request(const Matrix& matrix, search::AlgorithmId algorithm, uint32_t size, uint64_t evaluations) {
  search::Request request;
  request.observations = request.correlation_observations = static_cast<uint32_t>(matrix.observations);
  request.strategies = static_cast<uint32_t>(matrix.strategies);
  request.algorithm = algorithm;
  request.size = size;
  request.seed = 7;
  request.objective = objective_of(TSR_OBJECTIVE_RATIO);
  request.max_evaluations = evaluations;
  return request;
}

search::Outcome search_on(const Opened& opened, search::Request request) {
  request.backend = &opened.backend();
  request.session = opened.session();
  search::Outcome outcome = search::run_search(request, nullptr);
  if (outcome.status != TSR_OK) throw std::runtime_error(std::string(opened.backend().name) + ": " + outcome.message);
  return outcome;
}

void compare_searches(const char* file, int line, const Both& both, const search::Request& request) {
  const search::Outcome cpu = search_on(both.cpu, request), cuda = search_on(both.cuda, request);
  const bool same = cpu.members == cuda.members && cpu.violation == cuda.violation && cpu.evaluations == cuda.evaluations &&
                    cpu.screened == cuda.screened && cpu.generations == cuda.generations &&
                    cpu.swap_optimal == cuda.swap_optimal;
  check_same_bits(file, line, {cuda.fitness}, {cpu.fitness});
  if (same) return;
  std::ostringstream out;
  out << search::name_of(request.algorithm) << " of " << request.size << " among " << request.strategies << " x "
      << request.observations << ", metric " << request.objective.metric << ": members "
      << (cpu.members == cuda.members ? "same" : "differ") << ", fitness " << cuda.fitness << " / " << cpu.fitness
      << ", evaluations " << cuda.evaluations << " / " << cpu.evaluations << ", ruled out " << cuda.screened << " / "
      << cpu.screened << ", generations " << cuda.generations << " / " << cpu.generations << ", optimal " << cuda.swap_optimal
      << " / " << cpu.swap_optimal;
  fail(file, line, out.str());
}

}  // namespace tessera::test
