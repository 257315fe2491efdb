#pragma once

#include <napi.h>

#include <cstdint>
#include <memory>
#include <string>

#include "storage/mapped_file.h"

namespace tessera::addon {

/** Rows in a scratch file, each from a page of its own on: what is written of a panel of strategies is whole pages. */
class StoredMatrix {
 public:
  /** Throws storage::StorageError. */
  StoredMatrix(std::string folder, uint64_t observations, uint64_t strategies);

  const std::string folder;
  const uint64_t observations, strategies;

  double* row(uint64_t t) const { return static_cast<double*>(file_.data()) + t * stride_; }
  /** All that was written so far is on the disk. */
  void settle() const { file_.settle(0, file_.size()); }

 private:
  uint64_t stride_;
  storage::MappedFile file_;
};

/** The matrix behind a handle, to be kept as long as its rows are used. Throws bad-argument, also after close. */
std::shared_ptr<StoredMatrix> stored_matrix_arg(const Napi::Value& value);

}  // namespace tessera::addon
