import { useMemo } from "react";
import { atOnce, PIECE, type Pieces, usePieces, within } from "./pieces.ts";
import { allRows, sortingRows } from "./rows.ts";

const collator = new Intl.Collator("en", { numeric: true });

/** Places in the order of names, numbers inside a name by value; names that are alike have one rank. */
export const nameRanks = (names: readonly string[]): Float64Array => atOnce(rankingNames(names));

/**
 * The same in pieces. Comparing a million names twenty times each takes longer than all the rest, so they are put in a rough
 * order first, and only where that is not the order of the names they are merged.
 */
export function* rankingNames(names: readonly string[]): Pieces<Float64Array> {
  const rough = yield* within(roughOrder(names), 0, 0.5);
  const rows = yield* within(mergedRuns(names, rough), 0.5, 0.9);
  const ranks = new Float64Array(names.length);
  for (let at = 1; at < rows.length; at++) {
    rankBehind(names, rows, ranks, at);
    if (at % RUN === 0) yield 0.9 + (0.1 * at) / rows.length;
  }
  return ranks;
}

/** Names that are compared before a rest. */
const RUN = 512;

/** Rows that are nearly in order, put in order: what is in order already is one run, and neighbouring runs are merged. */
function* mergedRuns(names: readonly string[], nearly: Uint32Array<ArrayBuffer>): Pieces<Uint32Array> {
  const count = nearly.length;
  let starts = yield* runsOf(names, nearly);
  let [rows, merged] = [nearly, new Uint32Array(count)];
  const runs = starts.length;
  while (starts.length > 1) {
    const next: number[] = [];
    let pieces = 0;
    for (let run = 0; run < starts.length; run += 2) {
      const [left, middle] = [starts[run] ?? 0, starts[run + 1] ?? count];
      next.push(left);
      for (const at of merging(names, rows, merged, [left, middle, starts[run + 2] ?? count]))
        if (pieces++ % RUN === 0) yield 1 - (starts.length / runs) * (1 - at / count / 2);
    }
    [rows, merged, starts] = [merged, rows, next];
  }
  return rows;
}

/** Where rows in order begin. */
function* runsOf(names: readonly string[], rows: Uint32Array): Pieces<number[]> {
  const starts = rows.length === 0 ? [] : [0];
  for (let at = 1; at < rows.length; at++) {
    if (compared(names, rows[at - 1] ?? 0, rows[at] ?? 0) > 0) starts.push(at);
    if (at % RUN === 0) yield 0;
  }
  return starts;
}

/** Merges two runs that lie beside each other; says after each row where it is. */
function* merging(
  names: readonly string[],
  rows: Uint32Array,
  merged: Uint32Array,
  [begin, middle, end]: readonly [number, number, number],
): Generator<number, void> {
  let [left, right] = [begin, middle];
  for (let at = begin; at < end; at++) {
    const isLeft = left < middle && (right >= end || compared(names, rows[left] ?? 0, rows[right] ?? 0) <= 0);
    merged[at] = rows[isLeft ? left++ : right++] ?? 0;
    yield at;
  }
}

/** Pairs of a text and the number behind it at the beginning of a name that the rough order looks at. */
const PAIRS = 6;

/** Texts between numbers that are told apart; names of more are not made of a few words and numbers. */
const MOST_TEXTS = 20_000;

const ONE_TEXT = 2 ** 32;

const alike = new Intl.Collator("en", { sensitivity: "base" });

/** Rows by the texts and numbers of their names: of most names that is their order, and it takes a few radix sorts. */
function* roughOrder(names: readonly string[]): Pieces<Uint32Array<ArrayBuffer>> {
  const texts = new Map<string, number>();
  const pairs = Array.from({ length: PAIRS }, () => new Float64Array(names.length));
  for (let row = 0; row < names.length; row++) {
    takePairs(names[row] ?? "", row, pairs, texts);
    if (texts.size > MOST_TEXTS) return allRows(names.length);
    if (row % RUN === 0) yield (0.5 * row) / names.length;
  }
  const ranks = ranksOfTexts(texts);
  let rows = allRows(names.length);
  for (const [pass, keys] of pairs.toReversed().entries()) {
    for (let row = 0; row < keys.length; row++) {
      const text = Math.floor((keys[row] ?? 0) / ONE_TEXT);
      keys[row] = (keys[row] ?? 0) + ((ranks[text] ?? 0) - text) * ONE_TEXT;
      if (row % PIECE === 0) yield 0.5 + (0.5 * pass) / PAIRS;
    }
    const sorting = sortingRows(rows, keys, false);
    rows = yield* within(sorting, 0.5 + (0.5 * pass) / PAIRS, 0.5 + (0.5 * (pass + 1)) / PAIRS);
  }
  return rows;
}

/** Takes a name apart: into each of the pairs the number of its text and the number behind that. */
function takePairs(
  name: string,
  row: number,
  pairs: readonly Float64Array[],
  texts: Map<string, number>,
): void {
  let at = 0;
  for (const keys of pairs) {
    const begin = at;
    while (at < name.length && !isDigit(name.charCodeAt(at))) at++;
    const behind = at;
    let number = 0;
    for (; at < name.length && isDigit(name.charCodeAt(at)); at++)
      number = Math.min(ONE_TEXT - 1, 10 * number + name.charCodeAt(at) - ZERO);
    // A digit behind a text tells where it stands among longer ones that begin alike.
    const text = name.slice(begin, behind) + (at > behind ? "0" : "");
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    keys[row] = known * ONE_TEXT + number;
  }
}

const ZERO = 48;
const isDigit = (code: number): boolean => code >= ZERO && code < ZERO + 10;

/** The place of each text among the others in their order; capital and small letters are one. */
function ranksOfTexts(texts: ReadonlyMap<string, number>): Float64Array {
  const ranks = new Float64Array(texts.size);
  let [rank, before] = [0, ""];
  for (const text of [...texts.keys()].sort(alike.compare)) {
    if (alike.compare(before, text) !== 0) rank += 1;
    ranks[texts.get(text) ?? 0] = rank;
    before = text;
  }
  return ranks;
}

const compared = (names: readonly string[], a: number, b: number): number =>
  collator.compare(names[a] ?? "", names[b] ?? "");

/** The rank of the row at a place of the order, once that of the one before it stands. */
function rankBehind(names: readonly string[], rows: Uint32Array, ranks: Float64Array, at: number): void {
  const [before, row] = [rows[at - 1] ?? 0, rows[at] ?? 0];
  ranks[row] = (ranks[before] ?? 0) + (compared(names, before, row) === 0 ? 0 : 1);
}

const known = new WeakMap<readonly string[], Float64Array>();

function* keeping(names: readonly string[]): Pieces<Float64Array> {
  const ranks = known.get(names) ?? (yield* rankingNames(names));
  known.set(names, ranks);
  return ranks;
}

/** Names that are put in order within a frame or two. */
const AT_ONCE = 20_000;

/** Ranks of names, by which rows are sorted as by a value; null while they are looked for, and for no names. */
export function useNameRanks(names: readonly string[] | null) {
  const begin = useMemo(() => names && (() => keeping(names)), [names]);
  return usePieces(begin, (names?.length ?? 0) <= AT_ONCE, names);
}
