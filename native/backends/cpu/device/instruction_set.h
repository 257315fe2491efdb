// The vector instructions of this processor. CMakeLists.txt compiles every *_kernels.cpp once for each set, as name TSR_SET and
// with TSR_LANES doubles to a vector; each such file defines one table of kernels.
#pragma once

#include <cstdint>

/** X(set, ...) for each set that this library has kernels for, the best first. */
#if defined(TSR_CPU_X86)
#define TSR_INSTRUCTION_SETS(X, ...) \
  X(avx512 __VA_OPT__(, ) __VA_ARGS__) X(avx2 __VA_OPT__(, ) __VA_ARGS__) X(baseline __VA_OPT__(, ) __VA_ARGS__)
#else
#define TSR_INSTRUCTION_SETS(X, ...) X(baseline __VA_OPT__(, ) __VA_ARGS__)
#endif

/** Declares the tables name_avx512, name_avx2 ... of a type, and name(set), which is the one of that set. */
#define TSR_KERNEL_TABLES(Table, name)                                    \
  TSR_INSTRUCTION_SETS(TSR_DECLARE_TABLE, Table, name)                    \
  inline const Table& name(InstructionSet set) {                          \
    switch (set) { TSR_INSTRUCTION_SETS(TSR_CASE_OF_TABLE, Table, name) } \
    __builtin_unreachable();                                              \
  }
#define TSR_DECLARE_TABLE(set, Table, name) extern const Table name##_##set;
#define TSR_CASE_OF_TABLE(set, Table, name) \
  case InstructionSet::set: return name##_##set;

/** The table that a file of kernels defines. */
#define TSR_TABLE(name) TSR_TABLE_OF_SET(name, TSR_SET)
#define TSR_TABLE_OF_SET(name, set) TSR_JOINED_TABLE(name, set)
#define TSR_JOINED_TABLE(name, set) name##_##set

namespace tessera::cpu {

#define TSR_SET_NAME(set) set,
enum class InstructionSet : uint8_t { TSR_INSTRUCTION_SETS(TSR_SET_NAME) };
#undef TSR_SET_NAME

/**
 * The best that this processor has. TESSERA_CPU_ISA = baseline, avx2 or avx512 asks for one (tests, and a way out on a faulty
 * machine); one that the processor lacks is ignored. Read at each call, so at each open.
 */
InstructionSet choose_instruction_set();

const char* name_of(InstructionSet set);

/** Whether this processor adds up products of bytes beside AVX-512 (VNNI). */
bool has_byte_products();

}  // namespace tessera::cpu
