import { atOnce, PIECE, type Pieces } from "./pieces.ts";

/** The row that a key moves to, or null when it is not a key that moves. `page` is the number of rows of a page. */
export function nextActiveRow(key: string, active: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const clamp = (index: number) => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case "ArrowDown":
      return clamp(active + 1);
    case "ArrowUp":
      return clamp(active - 1);
    case "PageDown":
      return clamp(active + page);
    case "PageUp":
      return clamp(active - page);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** All rows of a table, in its order. */
export function allRows(count: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** Rows in the order of their values; missing values (NaN) come last either way, equal ones stay in their order. */
export const sortedRows = (rows: Uint32Array, values: Float64Array, descending: boolean): Uint32Array =>
  atOnce(sortingRows(rows, values, descending));

/** The same in pieces. A radix sort: of a million rows it takes a quarter of the time that comparing them takes. */
export function* sortingRows(
  rows: Uint32Array,
  values: Float64Array,
  descending: boolean,
): Pieces<Uint32Array<ArrayBuffer>> {
  const words = yield* sortableWords(rows, values, descending);
  const count = rows.length;
  let places = allRows(count);
  let next = new Uint32Array(count);
  // The lowest digit first: a pass keeps the order of the passes before it.
  for (let pass = 0; pass < 4; pass++) {
    yield* sortByDigit(words, pass, places, next);
    [places, next] = [next, places];
  }
  for (let k = 0; k < count; k++) places[k] = rows[places[k] as number] as number;
  return places;
}

const DIGIT_BITS = 16;
const DIGITS = 2 ** DIGIT_BITS;
const LAST_DIGIT = DIGITS - 1;

/** Puts places in the order of one digit of their words. */
function* sortByDigit(
  words: Uint32Array,
  pass: number,
  places: Uint32Array,
  sorted: Uint32Array,
): Pieces<void> {
  const [word, shift] = [pass >>> 1, (pass & 1) * DIGIT_BITS];
  const ends = new Uint32Array(DIGITS);
  const done = (share: number) => (1 + pass + share) / 5;
  const count = places.length;
  for (let from = 0; from < count; from += PIECE) {
    const behind = 2 * Math.min(count, from + PIECE);
    for (let at = 2 * from + word; at < behind; at += 2)
      (ends[((words[at] as number) >>> shift) & LAST_DIGIT] as number)++;
    yield done(from / count / 2);
  }
  let before = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const end = before + (ends[digit] as number);
    ends[digit] = before;
    before = end;
  }
  for (let from = 0; from < count; from += PIECE) {
    const behind = Math.min(count, from + PIECE);
    for (let k = from; k < behind; k++) {
      const place = places[k] as number;
      sorted[(ends[((words[2 * place + word] as number) >>> shift) & LAST_DIGIT] as number)++] = place;
    }
    yield done((1 + from / count) / 2);
  }
}

/** Two words for each row, the low one first, that sort as whole numbers without a sign do. */
function* sortableWords(rows: Uint32Array, values: Float64Array, descending: boolean): Pieces<Uint32Array> {
  const numbers = new Float64Array(rows.length);
  const words = new Uint32Array(numbers.buffer);
  for (let from = 0; from < rows.length; from += PIECE) {
    const behind = Math.min(rows.length, from + PIECE);
    // 0 is added because -0 and 0 are equal.
    for (let place = from; place < behind; place++)
      numbers[place] = (values[rows[place] ?? -1] ?? Number.NaN) + 0;
    for (let place = from; place < behind; place++) toWords(words, place, numbers, descending);
    yield from / rows.length / 5;
  }
  return words;
}

/** The words of one number, which stand where it stood. */
function toWords(words: Uint32Array, place: number, numbers: Float64Array, descending: boolean): void {
  const [low, high] = [2 * place, 2 * place + 1];
  const isNegative = (words[high] ?? 0) >>> 31 === 1;
  if (Number.isNaN(numbers[place])) words.fill(0xffff_ffff, low, high + 1);
  else {
    words[high] = (words[high] ?? 0) ^ 0x8000_0000;
    // Bits of negative numbers grow the other way.
    if (isNegative) words[high] = (words[high] ?? 0) ^ 0x7fff_ffff;
    if (isNegative !== descending) words[low] = ~(words[low] ?? 0);
    if (descending) words[high] = ~(words[high] ?? 0);
  }
}
