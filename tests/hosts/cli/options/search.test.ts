import { Command } from "commander";
import { describe, expect, it } from "vitest";
import type { InputOf, Method } from "../../../../electron/contract/method.ts";
import { portfolioScore } from "../../../../electron/contract/methods/portfolio.ts";
import { searchRun } from "../../../../electron/contract/methods/search.ts";
import { zoneSearch } from "../../../../electron/contract/methods/zone.ts";
import { defineSearch } from "../../../../electron/hosts/cli/commands/search.ts";
import { defineZoneSearch } from "../../../../electron/hosts/cli/commands/zone-search.ts";
import type { DefineCommand } from "../../../../electron/hosts/cli/run-cli.ts";
import type { CliSession } from "../../../../electron/hosts/cli/session.ts";
import { loadSettings } from "../../../../electron/service/settings/live-settings.ts";
import {
  leftToSettings,
  toSearchRequest,
  toZoneSearchRequest,
  untouchedForm,
} from "../../../../renderer/searches/search-form.ts";

const dataset = "mine";
const view = { dataset };

it("several seeds are a first one and a number; a seed beside them, and seeds in no order, are refused", async () => {
  expect(await asked(searchRun, defineSearch, "--seeds", "3..22")).toMatchObject({ seed: 3, seeds: 20 });
  for (const wrong of [
    ["--seeds", "4..3"],
    ["--seeds", "4"],
    ["--seeds", "1..2", "--seed", "1"],
  ])
    await expect(asked(searchRun, defineSearch, ...wrong)).rejects.toThrow();
});

/** The request that a command makes of these arguments, as the service understands it. */
async function asked<M extends Method>(method: M, define: DefineCommand, ...args: string[]) {
  const requests: InputOf<M>[] = [];
  const session: Pick<CliSession, "json" | "call" | "print" | "settings"> = {
    json: true,
    call: async (_method, request) => {
      requests.push(request as never);
      return {} as never;
    },
    print: async () => {},
    settings: async () => loadSettings({}),
  };
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  define(command, session as CliSession);
  await command.parseAsync([dataset, ...args], { from: "user" });
  expect(requests).toHaveLength(1);
  return method.request.parse(requests[0]);
}

describe("a search of which nothing is said", () => {
  it("is the same from the window, from the command line and from a job file", async () => {
    const job = searchRun.request.parse({ dataset });
    expect(searchRun.request.parse(toSearchRequest(untouchedForm, view))).toEqual(job);
    expect(await asked(searchRun, defineSearch)).toEqual(job);
  });

  it("is the same in every zone", async () => {
    const job = zoneSearch.request.parse({ dataset });
    expect(zoneSearch.request.parse(toZoneSearchRequest(untouchedForm, view))).toEqual(job);
    expect(await asked(zoneSearch, defineZoneSearch)).toEqual(job);
  });

  it("leaves profile, floor and constant strategies to the settings", () => {
    const job = searchRun.request.parse({ dataset });
    expect(job.verdict).toEqual({});
    for (const name of ["profile", "objective", "slack", "drawdownFloor", "excludeConstant", "algorithms"])
      expect(job).not.toHaveProperty(name);
  });
});

describe("what is said", () => {
  it("has one name for the window and the command line", async () => {
    const form = {
      ...untouchedForm,
      objective: "ratio" as const,
      drawdownFloor: 50,
      penaltyWeight: 3,
      excludeConstant: false,
      twins: 5,
    };
    const flags = [
      "--objective",
      "ratio",
      "--drawdown-floor",
      "50",
      "--penalty-weight",
      "3",
      "--no-exclude-constant",
    ];
    expect(await asked(searchRun, defineSearch, ...flags, "--twins", "5")).toEqual(
      searchRun.request.parse(toSearchRequest(form, view)),
    );
  });

  it("of what is maximised leaves out what an objective has not", () => {
    const form = { ...untouchedForm, slack: 0.02, penaltyWeight: 3 };
    expect(toSearchRequest(form, view)).toMatchObject({ slack: 0.02 });
    expect(toSearchRequest(form, view)).not.toHaveProperty("penaltyWeight");
    const scored = toSearchRequest(form, view, "ratio");
    expect(scored).toMatchObject({ penaltyWeight: 3 });
    expect(scored).not.toHaveProperty("slack");
  });

  it("of an objective may be in the words of before", async () => {
    const request = async (...args: string[]) =>
      searchRun.request.parse(await asked(searchRun, defineSearch, ...args));
    const objective = async (...args: string[]) => (await request(...args)).objective;
    expect(await objective("--objective", "believable")).toBe("believable");
    expect(await objective("--metric", "roi")).toBe("roi");
    expect(await objective("--mode", "hybrid", "--metric", "roi")).toBe("hybrid");
    await expect(objective("--objective", "top", "--metric", "roi")).rejects.toThrow("cannot be used with");
  });

  it("limits pairs without a file of constraints", async () => {
    const request = await asked(searchRun, defineSearch, "--max-pair-correlation", "0.5");
    const { constraints } = searchRun.request.parse(request);
    expect(constraints).toMatchObject({ maxPairCorrelation: 0.5, include: [] });
  });

  it("of a mode that is now a profile names the new word", async () => {
    const { error } = searchRun.request.safeParse({ dataset, mode: "legacy" });
    expect(error?.message).toContain('is called \\"metric\\"');
    await expect(asked(searchRun, defineSearch, "--mode", "legacy")).rejects.toThrow(
      "metric, enhanced, hybrid",
    );
  });

  it("of a portfolio's score is what a search is told", () => {
    const objective = { metric: "roi", penaltyWeight: 1, drawdownThreshold: 2, drawdownFloor: 3 };
    const members = ["a", "b"];
    expect(portfolioScore.request.parse({ dataset, members, ...objective })).toMatchObject(objective);
    expect(searchRun.request.parse({ dataset, ...objective })).toMatchObject(objective);
  });
});

describe("what the form shows where it says nothing", () => {
  it("is a size that the dataset has strategies for, as the search takes it", () => {
    const sizes = (strategies?: number) => {
      const { minSize, maxSize } = leftToSettings(
        (key) => ({ "search.min_size": "35", "search.max_size": "40" })[key],
        strategies,
      );
      return [minSize, maxSize];
    };
    expect(sizes()).toEqual(["35", "40"]);
    expect(sizes(41)).toEqual(["35", "40"]);
    expect(sizes(38)).toEqual(["35", "35"]);
    expect(sizes(35)).toEqual(["17", "17"]);
    expect(sizes(1)).toEqual(["1", "1"]);
  });

  it("is what the settings and the profile make of it", () => {
    const inForce = (values: Record<string, string>) =>
      leftToSettings(
        (key) => ({ "search.algorithms": "sa, hc", "search.exclude_constant": "true", ...values })[key],
      );
    expect(inForce({})).toMatchObject({
      algorithms: ["sa", "hc"],
      drawdownFloor: "fitted",
      excludeConstant: true,
    });
    expect(inForce({ "analysis.profile": "legacy" })).toMatchObject({
      drawdownFloor: "none",
      excludeConstant: false,
    });
    expect(inForce({ "search.drawdown_floor": "70", "search.max_seconds": "0" })).toMatchObject({
      drawdownFloor: "70",
      seconds: "no limit",
    });
  });
});
