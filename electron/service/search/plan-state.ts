import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { foundBy } from "../../contract/algorithms.ts";
import { Problem } from "../../contract/problem.ts";
import { type SearchOutcome, searchOutcome } from "../../contract/search-result.ts";
import { diskProblem, makeFolders, readingProblem, removeQuietly } from "../disk/durable.ts";
import { rename } from "../disk/rename.ts";
import { isRun, type PlannedRun } from "./plan.ts";
import type { ResolvedSearch } from "./resolve.ts";

/** A run that was interrupted, with its native state. */
export interface InterruptedRun extends PlannedRun {
  readonly state: Uint8Array;
}

/** Where an unfinished plan stands: enough to go on to the very result it would have had. */
export interface PlanState {
  /** In the order in which they ended. */
  readonly finished: readonly SearchOutcome[];
  readonly interrupted: readonly InterruptedRun[];
}

/** What a plan has done so far, told to `keep` at every step, one call after the other. */
export class PlanLedger {
  readonly #finished: SearchOutcome[];
  #interrupted: readonly InterruptedRun[];
  readonly #keep: ((state: PlanState) => Promise<void>) | undefined;
  #telling: Promise<void> = Promise.resolve();
  #failure: unknown;

  constructor(state: PlanState | undefined, keep?: (state: PlanState) => Promise<void>) {
    this.#finished = [...(state?.finished ?? [])];
    this.#interrupted = state?.interrupted ?? [];
    this.#keep = keep;
  }

  get finished(): readonly SearchOutcome[] {
    return this.#finished;
  }

  /** Why the state that was told last is not kept; undefined when it is. */
  get failure(): unknown {
    return this.#failure;
  }

  find(run: PlannedRun): SearchOutcome | undefined {
    return this.#finished.find(isRun(run));
  }

  /** Native state to go on from, if the run was interrupted. */
  stateOf(run: PlannedRun): Uint8Array | undefined {
    return this.#interrupted.find(isRun(run))?.state;
  }

  async finish(outcome: SearchOutcome): Promise<void> {
    this.#finished.push(outcome);
    this.#drop(outcome);
    await this.#tell();
  }

  async interrupt(run: PlannedRun, state: Uint8Array): Promise<void> {
    this.#drop(run);
    this.#interrupted = [...this.#interrupted, { ...run, state }];
    await this.#tell();
  }

  #drop(run: PlannedRun): void {
    const same = isRun(run);
    this.#interrupted = this.#interrupted.filter((one) => !same(one));
  }

  #tell(): Promise<void> {
    const state = { finished: [...this.#finished], interrupted: this.#interrupted };
    // A search does not end because its state cannot be kept: what was kept before still is.
    this.#telling = this.#telling
      .then(() => this.#keep?.(state))
      .then(
        () => {
          this.#failure = undefined;
        },
        (error: unknown) => {
          this.#failure = error;
        },
      );
    return this.#telling;
  }
}

const planFileContent = z.object({
  format: z.literal("tessera-search-checkpoint"),
  formatVersion: z.literal(2),
  /** SHA-256 of the request and the dataset, so that no other search is taken up by mistake. */
  search: z.string(),
  finished: z.array(searchOutcome),
  /** Native states, base64. */
  interrupted: z.array(
    z.object({
      size: z.number().int(),
      algorithm: foundBy,
      seed: z.number().int().optional(),
      state: z.string(),
    }),
  ),
});

/** The file that keeps the state of an unfinished search. */
export interface PlanFile {
  /** Undefined when there is no file. Throws Problem when it is not of this search. */
  read(): Promise<PlanState | undefined>;
  /** In one step. Throws Problem. */
  write(state: PlanState): Promise<void>;
}

export function planFile(file: string, search: ResolvedSearch, fingerprint: string): PlanFile {
  const key = createHash("sha256")
    .update(JSON.stringify([search, fingerprint]))
    .digest("hex");
  return {
    async read() {
      const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw readingProblem(error, file, "checkpoint");
      });
      if (text === undefined) return undefined;
      const content = planFileContent.safeParse(parseJson(text));
      if (!content.success) {
        throw new Problem("bad-input", `${file} is not a checkpoint of a search.`, { file });
      }
      if (content.data.search !== key) {
        throw new Problem("bad-input", `The checkpoint ${file} belongs to another search.`, {
          file,
          remedy: "Give the options it was made with, or another file name.",
        });
      }
      const { finished, interrupted } = content.data;
      return {
        finished,
        interrupted: interrupted.map((one) => ({
          ...one,
          state: new Uint8Array(Buffer.from(one.state, "base64")),
        })),
      };
    },
    async write({ finished, interrupted }) {
      const content: z.infer<typeof planFileContent> = {
        format: "tessera-search-checkpoint",
        formatVersion: 2,
        search: key,
        finished: [...finished],
        interrupted: interrupted.map((one) => ({ ...one, state: Buffer.from(one.state).toString("base64") })),
      };
      try {
        await makeFolders(dirname(file));
        await writeFile(`${file}.new`, JSON.stringify(content), { flush: true });
        await rename(`${file}.new`, file);
      } catch (error) {
        await removeQuietly(`${file}.new`);
        throw diskProblem(error, file, "writing");
      }
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
