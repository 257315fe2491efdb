// Bundles the entry points that run in Node into dist/hosts, each part loaded when it is first used.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");

export async function bundleHosts() {
  rmSync(join(root, "dist", "hosts"), { recursive: true, force: true });
  const configFile = join(root, "config", "tooling", "vite.hosts.config.ts");
  await build({ root, configFile, logLevel: "warn", publicDir: false });
}

if (process.argv[1] === import.meta.filename) await bundleHosts();
