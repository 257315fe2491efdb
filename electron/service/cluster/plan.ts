/** plan.json: what is computed, on which data, by which version, and how it is cut. It never changes. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { clusterWork } from "../../contract/methods/cluster.ts";
import { Problem } from "../../contract/problem.ts";
import { diskProblem, makeFolders, replaceDurably } from "../disk/durable.ts";
import { openSealed, sealedText } from "../disk/sealed.ts";
import { abiVersion } from "../engine/load-addon.ts";
import { version } from "../version.ts";

export const clusterPlanFile = z.object({
  format: z.literal("tessera-cluster-plan"),
  formatVersion: z.literal(1),
  /** The version of the product and of its native interface: shards of others are not the same to the bit. */
  product: z.string(),
  abi: z.number().int(),
  /** Where every shard is computed: "cpu", "cuda". */
  backend: z.string(),
  dataset: z.object({
    name: z.string(),
    version: z.number().int(),
    /** SHA-256 of the version's manifest, which has those of all its files. */
    fingerprint: z.string(),
    observations: z.number().int(),
    strategies: z.number().int(),
  }),
  work: clusterWork,
  /** What the settings decided when the plan was made, "section.key=value" each; nothing else of them counts. */
  settings: z.array(z.string()),
  /** What the request and the settings came to on these data, to be read by people. */
  resolved: z.record(z.string(), z.unknown()),
  shards: z.array(
    z.object({
      /** Seconds of one core, from a measurement when the plan was made. */
      expectedSeconds: z.number(),
      /** What the shard does, in the words of its kind. */
      does: z.unknown(),
    }),
  ),
});
export type ClusterPlan = z.infer<typeof clusterPlanFile> & {
  /** SHA-256 of the file, by which marks and attempts say which plan they belong to. */
  readonly checksum: string;
};

const planPath = (folder: string): string => join(folder, "plan.json");

/** Writes the plan of a new folder. Throws Problem "already-exists" where one is. */
export async function writePlan(
  folder: string,
  plan: Omit<z.infer<typeof clusterPlanFile>, "format" | "formatVersion" | "product" | "abi">,
): Promise<void> {
  const file = planPath(folder);
  await makeFolders(join(folder, "shards")).catch((error: unknown) => {
    throw diskProblem(error, folder, "making");
  });
  const whole = {
    format: "tessera-cluster-plan" as const,
    formatVersion: 1 as const,
    product: version,
    abi: abiVersion,
    ...plan,
  };
  await replaceDurably(file, sealedText(whole));
}

/** Refuses a folder that has a plan already. Throws Problem. */
export function refuseSecondPlan(folder: string): void {
  if (!existsSync(planPath(folder))) return;
  throw new Problem("already-exists", `${folder} has a plan already.`, {
    file: planPath(folder),
    remedy: "Go on with it (tessera cluster status, resume, merge), or choose another folder.",
  });
}

/** The plan of a folder. Throws Problem: no plan, a damaged one, or one of another version of the product. */
export async function readPlan(folder: string): Promise<ClusterPlan> {
  const file = planPath(folder);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw diskProblem(error, file, "reading");
    throw new Problem("not-found", `${folder} has no plan.`, {
      file,
      remedy: "Make one: tessera cluster plan KIND NAME --out DIR.",
    });
  });
  const remedy = "Make the plan again in another folder; this one cannot be trusted.";
  let plan: z.infer<typeof clusterPlanFile>;
  try {
    const content = openSealed(text);
    refuseOther(content, file);
    plan = clusterPlanFile.parse(content);
  } catch (error) {
    if (error instanceof Problem) throw error;
    const why = error instanceof SyntaxError ? "it is no JSON." : (error as Error).message;
    throw new Problem("damaged", `The plan ${file} is damaged: ${why}`, { file, remedy });
  }
  return { ...plan, checksum: JSON.parse(text).checksum };
}

function refuseOther({ product, abi }: Record<string, unknown>, file: string): void {
  if (product === version && abi === abiVersion) return;
  throw new Problem(
    "bad-input",
    `The plan ${file} was made by Tessera ${product} (ABI ${abi}), this is ${version} (ABI ${abiVersion}).`,
    { file, remedy: "Run the version that made it on every node, or make the plan again." },
  );
}
