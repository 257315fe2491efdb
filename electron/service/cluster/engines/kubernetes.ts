/** Shards as pods of an indexed Job, in the cluster of kubectl's present context. */
import { z } from "zod";
import { makeFolders } from "../../disk/durable.ts";
import type { Settings } from "../../settings/settings.ts";
import { type TaskSource, taskLine } from "./command.ts";
import type { Engine, Left, Runner, ShardTask } from "./engine.ts";
import { attempts } from "./recipes.ts";
import { runScheduler } from "./run-scheduler.ts";
import type { SubmittedTo } from "./submitted.ts";

type KubernetesJob = SubmittedTo<"kubernetes">;

/** An indexed Job for these shards, whose pods see the folder by a claim of its name. */
function jobOf(source: TaskSource, shards: readonly number[]): string {
  const { settings, folder, maxRunning } = source;
  const count = shards.length;
  const isWhole = count === folder.plan.shards.length;
  // The index of a pod is the place of its shard among these words.
  const chosen = `set -- ${shards.join(" ")}; shift "$JOB_COMPLETION_INDEX"; `;
  const line = `${isWhole ? "" : chosen}exec ${taskLine(source, "shard", isWhole ? '"$JOB_COMPLETION_INDEX"' : '"$1"')}`;
  const cpus = settings.get("cluster.cpus_per_task");
  const memory = settings.get("cluster.memory");
  const limits = {
    cpu: String(cpus),
    ...(memory ? { memory: kubernetesMemory(memory) } : {}),
    ...(folder.plan.backend === "cuda" ? { "nvidia.com/gpu": 1 } : {}),
  };
  const job = {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { generateName: `tessera-${folder.plan.work.kind}-` },
    spec: {
      completionMode: "Indexed",
      completions: count,
      parallelism: Math.min(count, maxRunning ?? count),
      backoffLimitPerIndex: attempts,
      // One index that fails for good does not end the others.
      maxFailedIndexes: count,
      template: {
        spec: {
          restartPolicy: "Never",
          containers: [
            {
              name: "shard",
              image: settings.get("cluster.image"),
              command: ["/bin/sh", "-c", line],
              resources: { limits },
              volumeMounts: [{ name: "shared", mountPath: settings.get("cluster.mount") || folder.path }],
            },
          ],
          volumes: [{ name: "shared", persistentVolumeClaim: { claimName: settings.get("cluster.claim") } }],
        },
      },
    },
  };
  // JSON is YAML, and kubectl takes both: nothing needs another kind of quotes.
  return `${JSON.stringify(job, null, 2)}\n`;
}

/** Slurm's 4G is Kubernetes' 4Gi. */
const kubernetesMemory = (memory: string): string => `${memory}i`;

const named = z.object({ name: z.string() });
const isTrue = z.object({ type: z.string(), status: z.string() });

/** What is read of a Job: whether it has ended, and its indices that have, "0,3-5". */
const jobSeen = z.object({
  metadata: named,
  status: z
    .object({
      conditions: z.array(isTrue).default([]),
      completedIndexes: z.string().default(""),
      failedIndexes: z.string().default(""),
    })
    .default({ conditions: [], completedIndexes: "", failedIndexes: "" }),
});

const podSeen = z.object({
  metadata: z.object({
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({ nodeName: z.string().optional() }),
  status: z.object({ phase: z.string() }),
});

/** Asks kubectl for objects; those that are not there any more are left out. */
async function get<Seen>(settings: Settings, schema: z.ZodType<Seen>, ...words: string[]): Promise<Seen[]> {
  const text = await runScheduler(settings, [
    ...["kubectl", "get", "--ignore-not-found", "--output", "json"],
    ...words,
  ]);
  if (text.trim() === "") return [];
  const seen: unknown = JSON.parse(text);
  const list = z.object({ items: z.array(schema) }).safeParse(seen);
  return list.success ? list.data.items : [schema.parse(seen)];
}

/** Numbers of "0,3-5". */
function numbersIn(text: string): number[] {
  return text
    .split(",")
    .filter(Boolean)
    .flatMap((part) => {
      const [from = 0, to = from] = part.split("-").map(Number);
      return Array.from({ length: to - from + 1 }, (_, k) => from + k);
    });
}

const hasEnded = ({ status }: z.infer<typeof jobSeen>): boolean =>
  status.conditions.some(({ type, status: is }) => is === "True" && ["Complete", "Failed"].includes(type));

const left: Runner<KubernetesJob>["left"] = async (handed, { settings }): Promise<Left> => {
  const jobs = await get(settings, jobSeen, ...handed.map(({ job }) => job));
  const active = jobs.filter((job) => !hasEnded(job));
  if (active.length === 0) return { tasks: [], isMerging: false };
  const names = active.map(({ metadata }) => metadata.name);
  const pods = await get(settings, podSeen, "pods", "--selector", `job-name in (${names.join(",")})`);
  const tasks = active.flatMap(({ metadata, status }): ShardTask[] => {
    const { shards } = handed.find(({ job }) => job === `job.batch/${metadata.name}`) ?? { shards: [] };
    const ended = new Set([status.completedIndexes, status.failedIndexes].flatMap(numbersIn));
    return [...shards.entries()].flatMap(([place, index]): ShardTask[] => {
      if (ended.has(place)) return [];
      const pod = pods.find(
        (one) =>
          one.status.phase === "Running" &&
          one.metadata.labels["job-name"] === metadata.name &&
          one.metadata.annotations["batch.kubernetes.io/job-completion-index"] === String(place),
      );
      return [{ index, state: pod ? "running" : "queued", node: pod?.spec.nodeName ?? null }];
    });
  });
  return { tasks, isMerging: false };
};

const kubernetes: Runner<KubernetesJob> = {
  title: "Kubernetes",
  isHere: false,
  async submit(source, shards, _, remember) {
    await makeFolders(source.folder.logs);
    const words = ["kubectl", "create", "--output", "name", "--filename", "-"];
    const job = (await runScheduler(source.settings, words, jobOf(source, shards))).trim();
    await remember({ engine: "kubernetes", job, shards: [...shards] });
  },
  left,
  async cancel(handed, { settings }) {
    const jobs = handed.map(({ job }) => job);
    await runScheduler(settings, ["kubectl", "delete", "--ignore-not-found", "--wait=false", ...jobs]);
  },
};

export const kubernetesEngine: Engine = {
  recipe: (source) => jobOf(source, [...source.folder.plan.shards.keys()]),
  runner: kubernetes,
};
