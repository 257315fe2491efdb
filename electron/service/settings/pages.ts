import type { Setting } from "./kinds.ts";
import { settingsTable } from "./table.ts";

/** The settings file that ships with the product: every key with its default and its documentation. */
export function formatIni(): string {
  const head = [
    "# Settings of Tessera. Every key is here with its default. Copy the lines you want to change to settings.ini in",
    "# the data folder (`tessera settings` says where that is); the command line (--set section.key=value) has the last word.",
    "# An unknown key or a value that is not allowed stops the program and names the line. Comments are whole lines.",
  ];
  const sections = Object.entries(settingsTable).map(([section, settings]) => {
    const title = titles[section as keyof typeof settingsTable];
    const keys = Object.entries(settings).map(([key, setting]) =>
      formatSetting(key, setting as Setting<unknown>),
    );
    return `# ---- ${title} ${"-".repeat(Math.max(4, 104 - title.length))}\n[${section}]\n\n${keys.join("\n\n")}\n`;
  });
  return `${head.join("\n")}\n\n${sections.join("\n\n")}`;
}

const titles: Readonly<Record<keyof typeof settingsTable, string>> = {
  general: "The whole program",
  storage: "The Parquet store",
  import: "Reading CSV files",
  engine: "What computes: processor or graphics card",
  analysis: "Metrics",
  correlation: "The pass over all pairs of strategies",
  search: "Choosing a portfolio",
  sizing: "Weights and sizes of a portfolio",
  export: "Result files",
  jobs: "The job queue",
};

function formatSetting(key: string, setting: Setting<unknown>): string {
  const unit = setting.unit ? `, in ${setting.unit}` : "";
  const comments = wrap(`${setting.documentation} Allowed: ${setting.allowed}${unit}.`, 108).map(
    (line) => `# ${line}`,
  );
  return [...comments, `${key} = ${setting.format(setting.default)}`.trimEnd()].join("\n");
}

/** Breaks a sentence at `width` characters. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
}

/** docs/settings.md: every key with default, range, unit and meaning. */
export function formatSettingsPage(): string {
  const sections = Object.entries(settingsTable).map(([section, settings]) => {
    const rows = Object.entries(settings).map((entry) =>
      settingRow(section, entry as [string, Setting<unknown>]),
    );
    return `## ${section}\n\n| key | default | allowed | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `${pageHead}\n${sections.join("\n")}`;
}

const pageHead = `# Settings

Three places, the later wins: the defaults, \`settings.ini\` in the data root (or the file of \`--settings\`), and the
command line (\`--set section.key=value\`, any number of times). \`tessera settings\` lists what is in force and where it
comes from; \`tessera settings search.seed=7\` writes to the file, \`tessera settings search.seed=\` takes a key out again.

An unknown key, a wrong type or a value out of range stops the program with file, line and what is allowed.
The shipped \`config/parquet_arrow_config.ini\` has every key with its default. This page is made from the same table.
`;

function settingRow(section: string, [key, setting]: [string, Setting<unknown>]): string {
  const value = setting.format(setting.default);
  const unit = setting.unit ? `, ${setting.unit}` : "";
  const cells = [
    `\`${section}.${key}\``,
    value === "" ? "(empty)" : `\`${value}\``,
    `${setting.allowed}${unit}`,
  ];
  return `| ${[...cells, setting.documentation].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
