import { parseIni } from "./parse-ini.ts";

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
