import { type ReactElement, useEffect, useRef } from "react";
import { createStore } from "./store.ts";

/** Something that the command palette can do. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** What it belongs to, shown at the right. */
  readonly group: string;
  /** Further words that it is found by. */
  readonly words?: string;
  readonly icon?: ReactElement;
  run(): void;
}

/** Whether the command palette is shown. */
export const commandPaletteOpen = createStore(false);

/** Commands of the screen that is shown; it sets them through useCommands. */
export const screenCommands = createStore<readonly Command[]>([]);

export interface ScreenCommand {
  readonly title: string;
  /** Further words that it is found by. */
  readonly words?: string;
  readonly icon?: ReactElement;
  run(): void;
}

/**
 * Offers commands in the palette while the calling screen is shown. They are known by their titles, so the list may be made
 * anew.
 */
export function useCommands(group: string, commands: readonly ScreenCommand[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  const titles = commands.map(({ title }) => title).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the titles stand for the list
  useEffect(() => {
    const own = latest.current.map(({ title, words, icon }) => ({
      id: `${group} ${title}`,
      title,
      group,
      ...(words === undefined ? {} : { words }),
      ...(icon === undefined ? {} : { icon }),
      run: () => latest.current.find((one) => one.title === title)?.run(),
    }));
    screenCommands.set((present) => [...present, ...own]);
    return () => screenCommands.set((present) => present.filter((one) => !own.includes(one)));
  }, [group, titles]);
}
