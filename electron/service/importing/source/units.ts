import type { Finding } from "../../datasets/version/manifest.ts";
import { lookAtEach, type Steps } from "../../turns.ts";
import { counted } from "../counted.ts";
import { isCurrency } from "../numbers/number-text.ts";

/** Currencies that have a sign, too. */
const signs: Readonly<Record<string, string>> = {
  $: "USD",
  US$: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  RS: "INR",
  "RS.": "INR",
};

const otherMoney = /^(points?|pts|pips?|ticks?)$/i;

/** What amounts are in, by a word that says it: a currency by its code, %, or points. "" for any other word. */
export function moneyOf(word: string): string {
  if (word === "") return "";
  const plain = word.trim().replace(/^[[(]?\s*(?:in )?|\s*[\])]$/g, "");
  if (/^(%|pct|percent)$/i.test(plain)) return "%";
  if (otherMoney.test(plain)) return plain.toLowerCase();
  const code = plain.toUpperCase();
  return isCurrency(plain) ? (signs[code] ?? code) : "";
}

/** What all columns are in, as a line of units says; "" where it is of several, or there is none. */
export function commonMoney(units: readonly string[] | undefined, columns: readonly number[]): string {
  if (!units) return "";
  const [money = "", ...others] = new Set(columns.map((column) => moneyOf(units[column] ?? "")));
  return others.length === 0 ? money : "";
}

const pnl = "(?:p ?[&/] ?l|pnl|profits?|(?:net|gross) result|result|amount|gains?|mtm)";
const endsWithPnl = new RegExp(`(^|[ _.-])${pnl}$`, "i");
const pnlAlone = new RegExp(`^${pnl}$`, "i");

/** What strategies trade rather than what their P&L is in, where it stands in brackets. */
const coins = /^(BTC|ETH)$/;

/** What a name has that says a currency: nearly none of a table's has. */
const mayName = new RegExp(`[)\\]]\\s*$|${pnl}`, "i");

/** The currency of a column by its name: in brackets behind it, or beside a word for P&L. Strategies may trade currencies. */
export function currencyInName(name: string): string {
  if (!mayName.test(name)) return "";
  const text = name.trim();
  const isBracketed = /[)\]]$/.test(text);
  const [opens, parts] = isBracketed ? ["(", "["] : [" ", "_"];
  const last = Math.max(text.lastIndexOf(opens as string), text.lastIndexOf(parts as string));
  if (last < 0 || text.length < 4) return "";
  const isPnl = endsWithPnl.test(text.slice(0, last).trimEnd());
  if (isBracketed || isPnl) {
    const money = currency(text.slice(isBracketed ? last : last + 1));
    return coins.test(money) && !isPnl ? "" : money;
  }
  return pnlAlone.test(text.slice(last + 1)) ? currency(text.slice(0, last)) : "";
}

const currency = (word: string): string => {
  const money = moneyOf(word);
  // Of two letters many are no currency but a country or an order: (KR), (FR).
  return money === "%" || otherMoney.test(money) || /^[A-Z]{2}\.?$/.test(money) ? "" : money;
};

/** That strategies are in different units, as their names or a line of units say: they have no sum. */
export function* mixedMoney(
  names: readonly string[],
  units: readonly (string | undefined)[],
): Steps<Finding[]> {
  const byMoney = new Map<string, number[]>();
  yield* lookAtEach(names, (name, at) => {
    const unit = units[at];
    const money = (unit && moneyOf(unit)) || currencyInName(name);
    if (money === "") return;
    const known = byMoney.get(money);
    if (known) known.push(at);
    else byMoney.set(money, [at]);
  });
  if (byMoney.size < 2) return [];
  const examples = [...byMoney].flatMap(([money, places]) =>
    places.slice(0, 5).map((at) => `${names[at]}: ${money}`),
  );
  const count = [...byMoney.values()].reduce((sum, places) => sum + places.length, 0);
  const all = [...byMoney.keys()].slice(0, 5).join(", ");
  const message = `${counted(count, "strategy column", "seem")} to be in different units (${all}), by their names or a line of units: where they are, sums over strategies add them as they stand, so convert them, or leave those of all but one out (--exclude)`;
  return [{ kind: "mixed-money", count, message, examples: examples.slice(0, 20) }];
}
