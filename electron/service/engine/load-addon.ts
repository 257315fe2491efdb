import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SearchAlgorithm } from "../../contract/algorithms.ts";
import { Problem } from "../../contract/problem.ts";
import { outsideArchive } from "../program-files.ts";
import type { TesseraAddon } from "./addon/addon.ts";
import type { NativeSearchParameter } from "./addon/search.ts";

/** TSR_ABI_VERSION of native/include/tessera_backend.h that addon/ describes. */
export const abiVersion = 2;

let loaded: TesseraAddon | undefined;

/** The native addon, loaded once per process. This is the only place that loads a .node file. */
export function loadAddon(): TesseraAddon {
  if (loaded) return loaded;
  const path = join(nativeFolder(), "tessera.node");
  let addon: TesseraAddon;
  try {
    addon = createRequire(import.meta.url)(path) as TesseraAddon;
  } catch (error) {
    throw new Problem("internal", `The native module ${path} could not be loaded: ${String(error)}`, {
      file: path,
      remedy: "Run `npm run build` again; the module must be built for this machine's processor and system.",
    });
  }
  if (addon.abiVersion !== abiVersion) {
    throw new Problem("internal", `${path} speaks ABI ${addon.abiVersion}, this program ABI ${abiVersion}.`, {
      file: path,
      remedy: "Run `npm run build` so that both come from one version.",
    });
  }
  loaded = addon;
  return addon;
}

/**
 * Folder of tessera.node and the backend libraries: TESSERA_NATIVE_DIR, else resources/native of the packaged
 * desktop, else dist/native of the checkout that this file (or its bundle) lies in.
 */
export function nativeFolder(): string {
  const declared = process.env.TESSERA_NATIVE_DIR;
  if (declared) return declared;
  const resources = (process as { resourcesPath?: string }).resourcesPath;
  if (resources && existsSync(join(resources, "native", "tessera.node"))) return join(resources, "native");
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const candidate = join(folder, "dist", "native");
    if (existsSync(join(candidate, "tessera.node"))) return outsideArchive(candidate);
    folder = dirname(folder);
  }
  throw new Problem("internal", "The native module tessera.node was not found.", {
    remedy: "Run `npm run build` in the project root (it needs the Debian packages g++ and cmake).",
  });
}

/** Changes with every build of the native module and its backends: by what they computed, they are told apart. */
export function nativeStamp(): string {
  const folder = nativeFolder();
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    })
    .join();
}

/** The parameters of every search algorithm, as the native module states them. */
export function algorithmParameters(): Record<SearchAlgorithm, NativeSearchParameter[]> {
  const all = loadAddon().searchParameters();
  return Object.fromEntries(Object.entries(all).map(([name, list]) => [name, [...list]])) as Record<
    SearchAlgorithm,
    NativeSearchParameter[]
  >;
}
