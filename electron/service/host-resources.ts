/** Memory and disk that this process may take, where it runs: a machine, or a container on one. */
import { readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { freemem, totalmem } from "node:os";
import { join } from "node:path";

/** Bytes. */
export interface Room {
  readonly free: number;
  readonly total: number;
}

/**
 * Of the machine, or what is left to this process by the limits of its container or control group. What the kernel keeps of
 * files there is free: it goes as soon as memory is asked for. `root` is where the system's files are.
 */
export function hostMemory(root = "/"): Room {
  const contained = process.constrainedMemory();
  const total = contained > 0 ? Math.min(contained, totalmem()) : totalmem();
  const rooms = controlGroups(root);
  const left = rooms.length > 0 ? Math.min(...rooms.map(({ limit, held }) => limit - held)) : undefined;
  const free = Math.min(left ?? process.availableMemory(), freemem(), total);
  return { free: Math.max(0, free), total };
}

interface GroupMemory {
  readonly limit: number;
  /** What cannot be dropped: the programs' own memory, what they share, and the kernel's for them. */
  readonly held: number;
}

/** How both generations of control groups say it. Kernel documentation: cgroup-v2.rst, cgroup-v1/memory.rst. */
const generations = [
  {
    line: /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m,
    mount: "sys/fs/cgroup/memory",
    limit: "memory.limit_in_bytes",
    held: (stat: Map<string, number>, kernel: number) =>
      (stat.get("total_rss") ?? 0) + (stat.get("total_shmem") ?? 0) + kernel,
  },
  {
    line: /^0::(.*)$/m,
    mount: "sys/fs/cgroup",
    limit: "memory.max",
    held: (stat: Map<string, number>) => {
      const sum = (...names: string[]) => names.reduce((all, name) => all + (stat.get(name) ?? 0), 0);
      // Kernels before 5.18 do not add up their own.
      const kernel = stat.has("kernel")
        ? sum("kernel") - sum("slab_reclaimable")
        : sum("kernel_stack", "pagetables", "percpu", "slab_unreclaimable");
      return sum("anon", "shmem", "sock") + kernel;
    },
  },
] as const;

/** The control groups with a limit that this process is in, inner and outer ones. None where there are none. */
function controlGroups(root: string): GroupMemory[] {
  const text = (...path: string[]): string => {
    try {
      return readFileSync(join(root, ...path), "utf8");
    } catch {
      return "";
    }
  };
  const own = text("proc/self/cgroup");
  for (const { line, mount, limit, held } of generations) {
    const path = line.exec(own)?.[1];
    if (path === undefined) continue;
    const names = path.split("/").filter(Boolean);
    const groups = Array.from({ length: names.length + 1 }, (_, depth) =>
      join(mount, ...names.slice(0, depth)),
    );
    return groups.flatMap((folder) => {
      const most = Number.parseInt(text(folder, limit), 10);
      // Without a limit it says "max", or more than any machine has.
      if (!(most < totalmem())) return [];
      const lines = text(folder, "memory.stat").trim().split("\n");
      const stat = new Map(lines.map((one) => [one.split(" ")[0] ?? "", Number(one.split(" ")[1])]));
      const kernel = Number.parseInt(text(folder, "memory.kmem.usage_in_bytes"), 10) || 0;
      return [{ limit: most, held: held(stat, kernel) }];
    });
  }
  return [];
}

/** Of the disk that a folder lies on, without what is reserved for the administrator. Throws as statfs does. */
export async function diskOf(folder: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}
