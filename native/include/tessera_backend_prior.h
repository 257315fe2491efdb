/*
 * The prior of the believable Sharpe ratio on a device: a part of tessera_backend.h, which includes it. Optional.
 */
#ifndef TESSERA_BACKEND_PRIOR_H
#define TESSERA_BACKEND_PRIOR_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* Points of the grid. */
#define TSR_PRIOR_POINTS 80
/* Values whose shares are added up together, one after the other; part of the result's last bits. */
#define TSR_PRIOR_ROWS 512

/* What believe of native/believable/skill.h comes to, to the last bit: steps of EM from uniform, and posterior means. */
typedef struct tsr_prior_params {
  uint32_t struct_size;
  uint32_t count; /* of values */
  uint32_t steps;
  uint32_t reserved;
  const double* value; /* [count] */
  const double* error; /* [count] > 0 */
  const double* grid;  /* [TSR_PRIOR_POINTS] */
  const double* added; /* [TSR_PRIOR_POINTS] to each share after a step */
  double added_total;
  double* share; /* [TSR_PRIOR_POINTS] */
  double* mean;  /* [count] */
} tsr_prior_params;

#endif /* TESSERA_BACKEND_PRIOR_H */
