import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

export function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/**
 * SHA-256 over files, their places below `root`, and options. The same on every system, so that what was built on one is known
 * on another.
 */
export function hashOf(root, files, options) {
  const hash = createHash("sha256").update(JSON.stringify(options));
  const named = files.map((file) => [relative(root, file).replaceAll(sep, "/"), file]);
  for (const [name, file] of named.sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`\n${name}\n`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/**
 * Of the sources that a build depends on (tests and benchmarks apart), of its options, and of what it reads of package.json.
 */
export function fingerprint(root, options) {
  const { version, dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const read = [version, dependencies["node-addon-api"], dependencies["node-api-headers"]];
  const native = join(root, "native");
  const apart = ["tests", "bench"].map((name) => join(native, name) + sep);
  const sources = filesUnder(native).filter((file) => !apart.some((folder) => file.startsWith(folder)));
  return hashOf(root, sources, [...options, ...read]);
}
