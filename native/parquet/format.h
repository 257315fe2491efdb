// Numbers of parquet.thrift (github.com/apache/parquet-format) that files of the store have.
#pragma once

#include <cstdint>

namespace tessera::parquet {

// Type
constexpr uint64_t kDouble64 = 5, kByteArray = 6;
// FieldRepetitionType
constexpr uint64_t kRequired = 0, kOptional = 1;
// ConvertedType
constexpr uint64_t kUtf8 = 0;
// Encoding
constexpr uint64_t kPlain = 0, kRuns = 3, kByteStreamSplit = 9;
// PageType
constexpr uint64_t kDataPage = 0;

}  // namespace tessera::parquet
