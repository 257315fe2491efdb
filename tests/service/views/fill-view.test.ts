import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { engineReport } from "../../../electron/contract/methods/engine.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { zoneSearch } from "../../../electron/contract/methods/zone.ts";
import { keptView, settingsOfView } from "../../../electron/contract/view.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";
import { fillView } from "../../../electron/service/views/fill-view.ts";
import { keepView, moveView, readViews } from "../../../electron/service/views/kept-views.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-views-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const filled = async (asked: object, overrides: string[] = []) =>
  (await fillView(strategyMetrics.request, strategyMetrics.request.parse({ dataset: "d", ...asked }), {
    home,
    settings: loadSettings({ overrides }),
  })) as Record<string, unknown>;

const everything = [
  "regimes.only=Calm, Panic",
  "regimes.min_confidence=70",
  "regimes.confidence_weighted=true",
  "regimes.transition_factor=0.5",
];

describe("fillView", () => {
  it("leaves a request as it is while the settings say nothing", async () => {
    const asked = { regimes: ["Calm"], minConfidence: 60, rows: { kind: "days" as const } };
    expect(await filled(asked)).toMatchObject(asked);
    const plain = await filled({});
    for (const part of ["regimes", "minConfidence", "confidenceWeighted", "transition"]) {
      expect(plain[part], part).toBeUndefined();
    }
  });

  it("takes what a request leaves out from the settings, and nothing that it says", async () => {
    expect(await filled({}, everything)).toMatchObject({
      regimes: ["Calm", "Panic"],
      minConfidence: 70,
      confidenceWeighted: true,
      transition: { above: 0.5, factor: 0.5 },
    });
    const asked = { regimes: ["Grind"], minConfidence: 50, transition: { above: 0.3, factor: 0.2 } };
    expect(await filled(asked, everything)).toMatchObject({ ...asked, confidenceWeighted: true });
  });

  it("lets a request be without each of them", async () => {
    const off = { regimes: [], minConfidence: 0, confidenceWeighted: false, transition: { factor: 1 } };
    const made = await filled(off, everything);
    for (const part of Object.keys(off)) expect(made[part], part).toBeUndefined();
  });

  it("puts the kept view between the two, where it is asked for", async () => {
    await keepView(
      home,
      "d",
      keptView.parse({ minConfidence: 40, from: "2024-01-01", rows: { kind: "days" } }),
    );
    expect(await filled({}, everything)).toMatchObject({ minConfidence: 70 });
    expect(await filled({ keptView: true, to: "2024-12-31" }, everything)).toMatchObject({
      minConfidence: 40,
      from: "2024-01-01",
      to: "2024-12-31",
      regimes: ["Calm", "Panic"],
      rows: { kind: "days" },
    });
    await moveView(home, "d", "e");
    expect(Object.keys((await readViews(home)).views)).toEqual(["e"]);
  });

  it("weights zones as the settings say where a request names no weight", async () => {
    const settings = loadSettings({ overrides: ["zones.weights=Zone 1=2"] });
    const of = async (asked: object) =>
      await fillView(zoneSearch.request, zoneSearch.request.parse({ dataset: "d", ...asked }), {
        home,
        settings,
      });
    expect(await of({})).toMatchObject({ zoneWeights: { "Zone 1": 2 } });
    expect(await of({ zoneWeights: { "Zone 2": 3 } })).toMatchObject({ zoneWeights: { "Zone 2": 3 } });
    const weighted = await filled({ rows: { kind: "weighted-zones" } }, ["zones.weights=Zone 1=2"]);
    expect(weighted.rows).toEqual({ kind: "weighted-zones", weights: { "Zone 1": 2 } });
  });

  it("leaves requests without a view alone", async () => {
    const asked = engineReport.request.parse({});
    expect(await fillView(engineReport.request, asked, { home, settings: loadSettings() })).toBe(asked);
  });
});

it("settings that a view was written to make that view", async () => {
  const view = keptView.parse({
    regimes: ["Calm"],
    minConfidence: 65,
    confidenceWeighted: true,
    transition: { above: 0.4, factor: 0.3 },
    rows: { kind: "weighted-zones", weights: { A: 2, B: 1 } },
    ulta: { kind: "sum" },
  });
  const overrides = Object.entries(settingsOfView(view)).map(([key, value]) => `${key}=${value}`);
  const { rows, ulta, ...parts } = view;
  expect(await filled({ rows: { kind: "weighted-zones" } }, overrides)).toMatchObject({ ...parts, rows });
  expect(loadSettings({ overrides }).get("analysis.ulta")).toBe(ulta?.kind === "sum");
});
