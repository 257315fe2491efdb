/** How the numbers of a file are written, in the characters that the CSV reader takes. */
export interface NumberStyle {
  /** "" = no cell shows it: a cell with a point or a comma is no number. */
  readonly decimal: "." | "," | "";
  /** Groups digits, and stands for its kin; "" = nothing does. */
  readonly thousands: string;
  /** Reads parentheses, minus signs of any kind, currencies, percent signs, CR and DR. */
  readonly accounting: boolean;
}

/** Whole numbers alone: before anything is known of a file. */
export const wholeNumbers: NumberStyle = { decimal: "", thousands: "", accounting: false };

/** What stands around or within the digits beside a plain sign. */
export type NumberMark =
  | "parentheses"
  | "minus"
  | "trailing minus"
  | "percent"
  | "currency"
  | "credit"
  | "debit"
  | "script"
  | "no cents"
  | "quoting";

/** A number without what stands around it. */
export interface BareNumber {
  /** Digits, separators (kin made one) and perhaps an exponent. */
  readonly core: string;
  readonly isNegative: boolean;
  readonly marks: ReadonlySet<NumberMark>;
  /** The currency, in lower case; "" = none. */
  readonly currency: string;
}

const kin: readonly (readonly [string, RegExp])[] = [
  [",", /[\u066c\uff0c]/g],
  [".", /\uff0e/g],
  ["'", /[\u2018\u2019\u02bc\uff07\u00b4]/g],
  [" ", /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g],
];
const minuses = /[\u2212\u2010-\u2015\ufe63\uff0d\u207b]/g;
const unseen = /[\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069\u200b\ufeff]/g;
const otherDigits =
  /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\u0e50-\u0e59\uff10-\uff19]/g;
const otherBrackets: Readonly<Record<string, string>> = {
  "\uff08": "(",
  "\uff09": ")",
  "\uff0b": "+",
  "\uff05": "%",
  "\u066a": "%",
};
const zeros = [
  0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0xff10,
];

/** Those of native/csv/numbers/number_signs.cpp. */
const currency =
  "us\\$|hk\\$|nz\\$|[acrs]?\\$|[€£¥￥₹₨₽₩₺₪₫฿₱₴₿]|rs\\.?|re\\.|usd[tc]?|eur|gbp|jpy|chf|inr|cad|aud|nzd|sgd|hkd|cny|rmb|sek|nok|dkk|pln|czk|huf|try|rub|brl|zar|mxn|krw|twd|thb|idr|myr|php|ils|aed|sar|btc|eth|kr\\.?|s?fr\\.|fr|zł|kč";
const currencyBefore = new RegExp(`^(?:${currency})`, "i");
const currencyBehind = new RegExp(`(?:${currency})$`, "i");
const currencyAlone = new RegExp(`^(?:${currency})$`, "i");

/** Whether a text is a currency and nothing else: a code or a sign that stands beside numbers, too. */
export const isCurrency = (text: string): boolean => currencyAlone.test(text);

/** 20.- and 20,- are whole amounts. */
const missingCents = /(?<=\d[.,])-{1,2}$/;

function digitOf(character: string): string {
  const code = character.charCodeAt(0);
  const zero = zeros.find((one) => code >= one && code < one + 10) ?? code;
  return String(code - zero);
}

/** Separators of other scripts and their typographic kin as the plain ones. */
export function plainSeparators(text: string): string {
  return /^[ -~]*$/.test(text) ? text : kin.reduce((plain, [one, all]) => plain.replace(all, one), text);
}

/**
 * Takes off what stands around a number, as the reader does. null when nothing with digits is left, or when it is
 * negative twice over.
 */
export function bareNumber(text: string): BareNumber | null {
  const marks = new Set<NumberMark>();
  let left = text;
  if (!/^[ -~]*$/.test(text)) {
    left = left
      .replace(otherDigits, digitOf)
      .replace(minuses, () => {
        marks.add("minus");
        return "-";
      })
      .replace(/[\uff08\uff09\uff0b\uff05\u066a]/g, (one) => otherBrackets[one] ?? one)
      .replace(unseen, "");
    left = plainSeparators(left);
    if (left !== plainSeparators(text) && !marks.has("minus")) marks.add("script");
  }
  let [minus, plus, brackets, debits] = [0, 0, 0, 0];
  let money = "";
  const take = (pattern: RegExp, on: (found: string) => void): boolean => {
    const found = pattern.exec(left)?.[0];
    if (found === undefined || found.length === left.length) return false;
    left = left.replace(pattern, "");
    on(found);
    return true;
  };
  const count = (sign: string): void => {
    if (sign === "-") minus++;
    else plus++;
  };
  const step = (): boolean => {
    left = left.trim();
    return (
      take(/\/-$/, () => marks.add("currency")) ||
      take(missingCents, () => marks.add("no cents")) ||
      take(/^[+-]/, count) ||
      take(/[+-]$/, (sign) => {
        count(sign);
        marks.add("trailing minus");
      }) ||
      bracketed() ||
      (!marks.has("percent") &&
        (take(/^%/, () => marks.add("percent")) || take(/%$/, () => marks.add("percent")))) ||
      (money === "" && (take(currencyBefore, moneyIs) || take(currencyBehind, moneyIs))) ||
      (!marks.has("credit") &&
        !marks.has("debit") &&
        (take(/[cd]r\.?$/i, side) || take(/^[cd]r\.?/i, side))) ||
      take(/^'/, () => marks.add("quoting"))
    );
  };
  const bracketed = (): boolean => {
    const inner = /^\((.*)\)$/.exec(left)?.[1] ?? /^="(.+)"$/.exec(left)?.[1];
    if (inner === undefined) return false;
    if (left.startsWith("(")) {
      brackets++;
      marks.add("parentheses");
    } else marks.add("quoting");
    left = inner;
    return true;
  };
  const moneyIs = (found: string): void => {
    money = found.toLowerCase();
    marks.add("currency");
  };
  const side = (found: string): void => {
    if (/^d/i.test(found)) debits++;
    marks.add(/^d/i.test(found) ? "debit" : "credit");
  };
  while (left !== "" && step());
  if (!/\d/.test(left) || minus + brackets + debits > 1 || plus + minus > 1) return null;
  return { core: left, isNegative: minus + brackets + debits === 1, marks, currency: money };
}

const escaped = (sign: string): string => (sign === "." ? "\\." : sign);

const patterns = new Map<string, RegExp>();

/** What a number without signs looks like in a style; the Arabic decimal sign always is one. */
export function corePattern(decimal: string, thousands: string): RegExp {
  const key = `${decimal}${thousands}`;
  const known = patterns.get(`${decimal.length}${key}`);
  if (known) return known;
  const group = escaped(thousands);
  const whole =
    thousands === ""
      ? "\\d+"
      : `(?:\\d+|[1-9]\\d{0,2}(?:${group}\\d{3})+|[1-9]\\d?(?:${group}\\d{2})+${group}\\d{3})`;
  const sign = decimal === "" ? "\u066b" : `[${decimal}\u066b]`;
  const made = new RegExp(`^(?:${whole}(?:${sign}\\d*)?|${sign}\\d+)(?:[eE][+-]?\\d+)?$`);
  patterns.set(`${decimal.length}${key}`, made);
  return made;
}

/** The number that a cell stands for in a style; null when it is none. NaN and infinity never come out. */
export function readNumber(text: string, style: NumberStyle): number | null {
  const trimmed = text.trim();
  const plain = /^([+-]?)([^+-].*)$/s.exec(trimmed);
  if (plain) {
    const core = plainSeparators(plain[2] ?? "");
    if (corePattern(style.decimal, style.thousands).test(core))
      return numberOf(core, style, plain[1] === "-");
  }
  if (!style.accounting) return null;
  const bare = bareNumber(trimmed);
  if (!bare || !corePattern(style.decimal, style.thousands).test(bare.core)) return null;
  return numberOf(bare.core, style, bare.isNegative);
}

function numberOf(core: string, { decimal, thousands }: NumberStyle, isNegative: boolean): number | null {
  const ungrouped = thousands === "" ? core : core.replaceAll(thousands, "");
  const value = Number(ungrouped.replace("\u066b", ".").replace(decimal === "" ? "." : decimal, "."));
  if (!Number.isFinite(value)) return null;
  return isNegative ? -value : value;
}
