// Fails when the C header, the TypeScript view (electron/service/engine/addon/, native-ids.ts) and the built addon
// drift apart. Prints every difference, then "N passed, N failed".   node build/test/addon-view-check.mjs
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { runOnPinnedNode } from "../../bin/run-child.js";
import { run } from "./run.mjs";

/** As one check with one count, in a process of its own. */
export async function addonViewCheck(root, told) {
  const { status } = await run(process.execPath, [import.meta.filename], { cwd: root, told });
  return status === 0
    ? { passed: 1, failures: [], skipped: [] }
    : { passed: 0, failures: ["header, view and addon differ"], skipped: [] };
}

async function main() {
  const root = join(import.meta.dirname, "..", "..");
  const engine = join(root, "electron", "service", "engine");
  const include = join(root, "native", "include");
  const header = readdirSync(include)
    .map((name) => readFileSync(join(include, name), "utf8"))
    .join("\n");
  const view = ["addon.ts", "operations.ts"]
    .map((name) => readFileSync(join(engine, "addon", name), "utf8"))
    .join("\n");
  const addon = createRequire(import.meta.url)(join(root, "dist", "native", "tessera.node"));
  const { nativeStatus } = await import(join(engine, "addon", "addon.ts"));
  const { nativeIds } = await import(join(engine, "native-ids.ts"));
  const { abiVersion } = await import(join(engine, "load-addon.ts"));

  let passed = 0;
  const differences = [];
  function same(what, actual, expected) {
    const [ours, theirs] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (ours === theirs) passed++;
    else differences.push(`${what}\n  is       ${ours}\n  expected ${theirs}`);
  }

  /** Names (lower case, without prefix) of a C enum in the order of their values; a COUNT must be their number. */
  function enumNames(type, prefix) {
    const body = new RegExp(`typedef enum ${type} \\{([^}]*)\\}`).exec(header)?.[1];
    if (body === undefined) throw new Error(`the header has no enum ${type}`);
    const entries = [...body.matchAll(new RegExp(`${prefix}_(\\w+) = (\\d+)`, "g"))].map(([, name, id]) => [
      name.toLowerCase(),
      Number(id),
    ]);
    const names = entries.filter(([name]) => name !== "count").sort(([, a], [, b]) => a - b);
    same(
      `${type}: values are 0, 1, 2 ...`,
      names.map(([, id]) => id),
      [...names.keys()],
    );
    const count = entries.find(([name]) => name === "count");
    if (count) same(`${prefix}_COUNT`, count[1], names.length);
    return names.map(([name]) => name);
  }

  const enums = {
    metric: ["tsr_metric", "TSR_METRIC"],
    profile: ["tsr_profile", "TSR_PROFILE"],
    objective: ["tsr_objective_metric", "TSR_OBJECTIVE"],
    penalty: ["tsr_penalty", "TSR_PENALTY"],
    term: ["tsr_term", "TSR_TERM"],
    component: ["tsr_component", "TSR_COMPONENT"],
    groupStatistic: ["tsr_group_statistic", "TSR_STATISTIC"],
    inversionFigure: ["tsr_inversion_figure", "TSR_INVERSION"],
    planPart: ["tsr_plan_part", "TSR_PLAN"],
  };
  same("lists in native-ids.ts", Object.keys(nativeIds).sort(), Object.keys(enums).sort());
  for (const [list, [type, prefix]] of Object.entries(enums)) {
    same(`native-ids.ts ${list}`, Object.keys(nativeIds[list] ?? {}), enumNames(type, prefix));
  }
  const statuses = enumNames("tsr_status", "TSR").map((name) => name.replaceAll("_", "-"));
  same("nativeStatus of addon.ts", nativeStatus, statuses);

  const headerAbi = Number(/#define TSR_ABI_VERSION (\d+)u/.exec(header)?.[1]);
  same("abiVersion of load-addon.ts", abiVersion, headerAbi);
  same("abiVersion of the addon", addon.abiVersion, headerAbi);
  same("controlBytes of the addon", addon.controlBytes, 24);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  same("version of the addon", addon.version, version);

  const members = [
    ...view.matchAll(/export interface (?:TesseraAddon|NativeOperations)[^{]*\{([\s\S]*?)\n\}/g),
  ]
    .map(([, body]) => body)
    .join("\n");
  const functions = [...members.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name);
  const values = [...members.matchAll(/^ {2}readonly (\w+):/gm)].map(([, name]) => name);
  same("exports of the addon", Object.keys(addon).sort(), [...functions, ...values].sort());
  for (const name of functions) same(`addon.${name}`, typeof addon[name], "function");

  for (const difference of differences) console.error(difference);
  console.log(`${passed} passed, ${differences.length} failed`);
  process.exitCode = differences.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) {
  if (process.features.typescript) await main();
  else runOnPinnedNode();
}
