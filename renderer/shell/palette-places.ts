import { useMemo } from "react";
import { terms } from "../../electron/contract/help/terms.ts";
import { searchTitle } from "../../electron/contract/kept-search.ts";
import { datasetList, datasetStrategies } from "../../electron/contract/methods/dataset.ts";
import { metricName, metricTable } from "../../electron/contract/metrics.ts";
import { useResult } from "../bridge/use-result.ts";
import { useSettings } from "../bridge/use-settings.ts";
import { openPortfolios, portfolioStore } from "../portfolios/shelf.ts";
import { searchStore, showSearch } from "../searches/runs.ts";
import type { Command } from "../state/commands.ts";
import { goTo, goToPlace } from "../state/route.ts";
import { useStore } from "../state/store.ts";
import { currentDataset } from "../state/view.ts";
import { helpOpen, helpQuery } from "./HelpDialog.tsx";

const helpOn = (term: string) => () => {
  helpQuery.set(term);
  helpOpen.set(true);
};

/** Words that help explains, and the metrics with their formulas. */
const explained: readonly Command[] = [
  ...metricName.options.map((name) => ({
    id: `metric-${name}`,
    title: metricTable[name].title,
    group: "Metric",
    words: metricTable[name].short,
    run: helpOn(metricTable[name].title),
  })),
  ...terms
    .flatMap((one) => one.terms)
    .map(({ name }) => ({ id: `term-${name}`, title: name, group: "Term", run: helpOn(name) })),
];

/**
 * Everything by name that the palette can go to, while it is open: datasets, portfolios, searches, settings, terms, and of the
 * strategies, of which there may be a million, those whose names hold the words that are typed.
 */
export function usePlaces(query: string): readonly Command[] {
  const named = usePlacesByName();
  const strategies = useStrategies(query);
  return useMemo(() => [...named, ...strategies], [named, strategies]);
}

/** As many strategies as the palette shows. */
const MOST_STRATEGIES = 80;

function useStrategies(query: string): readonly Command[] {
  const dataset = useStore(currentDataset);
  const search = query.trim();
  const { data } = useResult(
    datasetStrategies,
    dataset === null || search === "" ? null : { dataset, search, limit: MOST_STRATEGIES },
  );
  return useMemo(
    () =>
      (data?.names ?? []).map((name) => ({
        id: `strategy-${name}`,
        title: name,
        group: "Strategy",
        run: () => goToPlace("strategies", name),
      })),
    [data],
  );
}

function usePlacesByName(): readonly Command[] {
  const { data: catalogue } = useResult(datasetList, {});
  const { data: settings } = useSettings();
  const portfolios = useStore(portfolioStore);
  const searches = useStore(searchStore);
  return useMemo(
    () => [
      ...(catalogue?.datasets ?? []).map(({ name }) => ({
        id: `dataset-${name}`,
        title: name,
        group: "Dataset",
        run: () => currentDataset.set(name),
      })),
      ...portfolios.map(({ id, name, dataset }) => ({
        id: `portfolio-${id}`,
        title: name,
        group: `Portfolio of ${dataset}`,
        run: () => {
          currentDataset.set(dataset);
          openPortfolios.set((all) => ({ ...all, [dataset]: id }));
          goTo("portfolio");
        },
      })),
      ...searches.map((search) => ({
        id: `search-${search.id}`,
        title: searchTitle(search),
        group: `Search on ${search.dataset}, ${search.startedAt.slice(0, 10)}`,
        run: () => {
          currentDataset.set(search.dataset);
          showSearch(search);
          goTo("search");
        },
      })),
      ...(settings?.settings ?? []).map(({ key }) => ({
        id: `setting-${key}`,
        title: key,
        group: "Setting",
        run: () => goToPlace("engine", "settings"),
      })),
      ...explained,
    ],
    [catalogue, portfolios, searches, settings],
  );
}
