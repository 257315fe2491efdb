import { useCallback } from "react";
import type { ColumnRole, FileDialect, ImportPolicies } from "../../electron/contract/importing.ts";
import { type ProblemReport, problemOf } from "../../electron/contract/problem.ts";
import { useHost } from "../bridge/host.ts";
import { goTo } from "../state/route.ts";
import { createStore } from "../state/store.ts";
import { tasks } from "../state/tasks.ts";

/** An import that is being prepared. What is not said is found from the file or taken from the settings. */
export interface ImportDraft {
  /** Paths that the service reads. */
  readonly files: readonly string[];
  readonly dataset: string;
  /** A new dataset, a new version of one, or more days of one. */
  readonly into: "new" | "version" | "append";
  /** What an append does with dates that are there already. */
  readonly overlap: "refuse" | "skip" | "keep";
  readonly dialect: Partial<FileDialect>;
  readonly policies: Partial<ImportPolicies>;
  /** Name of a mapping; null = chosen by the columns. */
  readonly mapping: string | null;
  /** Roles given by hand, by exact column name. */
  readonly force: Readonly<Record<string, ColumnRole>>;
}

/** Null while nothing was dropped. It outlives a look at another screen. */
export const importDraft = createStore<ImportDraft | null>(null);

/** A name for a dataset out of a file's name: letters, digits, - and _. */
export function datasetNameOf(path: string): string {
  const stem = (path.split(/[\\/]/).at(-1) ?? "")
    .replace(/\.(csv|tsv|txt|gz|zst)+$/i, "")
    .replace(/\.[^.]*$/, "");
  return (
    stem
      .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "dataset"
  );
}

/** A draft for files that were just staged; with `appendTo` their rows go to that dataset. */
export function newDraft(files: readonly string[], appendTo?: string): ImportDraft {
  return {
    files,
    dataset: appendTo ?? datasetNameOf(files[0] ?? ""),
    into: appendTo === undefined ? "new" : "append",
    overlap: "refuse",
    dialect: {},
    policies: {},
    mapping: null,
    force: {},
  };
}

/** The part of a request that says how to read the files. */
export function optionsOf(draft: ImportDraft) {
  return {
    dialect: draft.dialect,
    policies: draft.policies,
    force: { ...draft.force },
    ...(draft.mapping === null ? {} : { mapping: draft.mapping }),
  };
}

/** Begins an import of files that the service can read already: those that the desktop's system hands over. */
export function beginImport(paths: readonly string[]): void {
  if (paths.length === 0) return;
  goTo("import");
  importDraft.set(newDraft(paths));
}

export interface Staging {
  /** 0..1 */
  readonly fraction: number;
  /** Why the files could not be taken; then nothing is under way any more. */
  readonly problem: ProblemReport | null;
  cancel(): void;
}

/** Files on their way to where the service can read them, whoever took them: the drop zone, the Import or the Data screen. */
export const staging = createStore<Staging | null>(null);

/**
 * Takes files that were dropped or chosen to where the service can read them, and begins an import of them; with the name of a
 * dataset, an append to that.
 */
export function useStaging(): (files: readonly File[], appendTo?: string) => Promise<void> {
  const host = useHost();
  return useCallback(
    async (files, appendTo) => {
      if (files.length === 0) return;
      goTo("import");
      staging.get()?.cancel();
      const own = new AbortController();
      const task = tasks.begin("Uploading", () => own.abort());
      const state = { fraction: 0, problem: null, cancel: () => own.abort() };
      staging.set(state);
      try {
        const paths = await host.stage(files, own.signal, (fraction) => {
          task.update({ stage: "Uploading", fraction });
          staging.set({ ...state, fraction });
        });
        importDraft.set(newDraft(paths, appendTo));
        staging.set(null);
      } catch (error) {
        const problem = problemOf(error);
        staging.set(problem.code === "cancelled" ? null : { ...state, problem });
      } finally {
        task.end();
      }
    },
    [host],
  );
}
