#include "tests/support/system.h"

#include <cstdlib>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace tessera::test {

#ifdef _WIN32

void* load_library(const char* path) { return LoadLibraryA(path); }

std::string why_not_loaded() { return "error " + std::to_string(GetLastError()); }

void* function_of(void* library, const char* name) {
  return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(library), name));
}

void set_variable(const char* name, const char* value) { _putenv_s(name, value == nullptr ? "" : value); }

#else

void* load_library(const char* path) { return dlopen(path, RTLD_NOW | RTLD_LOCAL); }

std::string why_not_loaded() { return dlerror(); }

void* function_of(void* library, const char* name) { return dlsym(library, name); }

void set_variable(const char* name, const char* value) {
  if (value == nullptr) {
    unsetenv(name);
  } else {
    setenv(name, value, 1);
  }
}

#endif

}  // namespace tessera::test
