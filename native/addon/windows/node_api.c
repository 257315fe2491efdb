// Node-API on Windows: its functions are looked up by name in the program that runs, be it node.exe or the desktop. An import library would name
// NODE.EXE, and no other program could load the addon.
#include <windows.h>

// A call through __declspec(dllimport) of `name` goes through the pointer __imp_name, which the loader would fill; here we do.
#define NODE_API(name) void* __imp_##name;
#include "node_api_names.h"
#undef NODE_API

static const struct {
  const char* name;
  void** pointer;
} functions[] = {
#define NODE_API(name) {#name, &__imp_##name},
#include "node_api_names.h"
#undef NODE_API
};

/** napi_generic_failure, for a function that this program is too old to have. */
static int not_there(void) { return 9; }

// Before the constructors of C++, none of which speaks to Node. Both calls are allowed under the loader's lock.
__attribute__((constructor(101))) static void find_functions(void) {
  const HMODULE program = GetModuleHandleW(NULL);
  const HMODULE library = GetModuleHandleW(L"libnode.dll");
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; ++i) {
    FARPROC found = GetProcAddress(program, functions[i].name);
    if (!found && library) found = GetProcAddress(library, functions[i].name);
    *functions[i].pointer = found ? (void*)found : (void*)not_there;
  }
}
