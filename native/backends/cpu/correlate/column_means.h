#pragma once

#include "backends/cpu/correlate/correlation_panels.h"
#include "tessera_backend.h"

namespace tessera::cpu {

/**
 * Sum of rho over all pairs, and each strategy's mean signed rho with the others, without looking at pairs:
 * sum over j of rho_ij = z_i . (z_1 + ... + z_N). For matrices without missing cells.
 */
void column_means(const CorrelationPanels& panels, double* mean_rho, double* sum_rho);

}  // namespace tessera::cpu
