/* The ABI header as C99, included twice to show a missing guard; layouts that both sides rely on. */
#include "tessera_backend.h"

#include <stddef.h>
#include <stdio.h>

static int failed;

static void check(int condition, const char* what) {
  if (condition) return;
  ++failed;
  printf("not true: %s\n", what);
}

int main(void) {
  check(sizeof(tsr_control) == 24, "tsr_control is 24 bytes");
  check(offsetof(tsr_control, done) == 8 && offsetof(tsr_control, total) == 16, "counts follow the flag");
  check(sizeof(tsr_pair) == 16, "tsr_pair is 16 bytes");
  check(offsetof(tsr_open_params, struct_size) == 0, "open params start with struct_size");
  check(TSR_OP_DEVICE_BLOCK < TSR_OP_LIMIT, "operations are below the limit");
  check(sizeof(((tsr_objective*)0)->weights) == TSR_TERM_COUNT * sizeof(double), "one weight per term");
  printf("%d passed, %d failed\n", 6 - failed, failed);
  return failed == 0 ? 0 : 1;
}
