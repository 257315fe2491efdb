// The border of native/arrow as C functions, for programs that are not ours (pyarrow_border.py).
#include <memory>
#include <stdexcept>

#include "arrow/block.h"

using tessera::arrow::Block;
using tessera::arrow::TakenBlock;

#define BORDER extern "C" __attribute__((visibility("default")))

/** Gives columns of `length` values where they lie; *let_go becomes 1 when the consumer has released all of them. */
BORDER void border_give(uint64_t count, const char* const* names, const double* const* columns, int64_t length, int32_t* let_go,
                        ArrowSchema* schema, ArrowArray* array) {
  const Block block = {{names, names + count}, {columns, columns + count}, length};
  tessera::arrow::export_block(block, std::shared_ptr<void>(let_go, [let_go](void*) { *let_go = 1; }), *schema, *array);
}

/** Takes a block; NULL when it is none of float64 columns. The block is the caller's until border_end. */
BORDER TakenBlock* border_take(ArrowSchema* schema, ArrowArray* array) {
  try {
    return new TakenBlock(*schema, *array);
  } catch (const std::invalid_argument&) {
    return nullptr;
  }
}

BORDER int64_t border_length(const TakenBlock* taken) { return taken->block().length; }
BORDER uint64_t border_count(const TakenBlock* taken) { return taken->block().columns.size(); }
BORDER const char* border_name(const TakenBlock* taken, uint64_t column) { return taken->block().names[column].c_str(); }
BORDER const double* border_column(const TakenBlock* taken, uint64_t column) { return taken->block().columns[column]; }
BORDER void border_end(TakenBlock* taken) { delete taken; }
