/*
 * Metrics of strategies: a part of tessera_backend.h, which includes it. Conventions (struct_size, shapes, units) are stated
 * there.
 */
#ifndef TESSERA_BACKEND_METRICS_H
#define TESSERA_BACKEND_METRICS_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* Definitions: docs/metrics.md. */
typedef enum tsr_profile { TSR_PROFILE_LEGACY = 0, TSR_PROFILE_TEXTBOOK = 1, TSR_PROFILE_R = 2 } tsr_profile;

/* tsr_metric */
#include "tessera_backend_metric_ids.h"

typedef struct tsr_metric_config {
  uint32_t struct_size;
  uint32_t profile;     /* tsr_profile */
  double annualisation; /* observations a year; legacy 252 */
  double risk_free;     /* per observation, currency */
  double mar;           /* minimum acceptable result per observation, currency */
  double capital;       /* declared capital, currency; 0 = none declared */
} tsr_metric_config;

typedef struct tsr_metrics_params {
  uint32_t struct_size;
  uint32_t metric_count;
  const uint32_t* metrics; /* tsr_metric ids */
  tsr_metric_config config;
  uint64_t strategy_count;    /* 0 = all N */
  const uint32_t* strategies; /* indices, when strategy_count > 0 */
  double* out;                /* [metric_count][strategy_count or N] */
  tsr_control* control;       /* optional */
} tsr_metrics_params;

#endif /* TESSERA_BACKEND_METRICS_H */
