// Makes 10,000 calls of a window at `tessera serve` on 82 x 25,544 cells and prints what memory the host has after every
// thousand: it must not grow.   npm run soak [-- [--calls N] [--strategies N]]   docs/robustness.md has figures.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { sampleWrite } from "../electron/contract/methods/sample.ts";
import { createService } from "../electron/service/create-service.ts";
import { liveSettings } from "../electron/service/settings/live-settings.ts";
import { makeCalls } from "./soak/calls.ts";
import { openWindow } from "./soak/window.ts";

const { values } = parseArgs({
  options: { calls: { type: "string", default: "10000" }, strategies: { type: "string", default: "25544" } },
});
const total = Number(values.calls);
const folder = mkdtempSync(join(tmpdir(), "tessera-soak-"));
const home = join(folder, "home");
const program = join(import.meta.dirname, "..", "electron", "hosts", "cli", "main.ts");

const preload = join(import.meta.dirname, "soak", "memory.ts");

/** Growth of the memory between the second look and the last that counts as none: RSS of an allocator is never quite still. */
const mostGrowth = { heapUsed: 0.1, external: 0.1, rss: 0.15 };

/** A CSV file of the product's own sample. */
async function sample(strategies: number): Promise<Uint8Array<ArrayBuffer>> {
  const file = join(folder, `${strategies}.csv`);
  const service = createService({
    home: join(folder, "sampler"),
    settings: liveSettings({ file: join(folder, "none") }),
  });
  await service.call(sampleWrite, { file: file as never, strategies, observations: 82, format: "regimes" });
  service.close();
  return new Uint8Array(readFileSync(file));
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0).padStart(6)} MB`;

/** Bytes of all files below a folder, and how many they are. */
function held(at: string): { files: number; bytes: number } {
  const files = readdirSync(at, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return {
    files: files.length,
    bytes: files.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0),
  };
}

const files = { whole: await sample(Number(values.strategies)), small: await sample(40) };
const host = spawn(
  process.execPath,
  [...["--expose-gc", "--import", preload, program], ...["--home", home, "serve", "--port", "0", "--json"]],
  { stdio: ["pipe", "pipe", "inherit", "ipc"] },
);
try {
  const addresses: AsyncIterator<string> = createInterface({ input: host.stdout as never })[
    Symbol.asyncIterator
  ]();
  /** The next address that the host prints; it prints one by itself, and another for every Enter. */
  const nextAddress = async (): Promise<string> => {
    for (let text = ""; ; ) {
      text += (await addresses.next()).value;
      const found = /"address": ?"([^"]+)"/.exec(text);
      if (found?.[1]) return found[1];
    }
  };
  const open = async (isFirst: boolean) => {
    if (!isFirst) host.stdin?.write("\n");
    return openWindow(await nextAddress());
  };
  const memory = async (): Promise<NodeJS.MemoryUsage> => {
    host.send("memory");
    return ((await once(host, "message")) as [NodeJS.MemoryUsage])[0];
  };

  const looks: NodeJS.MemoryUsage[] = [];
  console.log("   calls      heap  external       RSS   data root");
  await makeCalls(total, open, files, async (made) => {
    const look = await memory();
    looks.push(look);
    const { files: count, bytes } = held(home);
    const figures = [look.heapUsed, look.external, look.rss].map(megabytes).join(" ");
    console.log(`${String(made).padStart(8)} ${figures}   ${megabytes(bytes).trim()} in ${count} files`);
  });
  const [, early, last] = [looks[0], looks[1], looks.at(-1)];
  const grown = Object.entries(mostGrowth).filter(
    ([what, share]) => (last?.[what as "rss"] ?? 0) > (1 + share) * (early?.[what as "rss"] ?? 0),
  );
  console.log(grown.length === 0 ? "flat" : `GROWN: ${grown.map(([what]) => what).join(", ")}`);
  process.exitCode = grown.length === 0 ? 0 : 1;
} finally {
  if (host.connected) host.disconnect();
  host.kill("SIGTERM");
  await once(host, "exit");
  rmSync(folder, { recursive: true, force: true });
}
