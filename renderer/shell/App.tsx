import { OverlaysProvider } from "@blueprintjs/core";
import { Component, type ReactNode, Suspense, useEffect } from "react";
import { useAlerts, useKeptViews, useMoneyInForce, useRowsInForce } from "../bridge/follow-service.ts";
import { useToldSettings } from "../bridge/use-settings.ts";
import { usePortfolioShelf } from "../portfolios/use-portfolios.ts";
import { useSearchShelf } from "../searches/use-searches.ts";
import { commandPaletteOpen } from "../state/commands.ts";
import { goTo, route } from "../state/route.ts";
import { useStore } from "../state/store.ts";
import { redoStep, undoStep } from "../state/undo.ts";
import { Loading, ProblemView } from "../ui/messages.tsx";
import { TipLayer } from "../ui/tips.tsx";
import { MessageHost, messages } from "../ui/toaster.tsx";
import { CommandPalette } from "./CommandPalette.tsx";
import { DropZone } from "./DropZone.tsx";
import { GuideBar } from "./GuideBar.tsx";
import { HelpDialog, helpOpen } from "./HelpDialog.tsx";
import { Rail } from "./Rail.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { screenList } from "./screen-list.ts";
import { useDesktop } from "./use-desktop.ts";
import "./shell.css";

/** The window: rail, one screen, status bar. */
export function App() {
  const name = useStore(route);
  const screen = screenList.find((entry) => entry.name === name);
  useGlobalKeys();
  usePortfolioShelf();
  useToldSettings();
  useKeptViews();
  useMoneyInForce();
  useRowsInForce();
  useAlerts();
  useSearchShelf();
  useDesktop();
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
        <GuideBar />
        <StatusBar />
      </div>
      <CommandPalette />
      <HelpDialog />
      <DropZone />
      <MessageHost />
      <TipLayer />
    </OverlaysProvider>
  );
}

const isEditing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, [contenteditable=true]") !== null;

/** Takes the latest step back, or does it again, and says which. */
function takeBack(again: boolean): void {
  const step = again ? redoStep() : undoStep();
  if (step) messages.done(`${again ? "Done again" : "Taken back"}: ${step.text}`);
}

/** Ctrl+K (Cmd+K) opens the command palette, F1 help, Alt+1..9 the screens; Ctrl+Z takes back, Ctrl+Shift+Z does again. */
export function useGlobalKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        commandPaletteOpen.set((open) => !open);
      } else if (event.key === "F1") {
        event.preventDefault();
        helpOpen.set((open) => !open);
      } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
        // A field that is being written in has an undo of its own.
        if (isEditing(event.target)) return;
        event.preventDefault();
        takeBack(event.shiftKey);
      } else if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
        const screen = screenList[Number(event.code.slice(5)) - 1];
        if (!screen) return;
        event.preventDefault();
        goTo(screen.name);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

interface State {
  readonly message: string | null;
}

/** Keeps a fault of one screen to that screen. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { message: null };

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === null) return this.props.children;
    return (
      <ProblemView
        problem={{
          code: "internal",
          message: `This screen failed: ${this.state.message}`,
          remedy:
            "Nothing in your data was changed. Open it again; if it fails again, the message above belongs in a report.",
        }}
        onRetry={() => this.setState({ message: null })}
      />
    );
  }
}
