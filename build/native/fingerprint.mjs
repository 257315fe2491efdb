import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** SHA-256 over the sources that a build depends on (tests and benchmarks apart) and over its options. */
export function fingerprint(root, options) {
  const native = join(root, "native");
  const apart = ["tests", "bench"].map((name) => join(native, name) + sep);
  const sources = filesUnder(native).filter((file) => !apart.some((folder) => file.startsWith(folder)));
  const files = [...sources, join(root, "package.json")].sort();
  const hash = createHash("sha256").update(JSON.stringify(options));
  for (const file of files) {
    hash.update(`\n${relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest("hex");
}
