import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..", "..");

/** What a module imports before it runs: packages by name, own files by path; types and imports at a time of use apart. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  for (const [, from = ""] of readFileSync(file, "utf8").matchAll(
    /^(?:import|export) (?!type )[^;]*?from "([^"]+)";/gm,
  )) {
    if (from.startsWith("node:")) continue;
    const path = from.startsWith(".") ? join(dirname(file), from) : undefined;
    const name = path ? relative(root, path) : from;
    if (found.has(name)) continue;
    found.add(name);
    if (path) importsOf(path, found);
  }
  return found;
}

it("the help text waits for no schema: the bundle keeps this file of the contract apart from the others", () => {
  const wanted = [...importsOf(join(root, "electron", "hosts", "cli", "main.ts"))];
  expect(wanted.filter((name) => !name.includes("/"))).toEqual(["commander"]);
  expect(wanted.filter((name) => name.startsWith("electron/contract/"))).toEqual([
    "electron/contract/text.ts",
  ]);
});

const built = join(root, "dist", "hosts", "cli.js");

it.skipIf(!existsSync(built))(
  "nor does it in the bundle, where there is one (npm run build): a package of schemas would triple its start",
  () => {
    const wanted = [...importsOf(built)];
    expect(wanted.some((name) => /\btext-[\w-]+\.js$/.test(name))).toBe(true);
    expect(wanted.filter((name) => /\bcontract-[\w-]+\.js$/.test(name))).toEqual([]);
  },
);
