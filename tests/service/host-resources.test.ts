import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { diskOf, hostMemory } from "../../electron/service/host-resources.ts";

afterEach(() => vi.restoreAllMocks());

const noGroups = join(tmpdir(), "no such folder");
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder with the system's files about control groups. */
function system(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "tessera-groups-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

it("memory is the container's where there is one, the machine's where none limits it", () => {
  vi.spyOn(process, "constrainedMemory").mockReturnValue(2e9);
  vi.spyOn(process, "availableMemory").mockReturnValue(5e8);
  expect(hostMemory(noGroups)).toEqual({ free: 5e8, total: 2e9 });
  for (const none of [0, 2 ** 64]) {
    vi.spyOn(process, "constrainedMemory").mockReturnValue(none);
    expect(hostMemory(noGroups).total).toBe(totalmem());
  }
});

it("in a control group, what the kernel keeps of files is free, and the narrowest of its groups counts", () => {
  vi.spyOn(process, "constrainedMemory").mockReturnValue(800e6);
  // What is counted altogether: nothing is left.
  vi.spyOn(process, "availableMemory").mockReturnValue(0);
  const second = system({
    "proc/self/cgroup": "0::/a.slice/b.scope\n",
    "sys/fs/cgroup/a.slice/memory.max": "900000000\n",
    "sys/fs/cgroup/a.slice/memory.stat":
      "anon 500000000\nfile 400000000\nkernel_stack 1000000\nslab_unreclaimable 2000000\n",
    "sys/fs/cgroup/a.slice/b.scope/memory.max": "800000000\n",
    "sys/fs/cgroup/a.slice/b.scope/memory.stat":
      "anon 200000000\nfile 560000000\nkernel 40000000\nshmem 10000000\nsock 1000000\nslab_reclaimable 30000000\n",
  });
  expect(hostMemory(second)).toEqual({ free: 397e6, total: 800e6 });
  writeFileSync(join(second, "sys/fs/cgroup/a.slice/memory.max"), "max\n");
  expect(hostMemory(second)).toEqual({ free: 579e6, total: 800e6 });
  const first = system({
    "proc/self/cgroup": "5:cpu,cpuacct:/\n4:memory:/job\n0::/\n",
    "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
    "sys/fs/cgroup/memory/job/memory.limit_in_bytes": "800000000\n",
    "sys/fs/cgroup/memory/job/memory.stat":
      "cache 700000000\nrss 1\ntotal_cache 700000000\ntotal_rss 90000000\ntotal_shmem 3000000\n",
    "sys/fs/cgroup/memory/job/memory.kmem.usage_in_bytes": "7000000\n",
  });
  expect(hostMemory(first)).toEqual({ free: 700e6, total: 800e6 });
});

it("the free room of a disk is what is left to everybody", async () => {
  const { free, total } = await diskOf(import.meta.dirname);
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThanOrEqual(total);
});
