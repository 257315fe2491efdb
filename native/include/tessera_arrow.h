/*
 * The structs of the Arrow C data interface and of its device form: an ABI that every Arrow library speaks.
 * https://arrow.apache.org/docs/format/CDataInterface.html, CDeviceDataInterface.html
 *
 * The producer fills a struct that the consumer gives; the consumer calls `release` once, from any thread. release == NULL says
 * that a struct holds nothing (any more).
 */
#ifndef TESSERA_ARROW_H
#define TESSERA_ARROW_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_NULLABLE 2

struct ArrowSchema {
  const char* format; /* "g" float64, "+s" struct */
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count; /* -1 = not counted */
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers; /* validity, values */
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif

#ifndef ARROW_C_DEVICE_DATA_INTERFACE
#define ARROW_C_DEVICE_DATA_INTERFACE

typedef int32_t ArrowDeviceType;
#define ARROW_DEVICE_CPU 1
#define ARROW_DEVICE_CUDA 2

struct ArrowDeviceArray {
  struct ArrowArray array; /* its buffers are addresses of the device */
  int64_t device_id;
  ArrowDeviceType device_type;
  void* sync_event; /* CUDA: a cudaEvent_t*, to be waited for before reading; NULL = nothing to wait for */
  int64_t reserved[3];
};

#endif

#ifdef __cplusplus
}
#endif
#endif
