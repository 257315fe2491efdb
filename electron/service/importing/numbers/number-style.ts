import type { FileDialect, ImportQuestion } from "../../../contract/importing.ts";
import { decimals, thousands } from "../dialect/words.ts";
import { type Evidence, type Form, share } from "./evidence.ts";
import { corePattern, type NumberStyle, readNumber } from "./number-text.ts";

/** What a caller said of the numbers. */
export type SaidNumbers = Pick<FileDialect, "decimal" | "thousands" | "numbers">;

/** Two readings fit, or none: what to show and what decides. */
export interface NumberQuestion {
  /** "can be read in two ways: ..." */
  readonly what: string;
  /** Up to three cells as written. */
  readonly cells: readonly string[];
  readonly remedy: string;
  /** What can be said, for a window that asks. */
  readonly answers: ImportQuestion["answers"];
}

/** An answer that says how numbers are written. */
const say = (label: string, dialect: Partial<SaidNumbers>): ImportQuestion["answers"][number] => ({
  label,
  say: { dialect },
});
const asTheyStand = say("Take the amounts as they stand", { numbers: "accounting" });

export type StyleAnswer =
  | { readonly style: NumberStyle; readonly question: null }
  | { readonly style: null; readonly question: NumberQuestion };

const groupSigns = [",", ".", "'", " "] as const;

/**
 * How the numbers are written that left evidence: the style that reads them all, where only one does. Stray cells have no
 * say: fewer than a tenth of the filled cells, and of no column half, or five that are a tenth. `delimiter` and `before` (the
 * style of the rows that a dataset has already) decide what the cells leave open. A question when two readings fit, or when
 * cells that are a notation fit none.
 */
export function decideStyle(
  evidence: Evidence,
  said: SaidNumbers,
  delimiter: string,
  before?: NumberStyle,
): StyleAnswer {
  const forms = evidence.forms();
  const accounting =
    said.numbers === "accounting" || (said.numbers === "auto" && isNotation(evidence, marked));
  const readable = forms.filter((form) => accounting || !marked(form));
  const conflict = said.numbers === "auto" && accounting ? markConflict(evidence, forms) : null;
  if (conflict) return { style: null, question: conflict };

  const signs = said.decimal === "auto" ? ([".", ","] as const) : ([decimals[said.decimal]] as const);
  const candidates = signs
    .map((decimal) => withGroups(evidence, readable, said, decimal))
    .filter((one) => one !== null)
    .sort((a, b) => a.unread - b.unread);
  const [best, other] = candidates;
  if (!best) throw new Error("A thousands separator that equals the decimal sign is refused before.");
  const style = (decimal: NumberStyle["decimal"], group = best.thousands): StyleAnswer => ({
    style: { decimal, thousands: group, accounting },
    question: null,
  });
  const strange = strangeCells(evidence, forms, said, best.unreadForms);
  if (!other) return strange ? { style: null, question: strange } : style(best.decimal);
  if (best.unread < other.unread) {
    return strange ? { style: null, question: strange } : style(best.decimal);
  }
  if (strange) return { style: null, question: strange };
  // Nothing is left that only one decimal sign explains.
  const open = readable.filter((form) => isAmbiguous(form));
  const [one] = open;
  if (!one) {
    // The Arabic decimal sign needs no choice, but a sign to stand for.
    return style(readable.some(({ core }) => core.includes("\u066b")) ? best.decimal : "");
  }
  if (before && before.decimal !== "")
    return style(before.decimal, candidates.find(({ decimal }) => decimal === before.decimal)?.thousands);
  const chosen = byDelimiter(open, readable, delimiter);
  if (chosen) return style(chosen, candidates.find(({ decimal }) => decimal === chosen)?.thousands);
  return { style: null, question: twoReadings(open) };
}

/** Whether cells carry a mark that the plain reading does not know. */
function marked(form: Form): boolean {
  return form.marks !== "";
}

/** A tenth of the filled cells, or of those of a column half, or a tenth that is several cells. */
function isNotation(evidence: Evidence, of: (form: Form) => boolean): boolean {
  const { cells, column, several } = share(evidence, of);
  return cells >= 0.1 || column >= 0.5 || several >= 0.1;
}

/** What stands before the digits of a number with a power of ten is its decimal sign: 5.129e+3. */
const beforePower = /^\d{1,3}([.,' ])\d{3}e/i;

interface Candidate {
  readonly decimal: "." | ",";
  readonly thousands: string;
  /** Cells that it does not read although another style would. */
  readonly unread: number;
  readonly unreadForms: readonly Form[];
}

/** A decimal sign with the grouping sign that goes with it best; null when what was said cannot be. */
function withGroups(
  evidence: Evidence,
  forms: readonly Form[],
  said: SaidNumbers,
  decimal: "." | ",",
): Candidate | null {
  const score = (group: string): Candidate => {
    const pattern = corePattern(decimal, group);
    const unreadForms = forms.filter(
      ({ core }) => !pattern.test(core) || (group !== "" && beforePower.exec(core)?.[1] === group),
    );
    return {
      decimal,
      thousands: group,
      unread: unreadForms.reduce((sum, form) => sum + (isNumber(form) ? form.count : 0), 0),
      unreadForms,
    };
  };
  if (said.thousands !== "auto") {
    const group = thousands[said.thousands];
    return group === decimal ? null : score(group);
  }
  const plain = score("");
  const grouped = groupSigns.filter((sign) => sign !== decimal).map(score);
  const best = grouped.reduce((a, b) => (b.unread < a.unread ? b : a));
  if (best.unread >= plain.unread) return plain;
  // A few grouped cells among many large ones that are not are faults of the file, to be reported.
  const pattern = corePattern(decimal, "");
  const needs = (form: Form): boolean =>
    !pattern.test(form.core) && corePattern(decimal, best.thousands).test(form.core);
  const large = forms.some((form) => form.isLarge);
  return !large || isNotation(evidence, needs) ? best : { ...plain, unread: best.unread };
}

/** Whether some style reads the form. */
function isNumber({ core }: Form): boolean {
  return ([".", ","] as const).some((decimal) =>
    ["", ...groupSigns].some((group) => group !== decimal && corePattern(decimal, group).test(core)),
  );
}

/** One sign, before three digits: a decimal sign or a group. */
function isAmbiguous({ core }: Form): boolean {
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(core);
}

/**
 * What the delimiter says of cells that can be read in two ways. Cells separated by commas have decimal points; a comma in them
 * groups, and a point groups only where other cells, a 0 too, have no decimals at all.
 */
function byDelimiter(open: readonly Form[], all: readonly Form[], delimiter: string): "." | "," | null {
  if (delimiter !== ",") return null;
  const signs = new Set(open.map(({ core }) => (core.includes(",") ? "," : ".")));
  if (signs.size > 1) return null;
  if (signs.has(",")) return ".";
  return all.some(({ core }) => /^\d+$/.test(core)) ? null : ".";
}

function twoReadings(open: readonly Form[]): NumberQuestion {
  const cells = open.flatMap(({ examples }) => examples).slice(0, 3);
  const sign = open[0]?.core.includes(",") ? "," : ".";
  const [group, decimal] = sign === "," ? (["comma", "point"] as const) : (["point", "comma"] as const);
  const cell = cells[0] ?? "";
  const read = (style: Pick<NumberStyle, "decimal" | "thousands">) =>
    readNumber(cell, { ...style, accounting: true });
  const asGroup = read(sign === "," ? { decimal: ".", thousands: "," } : { decimal: ",", thousands: "." });
  const asDecimal = read({ decimal: sign, thousands: "" });
  return {
    what: `can be read in two ways ("${cell}" is ${asGroup} or ${asDecimal}), and no cell decides it`,
    cells,
    remedy: `Say what the ${group} is: a thousands separator (--decimal ${decimal} --thousands ${group}) or the decimal sign (--decimal ${group}).`,
    answers: [
      say(`${cell} is ${asGroup}`, { decimal, thousands: group }),
      say(`${cell} is ${asDecimal}`, { decimal: group, thousands: "none" }),
    ],
  };
}

/** Cells that are a notation, but none that is known. */
function strangeCells(
  evidence: Evidence,
  forms: readonly Form[],
  said: SaidNumbers,
  unread: readonly Form[],
): NumberQuestion | null {
  if (said.numbers === "plain") return null;
  const declared = said.decimal !== "auto" || said.thousands !== "auto";
  const isUnread = new Set(declared ? forms.filter((form) => !isNumber(form)) : unread);
  const strange = (form: Form): boolean => isUnread.has(form);
  if (!isNotation(evidence, strange)) return null;
  const shown = forms.filter(strange);
  const cells = shown.flatMap(({ examples }) => examples).slice(0, 3);
  if (cells.length === 0) return null;
  const asNotWritten = say("Count them as not written", { numbers: "plain" });
  const what = "are not understood, and they are too many to be slips";
  // No way of writing that can be declared reads them.
  if (said.numbers === "accounting" || !shown.some(isNumber)) {
    const remedy = "Write them as plain numbers, or take such cells as not written (--numbers plain).";
    return { what, cells, remedy, answers: [asNotWritten] };
  }
  return {
    what,
    cells,
    remedy:
      "Say how the numbers are written (--decimal, --thousands, --numbers accounting), or take such cells as not written (--numbers plain).",
    answers: [say("Read them as accountants write", { numbers: "accounting" }), asNotWritten],
  };
}

/** Marks that leave open what a number means. */
function markConflict(evidence: Evidence, forms: readonly Form[]): NumberQuestion | null {
  const having = (is: (form: Form) => boolean): Form[] => forms.filter(is);
  const currencies = new Map(having(({ currency }) => currency !== "").map((form) => [form.currency, form]));
  if (currencies.size > 1) {
    return {
      what: `are in different currencies (${[...currencies.keys()].join(", ")})`,
      cells: [...currencies.values()].flatMap(({ examples }) => examples.slice(0, 1)).slice(0, 3),
      remedy: "Convert them to one currency, or take the amounts as they stand (--numbers accounting).",
      answers: [asTheyStand],
    };
  }
  const percents = having(({ marks }) => marks.includes("percent"));
  const mixed = evidence.mixedPercents();
  if (percents.length > 0 && mixed.length > 0) {
    return {
      what: "stand beside percentages in the same column",
      cells: mixed.slice(0, 3),
      remedy: "Write them in one unit, or take them all as they stand (--numbers accounting).",
      answers: [asTheyStand],
    };
  }
  const beside = evidence.besidePercents();
  if (percents.length > 0 && beside.length > 0) {
    const shown = percents.flatMap(({ examples }) => examples).slice(0, 1);
    return {
      what: "are percentages in some columns and amounts in others",
      cells: [...shown, ...beside].slice(0, 3),
      remedy:
        "Leave the columns of one of them out (--exclude, or --force 'COLUMN=ignore'), or take them all as they stand (--numbers accounting).",
      answers: [asTheyStand],
    };
  }
  const credits = having(({ marks }) => marks.includes("credit"));
  if (credits.length > 0 && !forms.some(({ marks }) => marks.includes("debit"))) {
    return {
      what: 'end with "Cr", which is a credit or a crore',
      cells: credits.flatMap(({ examples }) => examples).slice(0, 3),
      remedy: "Write the amounts in full, or take them as credits (--numbers accounting).",
      answers: [say("They are credits", { numbers: "accounting" })],
    };
  }
  return null;
}
