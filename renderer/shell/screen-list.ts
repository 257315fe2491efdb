import { Dashboard, PanelTable } from "@blueprintjs/icons";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { ScreenName } from "../state/screens.ts";

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
    name: "strategies",
    label: "Strategies",
    icon: PanelTable,
    words: "table metrics sort filter",
    Component: lazy(() =>
      import("../screens/strategies/StrategiesScreen.tsx").then((m) => ({ default: m.StrategiesScreen })),
    ),
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
