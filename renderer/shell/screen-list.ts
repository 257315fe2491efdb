import {
  Dashboard,
  Database,
  GanttChart,
  HeatGrid,
  Import,
  PanelTable,
  PredictiveAnalysis,
  SeriesFiltered,
  TimelineAreaChart,
} from "@blueprintjs/icons";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { ScreenName } from "../state/route.ts";

export interface ScreenEntry {
  readonly name: ScreenName;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number }>;
  /** Words that the command palette also finds it by. */
  readonly words: string;
  readonly Component: LazyExoticComponent<ComponentType>;
}

/** The rail, in the order of the work. A screen's code is loaded when it is first shown. */
export const screenList: readonly ScreenEntry[] = [
  {
    name: "import",
    label: "Import",
    icon: Import,
    words: "csv file drop load mapping",
    Component: lazy(() =>
      import("../screens/import/ImportScreen.tsx").then((m) => ({ default: m.ImportScreen })),
    ),
  },
  {
    name: "data",
    label: "Data",
    icon: Database,
    words: "datasets catalogue versions verify storage",
    Component: lazy(() => import("../screens/data/DataScreen.tsx").then((m) => ({ default: m.DataScreen }))),
  },
  {
    name: "regimes",
    label: "Regimes and sizing",
    icon: SeriesFiltered,
    words: "confidence zones kelly annualisation profile",
    Component: lazy(() =>
      import("../screens/regimes-and-sizing/RegimesScreen.tsx").then((m) => ({ default: m.RegimesScreen })),
    ),
  },
  {
    name: "search",
    label: "Search",
    icon: PredictiveAnalysis,
    words: "optimise algorithms genetic annealing race",
    Component: lazy(() =>
      import("../screens/search/SearchScreen.tsx").then((m) => ({ default: m.SearchScreen })),
    ),
  },
  {
    name: "portfolio",
    label: "Portfolio",
    icon: TimelineAreaChart,
    words: "equity drawdown members weights risk",
    Component: lazy(() =>
      import("../screens/portfolio/PortfolioScreen.tsx").then((m) => ({ default: m.PortfolioScreen })),
    ),
  },
  {
    name: "strategies",
    label: "Strategies",
    icon: PanelTable,
    words: "table metrics sort filter",
    Component: lazy(() =>
      import("../screens/strategies/StrategiesScreen.tsx").then((m) => ({ default: m.StrategiesScreen })),
    ),
  },
  {
    name: "correlation",
    label: "Correlation",
    icon: HeatGrid,
    words: "map pairs clusters duplicates",
    Component: lazy(() =>
      import("../screens/correlation/CorrelationScreen.tsx").then((m) => ({ default: m.CorrelationScreen })),
    ),
  },
  {
    name: "jobs",
    label: "Jobs",
    icon: GanttChart,
    words: "queue history log watch folder",
    Component: lazy(() => import("../screens/jobs/JobsScreen.tsx").then((m) => ({ default: m.JobsScreen }))),
  },
  {
    name: "engine",
    label: "Engine",
    icon: Dashboard,
    words: "gpu cpu backend device memory settings",
    Component: lazy(() =>
      import("../screens/engine/EngineScreen.tsx").then((m) => ({ default: m.EngineScreen })),
    ),
  },
];
