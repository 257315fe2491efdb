import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Problem } from "../contract/problem.ts";

/** Folder of the built window: dist/renderer of the checkout that this file (or its bundle) lies in. Throws Problem. */
export function rendererFolder(): string {
  for (let folder = import.meta.dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const candidate = join(folder, "dist", "renderer");
    if (existsSync(join(candidate, "index.html"))) return candidate;
  }
  throw new Problem("internal", "The window is not built.", {
    remedy: "Run npm run build in the project root.",
  });
}
