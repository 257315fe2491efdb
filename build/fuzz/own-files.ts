/** Small files that the product itself keeps, and what reads each: none of them may stop anything, whatever it holds. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decodeMessage, encodeMessage } from "../../electron/contract/messages/codec.ts";
import { FrameReader, frameLength } from "../../electron/contract/messages/frames.ts";
import { Problem } from "../../electron/contract/problem.ts";
import { openClientSession } from "../../electron/hosts/client-session.ts";
import { createService } from "../../electron/service/create-service.ts";
import { liveSettings } from "../../electron/service/settings/live-settings.ts";

export interface OwnFile {
  readonly name: string;
  readonly content: Buffer;
  /** Puts a content in the place of the file's and has it read, then puts the file back. */
  read(content: Buffer): Promise<void>;
}

const columns = ["a", "b", "c"];

const table = () => {
  const rows = Array.from({ length: 30 }, (_, k) => {
    const date = new Date(Date.UTC(2024, 0, 1 + k)).toISOString().slice(0, 10);
    return [date, ...columns.map((_, c) => ((k * 37 + c * 11) % 23) - 11)].join(",");
  });
  return `Date,${columns.join(",")}\n${rows.join("\n")}\n`;
};

const portfolio = {
  id: "00000000-0000-4000-8000-000000000001",
  name: "p",
  dataset: "d",
  members: ["a", "b"],
  weights: null,
  createdAt: "2024-01-01T00:00:00.000Z",
  found: null,
};
const search = {
  ...{ dataset: "d", minSize: 2, maxSize: 2, algorithms: ["hc"], evaluations: 200 },
  ...{ objective: "ratio", verdict: { twins: 0 } },
};

/** Makes a data root with one of each. */
export async function ownFiles(home: string): Promise<OwnFile[]> {
  mkdirSync(join(home, "inbox"), { recursive: true });
  const csv = join(home, "table.csv");
  writeFileSync(csv, table());
  const file = join(home, "settings.ini");
  writeFileSync(file, "[jobs]\nconcurrency = 2\n[search]\nseed = 7\n");
  const overrides = [
    ...["general.threads=1", "engine.backend=cpu", "export.charts=false", "jobs.retry_delay_s=0"],
    `jobs.watch_folder=${join(home, "inbox")}`,
  ];
  const service = createService({ home, settings: liveSettings({ file, overrides }) });
  const call = (name: string, request: object) => service.callByName(name, request);
  await call("dataset.import", { files: [csv], dataset: "d" });
  await call("portfolio.save", { portfolio });
  await call("view.keep", { dataset: "d", view: { minConfidence: 10 } });
  await call("window.remember", { values: { dataset: "d" } });
  await call("mapping.save", { mapping: { name: "m", columns: { date: ["Date"] } } });
  const { id } = (await call("search.start", { kind: "rows", request: search })) as { id: string };
  await call("search.follow", { id });
  await call("search.run", { ...search, out: join(home, "run") });
  const only = (folder: string) =>
    join(home, folder, readdirSync(join(home, folder)).find((name) => name.endsWith(".json")) ?? "");
  const of = (name: string, path: string, read: () => Promise<unknown>): OwnFile => {
    const content = readFileSync(path);
    return {
      name,
      content,
      async read(damaged) {
        writeFileSync(path, damaged);
        try {
          await read();
        } finally {
          writeFileSync(path, content);
        }
      },
    };
  };
  const capsule = join(home, "run", "capsule.json");
  const job = join(home, "jobs", "queue", "20240101T000000000-abc.json");
  const queued = await call("job.submit", { method: "dataset.verify", request: { dataset: "d" } });
  const record = Buffer.from(JSON.stringify({ ...(queued as object), id: "20240101T000000000-abc" }));
  const watched = join(home, "inbox", "job.json");
  const legacy = Buffer.from(JSON.stringify({ job_id: "j", input_file: "none.csv", portfolio_size: 2 }));
  await call("job.work", {});
  return [
    of("settings.ini", file, async () => liveSettings({ file, overrides })),
    of("portfolio", only("portfolios"), () => call("portfolio.list", {})),
    of("view", only("views"), () => call("view.list", {})),
    of("window", only("window"), () => call("window.recall", {})),
    of("search", only("searches"), () => call("search.list", {})),
    of("mapping", only("mappings"), () => call("file.inspect", { file: csv, mapping: only("mappings") })),
    of("capsule", capsule, async () => {
      const told = parsed(readFileSync(capsule, "utf8"));
      // What is no JSON is refused by who reads the file, before a request is made of it.
      if (told !== undefined) await call("search.replay", { capsule: told });
    }),
    { name: "job", content: record, read: (damaged) => worked(job, damaged, call) },
    { name: "watched job", content: legacy, read: (damaged) => worked(watched, damaged, call) },
    { name: "frame", content: frames(), read: async (damaged) => received(damaged, service) },
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function worked(
  path: string,
  content: Buffer,
  call: (name: string, request: object) => Promise<unknown>,
) {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  await call("job.work", {});
  await call("job.list", {});
}

const frames = () =>
  Buffer.concat(
    ["dataset.list", "view.list"].flatMap((method, id) => {
      const request = { values: new Float64Array(2), n: Number.NaN };
      const message = encodeMessage({ kind: "call", id, method, request });
      return [frameLength(message), message];
    }),
  );

/** As the host has them: a message that cannot be read is refused with 400, one that can goes to the session. */
function received(content: Buffer, service: Parameters<typeof openClientSession>[0]["service"]): void {
  const session = openClientSession({
    service,
    send(message) {
      if (message.kind === "problem" && message.problem.code === "internal")
        throw new Problem("internal", message.problem.message);
    },
  });
  const reader = new FrameReader((bytes) => {
    let message: unknown;
    try {
      message = decodeMessage(bytes);
    } catch {
      return;
    }
    session.receive(message);
  }, 2 ** 26);
  try {
    reader.push(content);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
