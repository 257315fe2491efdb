#pragma once

/**
 * Compiles a loop for several instruction sets and picks one at load time. The loops so marked work lane by lane
 * without contraction, so every copy gives the same bits. Sanitizers start too late for this kind of dispatch.
 */
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define TESSERA_VECTOR_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define TESSERA_VECTOR_CLONES
#endif
