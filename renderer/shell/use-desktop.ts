import { useEffect } from "react";
import type { UnderWay } from "../../electron/contract/desktop-bridge.ts";
import { jobList } from "../../electron/contract/methods/job.ts";
import { type Native, useHost } from "../bridge/host.ts";
import { useResult } from "../bridge/use-result.ts";
import { beginImport, importDraft } from "../imports/draft.ts";
import { commandPaletteOpen, screenCommands } from "../state/commands.ts";
import { provideDragOut } from "../state/drag-out.ts";
import { preferences } from "../state/preferences.ts";
import { goTo, screenName } from "../state/route.ts";
import { type RunningTask, tasks } from "../state/tasks.ts";
import { generalCommands } from "./CommandPalette.tsx";

/** What ended sooner than this was watched; nobody has to be told. */
const WORTH_A_MESSAGE_MS = 5_000;

/** Ties the window to its desktop: menu, taskbar, messages, files that the system hands over. Nothing in a browser. */
export function useDesktop(): void {
  const { native } = useHost();
  useEffect(() => {
    if (!native) return;
    const ties = [
      native.onMenu(carryOut),
      native.onOpen(beginImport),
      tieCommands(native),
      tieTasks(native),
      follow(importDraft, () => {
        const draft = importDraft.get();
        if (draft) native.tell("opened", { paths: draft.files });
      }),
      provideDragOut((dragged) => native.tell("drag", dragged)),
      follow(preferences, () => native.tell("theme", { source: preferences.get().theme })),
    ];
    return () => {
      for (const untie of ties) untie();
    };
  }, [native]);
  useJobMessages(native);
}

/** Calls `tell` now and at every change. */
function follow(store: { subscribe(listener: () => void): () => void }, tell: () => void): () => void {
  tell();
  return store.subscribe(tell);
}

const allCommands = () => [...generalCommands, ...screenCommands.get()];

/** The menu offers what the command palette offers. */
function tieCommands(native: Native): () => void {
  return follow(screenCommands, () =>
    native.tell("commands", {
      commands: allCommands().map(({ id, title, group }) => ({ id, title, group })),
    }),
  );
}

/** An entry of the native menu. */
function carryOut(command: string): void {
  if (command === "palette") commandPaletteOpen.set(true);
  else if (command === "find") find();
  else if (command.startsWith("command:"))
    allCommands()
      .find(({ id }) => id === command.slice("command:".length))
      ?.run();
  const screen = screenName.safeParse(command.replace(/^screen:/, ""));
  if (screen.success) goTo(screen.data);
}

/** To the field of the screen that finds things; where it has none, the palette finds. */
function find(): void {
  const field = document.querySelector<HTMLInputElement>(
    "main input[type=search], main .bp6-input-group input",
  );
  if (field) field.focus();
  else commandPaletteOpen.set(true);
}

function tieTasks(native: Native): () => void {
  const begun = new Map<number, { task: RunningTask; at: number }>();
  return follow(tasks.store, () => {
    const running = tasks.store.get();
    for (const task of running) if (!begun.has(task.id)) begun.set(task.id, { task, at: Date.now() });
    for (const [id, { task, at }] of begun) {
      if (running.some((one) => one.id === id)) continue;
      begun.delete(id);
      if (Date.now() - at >= WORTH_A_MESSAGE_MS)
        native.tell("ended", { title: task.title, body: "It has ended." });
    }
    native.tell("underWay", underWayOf(running));
  });
}

function underWayOf(running: readonly RunningTask[]): UnderWay {
  const fractions = running.flatMap(({ progress }) =>
    progress?.fraction === undefined ? [] : [progress.fraction],
  );
  return {
    titles: running.map(({ title }) => title.slice(0, 200)),
    fraction: fractions.length > 0 ? Math.max(...fractions) : null,
  };
}

/** Says when a job of the queue has ended, whichever window or file put it there. */
function useJobMessages(native: Native | undefined): void {
  const { data } = useResult(jobList, native ? { limit: 50 } : null, ["jobs-changed"]);
  useEffect(() => {
    if (!native || !data) return;
    const { jobs } = data;
    for (const job of jobs) {
      const before = lastStates.get(job.id);
      lastStates.set(job.id, job.state);
      const wasOpen = before === "queued" || before === "running";
      if (wasOpen && job.state !== "queued" && job.state !== "running")
        native.tell("ended", { title: job.title.slice(0, 200), body: `The job is ${job.state}.` });
    }
  }, [native, data]);
}
const lastStates = new Map<string, string>();
