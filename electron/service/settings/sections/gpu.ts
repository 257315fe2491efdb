import { algorithmTable, searchAlgorithm } from "../../../contract/algorithms.ts";
import { textSetting } from "../kinds.ts";

type MemorySetting = ReturnType<typeof textSetting>;

/** What a session on a device is opened for: a search by an algorithm, passes over all pairs, or figures of strategies. */
export const memoryUses = [...searchAlgorithm.options, "correlation", "metrics"] as const;
export type MemoryUse = (typeof memoryUses)[number];

const memory = (what: string) =>
  textSetting({
    default: "0",
    pattern: /^(\d+(\.\d+)?|(\d{1,2}|100)(\.\d+)? ?%)$/,
    allowed:
      "gigabytes such as 4 or 0.5, a share of what may be used such as 50%, or 0 for no limit of its own",
    documentation: `Most memory of a graphics card that ${what} may take, within engine.memory_limit_gb.`,
  });

/** "memory.ga" and so on. */
export const gpu = Object.fromEntries(
  memoryUses.map((use) => {
    if (use === "correlation") return [`memory.${use}`, memory("a pass over all pairs of strategies")];
    if (use === "metrics") return [`memory.${use}`, memory("metrics, groups and scores of portfolios")];
    return [`memory.${use}`, memory(`a search by ${algorithmTable[use].title}`)];
  }),
) as Readonly<Record<`memory.${MemoryUse}`, MemorySetting>>;
