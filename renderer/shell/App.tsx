import { OverlaysProvider } from "@blueprintjs/core";
import { Suspense } from "react";
import { usePortfolioShelf } from "../portfolios/use-portfolio-shelf.ts";
import { route } from "../state/route.ts";
import { useStore } from "../state/use-store.ts";
import { Loading } from "../ui/Loading.tsx";
import { TipLayer } from "../ui/TipLayer.tsx";
import { CommandPalette } from "./CommandPalette.tsx";
import { DropZone } from "./DropZone.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { MessageHost } from "./MessageHost.tsx";
import { Rail } from "./Rail.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { screenList } from "./screen-list.ts";
import "./shell.css";
import { useGlobalKeys } from "./use-global-keys.ts";

/** The window: rail, one screen, status bar. */
export function App() {
  const name = useStore(route);
  const screen = screenList.find((entry) => entry.name === name);
  useGlobalKeys();
  usePortfolioShelf();
  return (
    <OverlaysProvider>
      <div className="shell">
        <Rail />
        <main className="shell-screen" id="screen" tabIndex={-1}>
          <ErrorBoundary key={name}>
            <Suspense fallback={<Loading what="Opening the screen" />}>
              {screen && <screen.Component />}
            </Suspense>
          </ErrorBoundary>
        </main>
        <StatusBar />
      </div>
      <CommandPalette />
      <DropZone />
      <MessageHost />
      <TipLayer />
    </OverlaysProvider>
  );
}
