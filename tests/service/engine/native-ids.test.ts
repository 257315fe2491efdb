import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { searchAlgorithm } from "../../../electron/contract/algorithms.ts";
import { algorithmParameters, loadAddon } from "../../../electron/service/engine/load-addon.ts";
import { nativeIds } from "../../../electron/service/engine/native-ids.ts";
import { noEngine } from "../analysis/support/analysis-context.ts";

const native = join(import.meta.dirname, "../../../native");
const header = readdirSync(join(native, "include"))
  .map((name) => readFileSync(join(native, "include", name), "utf8"))
  .join("\n");

/** Names and values of one C enum without its prefix and its COUNT. */
function enumOf(type: string, prefix: string): Record<string, number> {
  const body = new RegExp(`typedef enum ${type} \\{([^}]*)\\}`).exec(header)?.[1] ?? "";
  const found = [...body.matchAll(new RegExp(`${prefix}_(\\w+) = (\\d+)`, "g"))];
  return Object.fromEntries(
    found.map(([, name = "", id]) => [name.toLowerCase(), Number(id)]).filter(([name]) => name !== "count"),
  );
}

const operations = enumOf("tsr_op", "TSR_OP");

describe("nativeIds", () => {
  it.each([
    ["metric", "tsr_metric", "TSR_METRIC"],
    ["profile", "tsr_profile", "TSR_PROFILE"],
    ["objective", "tsr_objective_metric", "TSR_OBJECTIVE"],
    ["penalty", "tsr_penalty", "TSR_PENALTY"],
    ["term", "tsr_term", "TSR_TERM"],
    ["component", "tsr_component", "TSR_COMPONENT"],
    ["groupStatistic", "tsr_group_statistic", "TSR_STATISTIC"],
    ["inversionFigure", "tsr_inversion_figure", "TSR_INVERSION"],
    ["planPart", "tsr_plan_part", "TSR_PLAN"],
  ] as const)("%s agrees with the header", (name, type, prefix) => {
    const expected = enumOf(type, prefix);
    expect(Object.keys(expected).length).toBeGreaterThan(2);
    expect(nativeIds[name]).toEqual(expected);
  });
});

describe.skipIf(noEngine)("the algorithms of the native module", () => {
  it("are those of the contract, in its order", () => {
    expect(Object.keys(algorithmParameters())).toEqual(searchAlgorithm.options);
  });
});

it("docs/search.md has every algorithm, in the order that decides ties", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/search.md"), "utf8");
  const rows = [...page.matchAll(/^\| `(\w+)` [a-zA-Z ]+ \|/gm)].map(([, id]) => id);
  expect(rows).toEqual(searchAlgorithm.options);
});

describe("operations", () => {
  it("stand once in the list that both backends and the addon are made from, by the header's ids", () => {
    const list = readFileSync(join(native, "backends/common/operations.h"), "utf8");
    const listed = [...list.matchAll(/\bX\(TSR_OP_(\w+), (\w+)\)/g)];
    expect(listed.map(([, id]) => id?.toLowerCase())).toEqual(listed.map(([, , name]) => name));
    expect(listed.map(([, , name]) => name).sort()).toEqual(Object.keys(operations).sort());
  });

  it.skipIf(noEngine)("are named by the addon", () => {
    const named = [...loadAddon().operationNames.entries()].filter(([, name]) => name !== "");
    const expected = Object.entries(operations).map(([name, id]) => [id, name.replaceAll("_", "-")]);
    expect(named).toEqual(expected);
  });
});
