import { useCallback, useEffect } from "react";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../electron/contract/method.ts";
import { settingsList, settingsSet } from "../../electron/contract/methods/settings.ts";
import { asWords } from "../../electron/contract/text.ts";
import { createStore, useStore } from "../state/store.ts";
import { messages } from "../ui/toaster.tsx";
import { useAction } from "./use-action.ts";
import { type Result, useResult } from "./use-result.ts";

type Settings = ResultOf<typeof settingsList>;
export type Setting = Settings["settings"][number];

interface UsedSettings extends Result<Settings> {
  readonly inForce: (key: string) => string | undefined;
  /** Null goes back to the default. The change is said and can be undone; false when it was refused, which is said too. */
  readonly change: (key: string, value: string | null) => Promise<boolean>;
}

/** "Capital" of analysis.capital. */
const wordsOf = (key: string): string => {
  const words = asWords(key.slice(key.indexOf(".") + 1));
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

const figureOf = (value: string): string =>
  /^-?\d+(\.\d+)?$/.test(value) ? formatFigure(Number(value)) : value || "not set";

/** As the service told them last; one question serves the whole window. */
const told = createStore<Result<Settings>>({
  data: null,
  problem: null,
  loading: true,
  progress: null,
  reload: () => undefined,
});

/** Keeps the settings of the window up to date while it is there. */
export function useToldSettings(): void {
  const result = useResult(settingsList, {}, ["settings-changed"]);
  const { data, problem, loading, progress, reload } = result;
  useEffect(
    () => told.set({ data, problem, loading, progress, reload }),
    [data, problem, loading, progress, reload],
  );
}

/** Every setting as it is in force, kept up to date. */
export function useSettings(): UsedSettings {
  const result = useStore(told);
  const act = useAction();
  const { data } = result;
  const settingOf = useCallback((key: string) => data?.settings.find((one) => one.key === key), [data]);
  const inForce = useCallback((key: string) => settingOf(key)?.value, [settingOf]);
  const change = useCallback(
    async (key: string, value: string | null) => {
      const answer = await act(settingsSet, { changes: { [key]: value } });
      if (!answer) return false;
      const undo = () => void act(settingsSet, { changes: answer.before });
      messages.done(`${wordsOf(key)} is now ${figureOf(value ?? settingOf(key)?.default ?? "")}.`, undo);
      return true;
    },
    [act, settingOf],
  );
  return { ...result, inForce, change };
}
