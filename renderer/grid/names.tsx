import { commonEnd, commonStart } from "../../electron/charts/parts/format.ts";
import "./grid.css";

/** Letters at both ends of some names that all of them have, and that tell none apart. */
export interface SharedEnds {
  readonly start: number;
  readonly end: number;
}

const none: SharedEnds = { start: 0, end: 0 };

/** Names that are no longer than this are shown as they are. */
const SHORT = 28;

const known = new WeakMap<readonly string[], SharedEnds>();

/** What all of these names have in common where one of them is long, whole words alone; looked for once for a list. */
export function sharedEnds(names: readonly string[]): SharedEnds {
  const before = known.get(names);
  if (before) return before;
  const shared = findShared(names);
  known.set(names, shared);
  return shared;
}

function findShared(names: readonly string[]): SharedEnds {
  if (names.length < 2 || names.every(({ length }) => length <= SHORT)) return none;
  const start = commonStart(names).length;
  const rest = start === 0 ? names : names.map((name) => name.slice(start));
  return { start, end: commonEnd(rest).length };
}

/** Letters that are kept at the end of a name that is too long for its place, which one of twice as many never is. */
const TAIL = 9;

interface NameTextProps {
  readonly name: string;
  /** Left out, with a sign that it is; nothing where names are not told apart from others. */
  readonly shared?: SharedEnds;
}

/**
 * A strategy's name in a narrow place: what it has in common with all others is left out, and a cut falls into its middle.
 * Whole in its tip.
 */
export function NameText({ name, shared = none }: NameTextProps) {
  const own = name.slice(shared.start, name.length - shared.end);
  const shown = `${shared.start > 0 ? "…" : ""}${own}${shared.end > 0 ? "…" : ""}`;
  const at = shown.length > 2 * TAIL ? shown.length - TAIL : shown.length;
  return (
    <span className="name" title={name}>
      <span className="name-head">{shown.slice(0, at)}</span>
      {at < shown.length && <span className="name-tail">{shown.slice(at)}</span>}
    </span>
  );
}
