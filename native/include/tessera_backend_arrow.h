/*
 * What a session holds, to other libraries of the process: a part of tessera_backend.h, which includes it. Conventions
 * (struct_size, shapes, units) are stated there.
 */
#ifndef TESSERA_BACKEND_ARROW_H
#define TESSERA_BACKEND_ARROW_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

#include "tessera_arrow.h"

/*
 * The P&L as it lies on the session's first device, nothing copied: a struct of N float64 columns of T values, one a strategy,
 * NaN where a cell is missing. It is all there, so there is no event to wait for. Read-only. The device keeps it until the
 * consumer has released it, also when the session is closed before. TSR_UNSUPPORTED when the matrix is streamed from the host.
 */
typedef struct tsr_device_block_params {
  uint32_t struct_size;
  uint32_t reserved;
  const char* const* names;       /* [N] of the columns; NULL = none has a name */
  struct ArrowSchema* schema;     /* out */
  struct ArrowDeviceArray* array; /* out */
} tsr_device_block_params;

#endif /* TESSERA_BACKEND_ARROW_H */
