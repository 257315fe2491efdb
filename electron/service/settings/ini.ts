import { Problem } from "../../contract/problem.ts";

/** One `key = value` line. Section and key are lower case, the value is trimmed and otherwise as written. */
export interface IniEntry {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Reads INI text: [section] lines, key = value (or key: value), whole-line comments with # or ;.
 * A sign such as # inside a value belongs to the value. `file` is for the messages.
 * Throws Problem "bad-setting" with file and line for a line that is none of these and for a key given twice.
 */
export function parseIni(text: string, file: string): IniEntry[] {
  const entries = new Map<string, IniEntry>();
  let section: string | undefined;
  const fail = (line: number, message: string, remedy: string): never => {
    throw new Problem("bad-setting", message, { file, line, remedy });
  };
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    const content = raw.trim();
    if (content === "" || content.startsWith("#") || content.startsWith(";")) continue;
    const header = /^\[\s*([^\]]+?)\s*\]$/.exec(content)?.[1];
    if (header !== undefined) {
      section = header.toLowerCase();
      continue;
    }
    const [, name, value] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(content) ?? [];
    if (name === undefined || value === undefined) {
      return fail(line, `"${content}" is neither a [section] nor key = value.`, "Start a comment with #.");
    }
    const key = name.toLowerCase();
    if (section === undefined) {
      return fail(line, `The key ${key} stands before the first [section].`, "Put it below its section.");
    }
    const before = entries.get(`${section}.${key}`);
    if (before) {
      return fail(line, `${section}.${key} was already set in line ${before.line}.`, "Keep one of the two.");
    }
    entries.set(`${section}.${key}`, { section, key, value, line });
  }
  return [...entries.values()];
}

/**
 * INI text with one key set (or taken out, with null). Everything else, comments included, stays as it was.
 * `before` is the value that the text had, null when it had none. Throws as parseIni does.
 */
export function editIni(
  text: string,
  file: string,
  section: string,
  key: string,
  value: string | null,
): { text: string; before: string | null } {
  const lines = text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
  const entry = parseIni(text, file).find((one) => one.section === section && one.key === key);
  const before = entry?.value ?? null;
  if (entry) {
    lines.splice(entry.line - 1, 1, ...(value === null ? [] : [`${key} = ${value}`]));
  } else if (value !== null) {
    const header = lines.findIndex((line) => line.trim().toLowerCase() === `[${section}]`);
    if (header >= 0) lines.splice(header + 1, 0, `${key} = ${value}`);
    else lines.push(...(lines.length > 0 ? [""] : []), `[${section}]`, `${key} = ${value}`);
  }
  return { text: lines.length > 0 ? `${lines.join("\n")}\n` : "", before };
}
