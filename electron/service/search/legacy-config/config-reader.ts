import { Problem } from "../../../contract/problem.ts";
import type { IniEntry } from "../../settings/parse-ini.ts";

/** Typed look-ups in the entries of an INI file, with the place in every message. */
export class ConfigReader {
  readonly #entries: readonly IniEntry[];
  readonly #file: string;

  constructor(entries: readonly IniEntry[], file: string) {
    this.#entries = entries;
    this.#file = file;
  }

  require(section: string): void {
    if (this.#entries.some((entry) => entry.section === section)) return;
    throw new Problem("bad-setting", `${this.#file} has no section [${section.toUpperCase()}].`, {
      file: this.#file,
    });
  }

  section(section: string): readonly IniEntry[] {
    return this.#entries.filter((entry) => entry.section === section);
  }

  text(section: string, key: string): string | undefined {
    return this.#find(section, key)?.value;
  }

  /** The value cut to min..max, as the replaced system did. */
  number(section: string, key: string, fallback: number, min: number, max: number): number {
    const entry = this.#find(section, key);
    if (!entry) return fallback;
    const value = Number(entry.value);
    if (entry.value === "" || !Number.isFinite(value)) throw this.#wrong(entry, "a number");
    return Math.min(max, Math.max(min, value));
  }

  /** The words that the replaced system's reader took for a switch. */
  flag(section: string, key: string, fallback: boolean): boolean {
    const entry = this.#find(section, key);
    if (!entry) return fallback;
    const word = entry.value.toLowerCase();
    if (["1", "yes", "true", "on"].includes(word)) return true;
    if (["0", "no", "false", "off"].includes(word)) return false;
    throw this.#wrong(entry, "True or False");
  }

  #find(section: string, key: string): IniEntry | undefined {
    return this.#entries.find((entry) => entry.section === section && entry.key === key);
  }

  #wrong(entry: IniEntry, allowed: string): Problem {
    return new Problem("bad-setting", `${entry.section}.${entry.key} is "${entry.value}", not ${allowed}.`, {
      file: this.#file,
      line: entry.line,
    });
  }
}
