import { useEffect } from "react";
import type { ResultOf } from "../../electron/contract/method.ts";
import { datasetList } from "../../electron/contract/methods/dataset.ts";
import { monitorRuns } from "../../electron/contract/methods/monitor.ts";
import { regimeSummary } from "../../electron/contract/methods/regime.ts";
import { viewOfSettings } from "../../electron/contract/view.ts";
import { viewParts } from "../../electron/contract/view-text.ts";
import { enteredUnit, moneyInForce, moneyOfDataset, moneySaid } from "../state/money.ts";
import { route } from "../state/route.ts";
import { createStore, useStore } from "../state/store.ts";
import { currentDataset, rowsInForce, useView, usualView } from "../state/view.ts";
import { messages } from "../ui/toaster.tsx";
import { followViews } from "./follow-views.ts";
import { useHost } from "./host.ts";
import { type Result, useResult } from "./use-result.ts";
import { useSettings } from "./use-settings.ts";

/**
 * Keeps the views of the window and those of the service alike while the window is there, and knows what settings say of all.
 */
export function useKeptViews(): void {
  const { transport } = useHost();
  useEffect(() => followViews(transport), [transport]);
  const { data, inForce } = useSettings();
  useEffect(() => {
    if (data) usualView.set(viewOfSettings((key) => inForce(key) ?? ""));
  }, [data, inForce]);
}

/** Keeps how amounts are shown: as the dataset that is open says, and the settings. */
export function useMoneyInForce(): void {
  const dataset = useStore(currentDataset);
  const { data: all } = useResult(datasetList, {}, ["datasets-changed"]);
  const { inForce } = useSettings();
  useEffect(() => {
    const said = {
      datasets: Object.fromEntries((all?.datasets ?? []).map(({ name, money }) => [name, money])),
      settings: {
        money: inForce("analysis.currency") ?? "",
        capital: Number(inForce("analysis.capital") ?? 0),
        as: inForce("analysis.money_as") === "percent" ? "percent" : "amount",
      },
    } as const;
    moneySaid.set(said);
    moneyInForce.set(moneyOfDataset(said, dataset));
    const entered = { ...said, settings: { ...said.settings, as: "amount" } } as const;
    enteredUnit.set(moneyOfDataset(entered, dataset).unit);
  }, [dataset, all, inForce]);
}

type Regimes = Result<ResultOf<typeof regimeSummary>>;

const regimesInForce = createStore<Regimes>({
  data: null,
  problem: null,
  loading: true,
  progress: null,
  reload: () => {},
});

/** What is known of the rows in force, for a screen that shows it: what `useRowsInForce` asks, not a second request. */
export const useRegimesInForce = (): Regimes => useStore(regimesInForce);

/**
 * Keeps how many rows take part in what every screen shows, where these are not all, and what the screen of regimes says of
 * them.
 */
export function useRowsInForce(): void {
  const view = useView();
  const shown = useStore(route);
  const isPart = view !== null && viewParts(view).length > 0;
  const isWanted = isPart || shown === "regimes";
  const { data, problem, loading, progress, reload } = useResult(regimeSummary, isWanted ? view : null, [
    "datasets-changed",
  ]);
  useEffect(() => {
    // Of the dataset's rows, those before and after the dates of the view among them.
    const { kept, of } = { kept: data?.kept ?? 0, of: data?.basis.allObservations ?? 0 };
    rowsInForce.set(isPart && kept < of ? { kept, of } : null);
    regimesInForce.set({ data, problem, loading, progress, reload });
  }, [data, problem, loading, progress, reload, isPart]);
}

/** Says what the service was alerted to while the window is there. */
export function useAlerts(): void {
  const { transport } = useHost();
  useEffect(() => {
    let since = new Date().toISOString();
    return transport.subscribe(async ({ kind }) => {
      if (kind !== "alerts-changed") return;
      const { alerts } = await transport.call(monitorRuns, { limit: 20 });
      for (const { text, at } of alerts) if (at > since) messages.warned(text);
      since = alerts[0]?.at ?? since;
    });
  }, [transport]);
}
