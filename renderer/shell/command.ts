import type { ReactElement } from "react";

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
