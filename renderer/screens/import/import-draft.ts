import type { ColumnRole, FileDialect, ImportPolicies } from "../../../electron/contract/importing.ts";
import { createStore } from "../../state/create-store.ts";

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
