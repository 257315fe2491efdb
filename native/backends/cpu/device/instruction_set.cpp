#include "backends/cpu/device/instruction_set.h"

#include <cstdlib>
#include <string_view>

namespace tessera::cpu {

namespace {

#define TSR_VALUE(set) InstructionSet::set,
constexpr InstructionSet kAll[] = {TSR_INSTRUCTION_SETS(TSR_VALUE)};
#undef TSR_VALUE

bool runs_here([[maybe_unused]] InstructionSet set) {
#if defined(TSR_CPU_X86)
  // The compiler's helper also asks whether the operating system saves the registers.
  if (set == InstructionSet::avx512) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512bw");
  }
  if (set == InstructionSet::avx2) return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
  return true;
}

}  // namespace

InstructionSet choose_instruction_set() {
  const char* const wanted = std::getenv("TESSERA_CPU_ISA");
  for (const InstructionSet set : kAll) {
    if (wanted != nullptr && name_of(set) == std::string_view(wanted) && runs_here(set)) return set;
  }
  for (const InstructionSet set : kAll) {
    if (runs_here(set)) return set;
  }
  return InstructionSet::baseline;
}

bool has_byte_products() {
#if defined(TSR_CPU_X86)
  return __builtin_cpu_supports("avx512vnni");
#else
  return false;
#endif
}

const char* name_of(InstructionSet set) {
#define TSR_NAMED(set) \
  case InstructionSet::set: return #set;
  switch (set) { TSR_INSTRUCTION_SETS(TSR_NAMED) }
#undef TSR_NAMED
  __builtin_unreachable();
}

}  // namespace tessera::cpu
