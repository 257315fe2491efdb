import { useCallback } from "react";
import { z } from "zod";
import {
  columnRole,
  fileDialect,
  type ImportQuestion,
  importPolicies,
  moneyUnit,
  sourceLayout,
} from "../../electron/contract/importing.ts";
import { filePaste } from "../../electron/contract/methods/file.ts";
import { type ProblemReport, problemOf } from "../../electron/contract/problem.ts";
import { useHost } from "../bridge/host.ts";
import { goTo } from "../state/route.ts";
import { createStore, rememberedStore } from "../state/store.ts";
import { tasks } from "../state/tasks.ts";
import { messages } from "../ui/toaster.tsx";

/** An import that is being prepared. What is not said is found from the file or taken from the settings. */
const importDraftSchema = z.object({
  /** Paths that the service reads. */
  files: z.array(z.string()).min(1),
  dataset: z.string(),
  /** A new dataset, a new version of one, or more days of one. */
  into: z.enum(["new", "version", "append"]),
  /** What an append does with dates that are there already. */
  overlap: z.enum(["refuse", "skip", "keep"]),
  dialect: fileDialect.partial(),
  policies: importPolicies.partial(),
  /** The rule by which another shape becomes a table of days and strategies. */
  layout: sourceLayout,
  /** What the P&L is in, as it is written in the form; "" = the dataset's own, else the setting. */
  money: z.string(),
  /** Name of a mapping; null = chosen by the columns. */
  mapping: z.string().nullable(),
  /** Roles given by hand, by exact column name. */
  force: z.record(z.string(), columnRole),
});
export type ImportDraft = Readonly<z.infer<typeof importDraftSchema>>;

/** Null while nothing was dropped. It outlives a look at another screen and a restart, until it is imported. */
export const importDraft = rememberedStore<ImportDraft | null>("import", importDraftSchema.nullable(), null);

/** The name of a file without the folder that it lies in, which for an upload is another each time. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? "";

/** A name for a dataset out of a file's name: letters, digits, - and _. */
export function datasetNameOf(path: string): string {
  const stem = fileName(path)
    .replace(/(\.(csv|tsv|txt|gz|zst|bz2|xz|zip))+$/i, "")
    .replace(/\.[^.]*$/, "");
  return (
    stem
      .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "dataset"
  );
}

/**
 * A draft for files that were just staged; with `appendTo` their rows go to that dataset. Files of the names that an import is
 * being prepared of are those files again: what was chosen for them stays.
 */
export function newDraft(
  files: readonly string[],
  appendTo?: string,
  before: ImportDraft | null = null,
): ImportDraft {
  const isAgain = before?.files.map(fileName).join("\n") === files.map(fileName).join("\n");
  if (before && isAgain)
    return {
      ...before,
      files: [...files],
      ...(appendTo === undefined ? {} : { dataset: appendTo, into: "append" }),
    };
  return {
    files: [...files],
    dataset: appendTo ?? datasetNameOf(files[0] ?? ""),
    into: appendTo === undefined ? "new" : "append",
    overlap: "refuse",
    dialect: {},
    policies: {},
    layout: {},
    money: "",
    mapping: null,
    force: {},
  };
}

/** The part of a request that says how to read the files. */
export function optionsOf(draft: ImportDraft) {
  return {
    dialect: draft.dialect,
    policies: draft.policies,
    layout: draft.layout,
    force: { ...draft.force },
    ...(moneyUnit.safeParse(draft.money).success ? { money: draft.money } : {}),
    ...(draft.mapping === null ? {} : { mapping: draft.mapping }),
  };
}

/** A draft with what an answer to a question says. */
export function answered(draft: ImportDraft, { say }: ImportQuestion["answers"][number]): ImportDraft {
  // JSON has no keys without a value.
  return {
    ...draft,
    dialect: { ...draft.dialect, ...say.dialect } as ImportDraft["dialect"],
    policies: { ...draft.policies, ...say.policies } as ImportDraft["policies"],
    layout: { ...draft.layout, ...say.layout },
  };
}

/** Begins an import of files that the service can read already: those that the desktop's system hands over. */
export function beginImport(paths: readonly string[]): void {
  if (paths.length === 0) return;
  goTo("import");
  importDraft.set((before) => newDraft(paths, undefined, before));
}

/** Whether a text can be a table: one line without a separator is a word. */
export const isTable = (text: string): boolean => /[\n\r\t]/.test(text.trim());

/** Begins an import of a table in a text, or of what the clipboard holds where none is given. */
export function usePasting(): (text?: string) => Promise<void> {
  const { transport } = useHost();
  return useCallback(
    async (given) => {
      try {
        const text = given ?? (await navigator.clipboard.readText());
        if (!isTable(text)) return messages.failed("The clipboard holds no table. Copy its cells first.");
        beginImport([(await transport.call(filePaste, { text })).path]);
      } catch (error) {
        const denied = error instanceof DOMException;
        messages.failed(
          denied ? "The clipboard cannot be read from here. Press Ctrl+V instead." : problemOf(error).message,
        );
      }
    },
    [transport],
  );
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
        importDraft.set((before) => newDraft(paths, appendTo, before));
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
