/** What every machine of a platform has: every Linux with a C++ program on it, every Windows since 10. */
const ofTheSystem = {
  linux: /^(ld-linux[\w-]*|libc|libm|libdl|libpthread|librt|libgcc_s|libstdc\+\+)\.so(\.\d+)*$/,
  win32: /^(kernel32|msvcrt|ucrtbase|api-ms-win-[\w-]+)\.dll$/i,
};

/** Those of `needed` that a user's machine need not have: a toolkit's, say, when the CUDA runtime is not linked statically. */
export function strangeLibraries(
  needed: readonly string[],
  platform: keyof typeof ofTheSystem = "linux",
): readonly string[] {
  return needed.filter((name) => !ofTheSystem[platform].test(name));
}
