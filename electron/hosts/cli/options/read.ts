import { InvalidArgumentError } from "commander";

/** A whole number on the command line; underscores and commas may group its digits. Throws commander's own error. */
export function readInteger(text: string): number {
  if (!/^[+-]?\d[\d_,]*$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text.replace(/[_,]/g, ""));
}

/** Lines, pairs, rows: a whole number of at least 0. Throws commander's own error. */
export function readCount(text: string): number {
  const count = readInteger(text);
  if (count < 0) throw new InvalidArgumentError("It must be 0 or more.");
  return count;
}

/** A decimal number on the command line. Throws commander's own error. */
export function readNumber(text: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text.replaceAll("_", ""));
  if (!Number.isFinite(value)) throw new InvalidArgumentError("It must be a number.");
  return value;
}

/** "20%" or "0.2". */
export function readShare(text: string): number {
  return text.trim().endsWith("%") ? readNumber(text.trim().slice(0, -1)) / 100 : readNumber(text);
}

/** Options that were given: those that are not undefined. */
export function givenFlags<Flags extends object>(flags: Flags): Flags {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as Flags;
}

/** These options alone. */
export function pick<Flags extends object, Name extends keyof Flags>(
  flags: Flags,
  names: readonly Name[],
): Pick<Flags, Name> {
  return Object.fromEntries(names.map((name) => [name, flags[name]])) as Pick<Flags, Name>;
}
