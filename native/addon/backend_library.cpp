#include "addon/handles.h"

#if defined(_WIN32)
#include <windows.h>

#include <filesystem>
#else
#include <dlfcn.h>
#endif

namespace tessera::addon {
namespace {

struct Symbol {
  tsr_entry_fn entry;
  std::string error;
};

#if defined(_WIN32)
Symbol find_entry(const std::string& path) {
  const std::filesystem::path file(reinterpret_cast<const char8_t*>(path.c_str()));
  const HMODULE library = LoadLibraryW(file.c_str());
  if (library == nullptr) return {nullptr, "error " + std::to_string(GetLastError())};
  const FARPROC symbol = GetProcAddress(library, TSR_ENTRY_SYMBOL);
  if (symbol == nullptr) return {nullptr, std::string("it has no symbol ") + TSR_ENTRY_SYMBOL};
  return {reinterpret_cast<tsr_entry_fn>(reinterpret_cast<void*>(symbol)), ""};
}
#else
Symbol find_entry(const std::string& path) {
  void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return {nullptr, dlerror()};
  void* const symbol = dlsym(library, TSR_ENTRY_SYMBOL);
  if (symbol == nullptr) return {nullptr, std::string("it has no symbol ") + TSR_ENTRY_SYMBOL};
  return {reinterpret_cast<tsr_entry_fn>(symbol), ""};
}
#endif

}  // namespace

LoadedBackend load_backend_library(const std::string& path) {
  const auto refuse = [&](const std::string& why) {
    return LoadedBackend{nullptr, "The backend " + path + " cannot be used: " + why};
  };
  const Symbol symbol = find_entry(path);
  if (symbol.entry == nullptr) return refuse(symbol.error);
  const tsr_backend* const table = symbol.entry();
  if (table == nullptr) return refuse("it answered no table");
  if (table->abi_version != TSR_ABI_VERSION) {
    return refuse("it speaks ABI " + std::to_string(table->abi_version) + ", this program ABI " +
                  std::to_string(TSR_ABI_VERSION));
  }
  if (table->struct_size < sizeof(tsr_backend)) return refuse("its table is too short");
  return {table, ""};
}

}  // namespace tessera::addon
