import { describe, expect, it } from "vitest";
import { readConfigZone } from "../../../electron/service/search/config-zone.ts";
import { goldenText } from "./support/golden-text.ts";

/** One harmless key each: a section without keys does not exist. */
const sections =
  "[GENERAL]\nstrat_limit = all\n[PORTFOLIO]\nmutation_rate = 0.1\n[OPTIMIZATION]\nrun_monte_carlo = False\n";
const read = (text: string) => readConfigZone(text, "config_zone.ini");

describe("config_zone.ini", () => {
  it("of a run of the replaced system", () => {
    const { request } = read(goldenText("legacy_output_entire_day/ulta_off/config.ini"));
    expect(request).toMatchObject({ minSize: 8, maxSize: 10, objective: "ratio", drawdownThreshold: 0 });
    expect(request.algorithms).toEqual(["ga", "pso", "sa", "de", "aco", "hc", "bo"]);
    expect(request.ulta).toEqual({ kind: "off" });
    expect(request.rows).toBeUndefined();
    expect(request.parameters.ga).toEqual({ population: 12, mutation_rate: 0.1 });
    // ga_generations = 10
    expect(request.evaluations).toBe(120);
  });

  it("spends generations x population, at least ten generations as its program did", () => {
    const of = (text: string) =>
      read(sections.replace("[PORTFOLIO]", `${text}\n[PORTFOLIO]`)).request.evaluations;
    expect(of("ga_generations = 100")).toBe(3000);
    expect(of("ga_generations = 3")).toBe(300);
    expect(of("")).toBe(1500);
  });

  it("leaves out what its program had a default for: zones and ULTA are then on", () => {
    const { request } = read(sections);
    expect(request).toMatchObject({ minSize: 3, maxSize: 5, ulta: { kind: "sum" } });
    expect(request.rows).toEqual({ kind: "weighted-zones", weights: {} });
  });

  it("all algorithms off means the genetic one", () => {
    const off = ["genetic_algorithm", "particle_swarm", "simulated_annealing", "differential_evolution"]
      .concat(["ant_colony", "hill_climbing", "bayesian_optimization"])
      .map((name) => `use_${name} = no`);
    expect(read(`${sections}[ALGORITHMS]\n${off.join("\n")}`).request.algorithms).toEqual(["ga"]);
  });

  it("cuts the mutation rate and reads zone weights and balance", () => {
    const text =
      "[GENERAL]\nmetric = less max dd\n[PORTFOLIO]\nmutation_rate = 0.9\n[OPTIMIZATION]\nbalanced_mode = True\n" +
      "penalty_factor = 2\n[ZONE_WEIGHTS]\nzone 1 = 3\n[FILE_RATIOS]\nalpha = 3\nbeta = 1\n";
    const { request } = read(text);
    expect(request.objective).toBe("less_max_dd");
    expect(request.parameters.ga?.mutation_rate).toBe(0.5);
    expect(request.rows).toEqual({ kind: "weighted-zones", weights: { "zone 1": 3 } });
    expect(request.constraints?.groupings?.[0]?.balance).toEqual({
      weight: 2,
      shares: { alpha: 0.75, beta: 0.25 },
    });
  });

  it("names file and line of what is wrong", () => {
    expect(() => read("[GENERAL]\nmetric = roi\n[PORTFOLIO]\nmin_size = 3\n")).toThrow(
      "has no section [OPTIMIZATION]",
    );
    expect(() => read(`${sections}[ALGORITHMS]\nuse_hill_climbing = maybe`)).toThrow(
      expect.objectContaining({ report: expect.objectContaining({ line: 8, file: "config_zone.ini" }) }),
    );
  });
});
