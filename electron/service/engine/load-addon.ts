import { createRequire } from "node:module";
import { join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import type { TesseraAddon } from "./addon.ts";
import { nativeFolder } from "./native-folder.ts";

/** TSR_ABI_VERSION of native/include/tessera_backend.h that addon.ts describes. */
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
