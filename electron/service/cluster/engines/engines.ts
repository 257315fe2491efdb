/** Every engine by its name: what submits, follows, cancels and prints looks here. */
import type { ClusterEngine } from "../../../contract/methods/cluster.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ClusterFolder } from "../folder.ts";
import type { Engine, Left } from "./engine.ts";
import { kubernetesEngine } from "./kubernetes.ts";
import { localEngine } from "./local.ts";
import { awsBatchEngine, daskEngine, parallelEngine } from "./recipes.ts";
import { slurmEngine } from "./slurm.ts";
import { submissions } from "./submitted.ts";

export const engines: Readonly<Record<ClusterEngine, Engine>> = {
  local: localEngine,
  slurm: slurmEngine,
  kubernetes: kubernetesEngine,
  "aws-batch": awsBatchEngine,
  parallel: parallelEngine,
  dask: daskEngine,
};

/** What was handed to each engine that has something of a plan. */
export async function submittedTo(folder: Pick<ClusterFolder, "path">) {
  const byEngine = Map.groupBy(await submissions(folder), ({ engine }) => engine);
  return [...byEngine].flatMap(([engine, handed]) => {
    const { runner } = engines[engine];
    return runner ? [{ runner, handed }] : [];
  });
}

/** What engines still have of a plan. Throws Problem where one cannot be asked. */
export async function leftOf(folder: Pick<ClusterFolder, "path">, settings: Settings): Promise<Left> {
  const asked = await Promise.all(
    (await submittedTo(folder)).map(({ runner, handed }) =>
      runner.left(handed, { path: folder.path, settings }),
    ),
  );
  return {
    tasks: asked.flatMap(({ tasks }) => tasks),
    isMerging: asked.some(({ isMerging }) => isMerging),
  };
}
