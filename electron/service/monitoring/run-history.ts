/** Runs and alerts in HOME/runs, a line of JSON each, for all processes that use the data root. */
import { appendFile, mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { type Alert, alert, type RunRecord, runRecord } from "../../contract/methods/monitor.ts";
import { rename } from "../disk/rename.ts";

/** Of one file; the one before it is kept, too. */
const mostBytes = 2_000_000;

/** Lines of one kind, newest last. */
class Lines<Line> {
  readonly #folder: string;
  readonly #name: string;
  readonly #schema: z.ZodType<Line>;

  constructor(folder: string, name: string, schema: z.ZodType<Line>) {
    this.#folder = folder;
    this.#name = name;
    this.#schema = schema;
  }

  /** One write of a short line at the end of the file: lines of processes that write at the same time stay whole. */
  async add(line: Line): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const [file, older] = this.#files();
    const size = (await stat(file).catch(() => undefined))?.size ?? 0;
    if (size > mostBytes) await rename(file, older).catch(() => undefined);
    await appendFile(file, `${JSON.stringify(line)}\n`);
  }

  /** What can be read; a line that was cut off by a full disk is passed over. */
  async read(): Promise<Line[]> {
    const [file, older] = this.#files();
    const texts = await Promise.all([older, file].map((one) => readFile(one, "utf8").catch(() => "")));
    return texts
      .join("")
      .split("\n")
      .flatMap((line) => {
        try {
          return [this.#schema.parse(JSON.parse(line))];
        } catch {
          return [];
        }
      });
  }

  #files(): [string, string] {
    return [join(this.#folder, `${this.#name}.jsonl`), join(this.#folder, `${this.#name}.1.jsonl`)];
  }
}

/** What ran and what was told of it, across processes. */
export class RunHistory {
  readonly runs: Lines<RunRecord>;
  readonly alerts: Lines<Alert>;

  constructor(home: string) {
    const folder = join(home, "runs");
    this.runs = new Lines(folder, "runs", runRecord);
    this.alerts = new Lines(folder, "alerts", alert);
  }
}
