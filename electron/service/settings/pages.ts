import type { Setting } from "./kinds.ts";
import { settingsTable } from "./table.ts";

/** The settings file that ships with the product: every key with its default and its documentation. */
export function formatIni(): string {
  const head = [
    "# Settings of Tessera. Every key is here with its default, and this file is read: what is changed here holds for",
    "# everybody who uses this installation. Copy the lines that only you want otherwise to settings.ini in the data folder",
    "# (`tessera settings` says where that is), those of one folder of work to tessera.ini there; the command line",
    "# (--set section.key=value) has the last word. An unknown key or a value that is not allowed stops the program and",
    "# names the line. Comments are whole lines. `tessera settings explain KEY` says who decided a value.",
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
  gpu: "Memory of graphics cards by what it is used for",
  analysis: "Metrics",
  regimes: "What analyses take of a dataset with market regimes",
  zones: "Intraday zones",
  correlation: "The pass over all pairs of strategies",
  search: "Choosing a portfolio",
  parameters: "Parameters of the search algorithms",
  sizing: "Weights and sizes of a portfolio",
  kelly: "Forms of Kelly",
  export: "Result files",
  jobs: "The job queue",
  cluster: "Shards for a scheduler",
  alerts: "What is told of runs",
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

Five layers, the later wins:

1. the defaults below;
2. \`config/parquet_arrow_config.ini\` of the installation, which has every key with its default: what is changed there holds
   for everybody who uses it;
3. \`settings.ini\` in the data root (or the file of \`--settings\`), the user's: \`tessera settings search.seed=7\` and the window write
   there, \`tessera settings search.seed=\` takes a key out again;
4. \`tessera.ini\` in the folder in which a command is run, of that work. It cannot name folders to watch or programs to run;
5. the command line: \`--set section.key=value\`, any number of times.

\`tessera settings\` lists what is in force and where it comes from; \`tessera settings explain search.seed\` says what each layer
says of a key. What a request says stands above all of them: options of a command, the form of a screen, a job file. What the
window's screens choose of a dataset (dates, regimes, confidence, zones, ULTA) is kept as its view: \`tessera view NAME\` shows it,
\`--kept-view\` takes it in any command, \`tessera view NAME --to-settings\` and the button of the screen Regimes and sizing write it
as settings.

An unknown key, a wrong type or a value out of range stops the program with file, line and what is allowed.
This page is made from the table that the program reads.
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
