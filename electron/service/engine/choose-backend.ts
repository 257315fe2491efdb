import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import type { TesseraAddon } from "./addon/addon.ts";
import type { BackendDescription } from "./addon/backend.ts";
import { isWorthALook, type SearchLoad } from "./faster-side.ts";
import { nativeFolder } from "./load-addon.ts";
import { nativeProblem } from "./native-problem.ts";
import type { Prober } from "./probe-answer.ts";

export interface BackendLibrary {
  readonly name: string;
  readonly path: string;
}

const libraryFile = /^(?:lib)?tessera_backend_(\w+)\.(?:so|dylib|dll)$/;

/** Backend libraries beside the addon, GPU backends first, CPU always last. */
export function backendLibraries(folder = nativeFolder()): BackendLibrary[] {
  const found = readdirSync(folder).flatMap((file): BackendLibrary[] => {
    const name = libraryFile.exec(file)?.[1];
    return name ? [{ name, path: join(folder, file) }] : [];
  });
  const rank = (library: BackendLibrary): number => (library.name === "cpu" ? 1 : 0);
  return found.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** One backend that was looked at, and what came of it. */
export interface BackendReport {
  readonly name: string;
  readonly used: boolean;
  /** Why it is used, or why it is not, in words for the user. */
  readonly reason: string;
  readonly version: string | null;
  readonly devices: readonly {
    readonly name: string;
    readonly detail: string;
    readonly threadCount: number;
    readonly memoryBytes: number;
    readonly memoryFreeBytes: number;
  }[];
}

export interface BackendChoice {
  /** Usable backends, best first; the CPU is always the last. */
  readonly usable: readonly BackendDescription[];
  readonly reports: readonly BackendReport[];
}

/**
 * Looks at every backend library, GPU backends through a probe in another process, and says which is used and why
 * the others are not. `wanted` is "auto" or a backend name; a wanted backend that cannot run falls back to the CPU
 * with a reason.
 */
export async function chooseBackend(
  libraries: readonly BackendLibrary[],
  wanted: string,
  addon: TesseraAddon,
  prober: Prober,
): Promise<BackendChoice> {
  const seen: Looked[] = [];
  for (const library of libraries) {
    const passedOver = wanted !== "auto" && library.name !== wanted && library.name !== "cpu";
    seen.push(
      passedOver
        ? { library, refused: `engine.backend asks for ${wanted}` }
        : await look(library, addon, prober),
    );
  }
  const usable = seen
    .filter((one) => !one.refused)
    .flatMap((one) => (one.backend ? [one.backend] : []))
    .sort((a, b) => Number(b.name === wanted) - Number(a.name === wanted) || b.score - a.score);
  const chosen = usable[0];
  if (!chosen) {
    throw new Problem("unsupported", "No compute backend can run on this machine.", {
      remedy:
        seen.map((one) => `${one.library.name}: ${one.refused ?? ""}`).join("; ") || "Run `npm run build`.",
    });
  }
  const reports = seen.map((one): BackendReport => {
    const used = one.backend === chosen;
    return {
      name: one.library.name,
      used,
      reason: used
        ? whyUsed(wanted, one.library.name, seen)
        : (one.refused ?? `works, but ${chosen.name} is used (${whyUsed(wanted, chosen.name, seen)})`),
      version: one.backend?.version ?? null,
      devices: one.backend?.devices ?? [],
    };
  });
  return { usable, reports };
}

interface Looked {
  readonly library: BackendLibrary;
  readonly backend?: BackendDescription;
  /** Why it cannot be used; absent when it can. */
  readonly refused?: string;
}

async function look(library: BackendLibrary, addon: TesseraAddon, prober: Prober): Promise<Looked> {
  try {
    if (library.name !== "cpu") {
      const answer = await prober(library.path);
      if (!answer.works) return { library, refused: answer.reason };
    }
    const backend = await addon.loadBackend(library.path);
    return backend.score > 0
      ? { library, backend }
      : { library, backend, refused: backend.reason || "it cannot run on this machine" };
  } catch (error) {
    return { library, refused: nativeProblem(error).message };
  }
}

function whyUsed(wanted: string, name: string, seen: readonly Looked[]): string {
  if (wanted === name) return "chosen by the setting engine.backend";
  if (wanted !== "auto") return `engine.backend asks for ${wanted}, which cannot be used here`;
  return seen.some((one) => one.library.name !== "cpu")
    ? "the best backend that works here"
    : "the only backend built";
}

/** What a session is for: whole passes over the matrix, small batches that wait for one another, or the runs of a search. */
export type SessionWork = "passes" | "small-batches" | SearchLoad;

/** Cells (observations x strategies) below which setting up a GPU session takes longer than the work. */
const fewCells = 2 ** 18;

/**
 * Whether a session is best opened on the CPU, which is known without a look at any device: for small matrices, small batches,
 * and searches that it ends soon. `isWarm`: a device has worked here before. Never where the backend was chosen by hand.
 */
export function bestOnCpu(
  chosenByHand: boolean,
  cells: number,
  work: SessionWork,
  threads: number,
  isWarm = false,
): boolean {
  if (chosenByHand) return false;
  if (work === "small-batches" || cells < fewCells) return true;
  return work !== "passes" && !isWorthALook(work, threads, isWarm);
}
