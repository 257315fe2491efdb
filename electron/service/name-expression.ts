import { RE2JS } from "re2js";

const flagsOf: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  u: 0,
};

/** A regular expression of the user's, for names of a table. */
export interface NameExpression {
  test(name: string): boolean;
  /** The first group of the first match; undefined where there is none. */
  group(name: string): string | undefined;
  /** The name with the first match replaced; $1 is a group. */
  replace(name: string, by: string): string;
}

/**
 * A regular expression whose time is linear in the length of a name, whatever it says: those of JavaScript may take for ever.
 * It knows no look-around and no back references. Throws an Error that says what is wrong.
 */
export function nameExpression(source: string, flags = ""): NameExpression {
  const bits = [...flags].reduce((sum, flag) => sum | (flagsOf[flag] ?? 0), 0);
  const made = RE2JS.compile(RE2JS.translateRegExp(source), bits);
  return {
    test: (name) => made.matcher(name).find(),
    group(name) {
      const matcher = made.matcher(name);
      return matcher.find() && matcher.groupCount() > 0 ? (matcher.group(1) ?? undefined) : undefined;
    },
    replace: (name, by) => made.matcher(name).replaceFirst(by),
  };
}
