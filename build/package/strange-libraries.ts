/** What every Linux with a C++ program on it has. */
const ofTheSystem = /^(ld-linux[\w-]*|libc|libm|libdl|libpthread|librt|libgcc_s|libstdc\+\+)\.so(\.\d+)*$/;

/** Those of `needed` that a user's machine need not have: a toolkit's, say, when the CUDA runtime is not linked statically. */
export function strangeLibraries(needed: readonly string[]): readonly string[] {
  return needed.filter((name) => !ofTheSystem.test(name));
}
