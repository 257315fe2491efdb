#include "backends/cpu/device/machine.h"

#include <fstream>

#if defined(_WIN32)
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace tessera::cpu {

HostMemory host_memory() {
#if defined(_WIN32)
  MEMORYSTATUSEX status{};
  status.dwLength = sizeof status;
  if (!GlobalMemoryStatusEx(&status)) return {0, 0};
  return {status.ullTotalPhys, status.ullAvailPhys};
#else
  const long page = sysconf(_SC_PAGESIZE);
  const long pages = sysconf(_SC_PHYS_PAGES);
  if (page <= 0 || pages <= 0) return {0, 0};
  uint64_t available = 0;
#if defined(_SC_AVPHYS_PAGES)
  const long unused = sysconf(_SC_AVPHYS_PAGES);
  if (unused > 0) available = static_cast<uint64_t>(unused) * static_cast<uint64_t>(page);
#endif
  return {static_cast<uint64_t>(pages) * static_cast<uint64_t>(page), available};
#endif
}

std::string processor_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "CPU";
}

}  // namespace tessera::cpu
