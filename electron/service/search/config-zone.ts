import { algorithmTable, searchAlgorithm } from "../../contract/algorithms.ts";
import type { ResultOf } from "../../contract/method.ts";
import type { searchReadConfig } from "../../contract/methods/search.ts";
import { Problem } from "../../contract/problem.ts";
import type { SearchRequest } from "../../contract/search.ts";
import { legacyMetrics } from "../legacy-metrics.ts";
import { type IniEntry, parseIni } from "../settings/ini.ts";

/**
 * config_zone.ini of the replaced system with its own defaults for what it leaves out (some are not those of its shipped
 * file: ULTA and zones are on unless switched off). Throws Problem "bad-setting" with file and line.
 */
export function readConfigZone(text: string, file: string): ResultOf<typeof searchReadConfig> {
  const config = new ConfigReader(parseIni(text, file), file);
  for (const section of ["general", "portfolio", "optimization"]) config.require(section);
  const notes: string[] = [];

  const metricText = (config.text("general", "metric") ?? "ratio").toLowerCase();
  if (!legacyMetrics.has(metricText))
    notes.push(`The metric "${metricText}" is not known; ratio is used, as there.`);
  if ((config.text("general", "strat_limit") ?? "all").toLowerCase() !== "all") {
    notes.push("strat_limit is left out: name the candidates in the constraints instead.");
  }
  const population = config.number("portfolio", "population_size", 30, 10, 4096);
  // Every algorithm may spend what its genetic one did.
  const generations = Math.floor(config.number("general", "ga_generations", 50, 10, 1_000_000));
  const evaluations = population * generations;
  notes.push(
    `ga_generations ${generations} x population_size ${population}: ${evaluations.toLocaleString("en-US")} evaluations for each algorithm and size (--budget says another number).`,
  );

  const minSize = config.number("portfolio", "min_size", 3, 1, 10_000);
  const maxSize = config.number("portfolio", "max_size", 5, 1, 10_000);
  const asked = searchAlgorithm.options.filter((id) => {
    const key = algorithmTable[id].legacySwitch;
    return key !== undefined && config.flag("algorithms", key, true);
  });
  const overZones = config.flag("optimization", "zone_optimization_enabled", true);
  const weights = config
    .section("zone_weights")
    .map(({ key }) => [key, config.number("zone_weights", key, 1, 0, Number.MAX_VALUE)] as const);
  return {
    request: {
      minSize,
      maxSize: Math.max(minSize, maxSize),
      algorithms: asked.length > 0 ? asked : ["ga"],
      objective: legacyMetrics.get(metricText) ?? "ratio",
      evaluations,
      drawdownThreshold: config.number("optimization", "drawdown_threshold", 0, 0, Number.MAX_VALUE),
      ulta: { kind: config.flag("optimization", "apply_ulta_logic", true) ? "sum" : "off" },
      ...(overZones
        ? { rows: { kind: "weighted-zones" as const, weights: Object.fromEntries(weights) } }
        : {}),
      parameters: {
        ga: {
          population,
          mutation_rate: config.number("portfolio", "mutation_rate", 0.1, 0.01, 0.5),
        },
      },
      ...balanceOf(config, notes),
    },
    ...zoneSizesOf(config, minSize, Math.max(minSize, maxSize)),
    notes,
  };
}

/** Sizes of the portfolios of single zones; those of the whole run where the section does not say. */
function zoneSizesOf(config: ConfigReader, minSize: number, maxSize: number) {
  if (!config.flag("zone_specific_optimization", "enable", true)) return {};
  const least = config.number("zone_specific_optimization", "min_size", minSize, 1, 10_000);
  const most = config.number("zone_specific_optimization", "max_size", maxSize, 1, 10_000);
  return { zones: { minSize: least, maxSize: Math.max(least, most) } };
}

/** Balanced mode: shares of the files whose names stand before the strategies' names. */
function balanceOf(
  config: ConfigReader,
  notes: string[],
): { constraints?: Partial<SearchRequest["constraints"]> } {
  if (!config.flag("optimization", "balanced_mode", false)) return {};
  const ratios = config
    .section("file_ratios")
    .map(({ key }) => [key, config.number("file_ratios", key, 1, 0, Number.MAX_VALUE)] as const);
  const total = ratios.reduce((sum, [, ratio]) => sum + ratio, 0);
  if (!(total > 0)) {
    notes.push("balanced_mode is left out: [FILE_RATIOS] names no file.");
    return {};
  }
  return {
    constraints: {
      groupings: [
        {
          by: "list",
          list: Object.fromEntries(ratios.map(([label]) => [label, [`${label}_*`]])),
          each: {},
          groups: {},
          balance: {
            weight: config.number("optimization", "penalty_factor", 1, 0, Number.MAX_VALUE),
            shares: Object.fromEntries(ratios.map(([label, ratio]) => [label, ratio / total])),
          },
        },
      ],
    },
  };
}

/** Typed look-ups in the entries of an INI file, with the place in every message. */
class ConfigReader {
  readonly #entries: readonly IniEntry[];
  readonly #file: string;

  constructor(entries: readonly IniEntry[], file: string) {
    this.#entries = entries;
    this.#file = file;
  }

  require(section: string): void {
    if (this.#entries.some((entry) => entry.section === section)) return;
    throw new Problem("bad-setting", `${this.#file} has no section [${section.toUpperCase()}].`, {
      file: this.#file,
    });
  }

  section(section: string): readonly IniEntry[] {
    return this.#entries.filter((entry) => entry.section === section);
  }

  text(section: string, key: string): string | undefined {
    return this.#find(section, key)?.value;
  }

  /** The value cut to min..max, as the replaced system did. */
  number(section: string, key: string, fallback: number, min: number, max: number): number {
    const entry = this.#find(section, key);
    if (!entry) return fallback;
    const value = Number(entry.value);
    if (entry.value === "" || !Number.isFinite(value)) throw this.#wrong(entry, "a number");
    return Math.min(max, Math.max(min, value));
  }

  /** The words that the replaced system's reader took for a switch. */
  flag(section: string, key: string, fallback: boolean): boolean {
    const entry = this.#find(section, key);
    if (!entry) return fallback;
    const word = entry.value.toLowerCase();
    if (["1", "yes", "true", "on"].includes(word)) return true;
    if (["0", "no", "false", "off"].includes(word)) return false;
    throw this.#wrong(entry, "True or False");
  }

  #find(section: string, key: string): IniEntry | undefined {
    return this.#entries.find((entry) => entry.section === section && entry.key === key);
  }

  #wrong(entry: IniEntry, allowed: string): Problem {
    return new Problem("bad-setting", `${entry.section}.${entry.key} is "${entry.value}", not ${allowed}.`, {
      file: this.#file,
      line: entry.line,
    });
  }
}
