import { readdirSync } from "node:fs";
import { join } from "node:path";
import { nativeFolder } from "./native-folder.ts";

export interface BackendLibrary {
  readonly name: string;
  readonly path: string;
}

const pattern = /^(?:lib)?tessera_backend_(\w+)\.(?:so|dylib|dll)$/;

/** Backend libraries beside the addon, GPU backends first, CPU always last. */
export function backendLibraries(folder = nativeFolder()): BackendLibrary[] {
  const found = readdirSync(folder).flatMap((file): BackendLibrary[] => {
    const name = pattern.exec(file)?.[1];
    return name ? [{ name, path: join(folder, file) }] : [];
  });
  const rank = (library: BackendLibrary): number => (library.name === "cpu" ? 1 : 0);
  return found.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
