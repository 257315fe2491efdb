// What the tests ask of the system that they run on.
#pragma once

#include <string>

namespace tessera::test {

/** The library of a path, null where it does not load; it is never unloaded. */
void* load_library(const char* path);
/** Why the last one did not load. */
std::string why_not_loaded();
/** A function of a library, null where it has none of this name. */
void* function_of(void* library, const char* name);

/** Sets a variable of the environment, or takes it away (null). */
void set_variable(const char* name, const char* value);

}  // namespace tessera::test
