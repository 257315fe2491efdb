import type { Setting } from "./setting.ts";
import { settingsTable } from "./settings-table.ts";

const head = `# Settings

Three places, the later wins: the defaults, \`settings.ini\` in the data root (or the file of \`--settings\`), and the
command line (\`--set section.key=value\`, any number of times). \`tessera settings\` lists what is in force and where it
comes from; \`tessera settings search.seed=7\` writes to the file, \`tessera settings search.seed=\` takes a key out again.

An unknown key, a wrong type or a value out of range stops the program with file, line and what is allowed.
The shipped \`config/parquet_arrow_config.ini\` has every key with its default. This page is made from the same table.
`;

function row(section: string, [key, setting]: [string, Setting<unknown>]): string {
  const value = setting.format(setting.default);
  const unit = setting.unit ? `, ${setting.unit}` : "";
  const cells = [
    `\`${section}.${key}\``,
    value === "" ? "(empty)" : `\`${value}\``,
    `${setting.allowed}${unit}`,
  ];
  return `| ${[...cells, setting.documentation].map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** docs/settings.md: every key with default, range, unit and meaning. */
export function formatSettingsPage(): string {
  const sections = Object.entries(settingsTable).map(([section, settings]) => {
    const rows = Object.entries(settings).map((entry) => row(section, entry as [string, Setting<unknown>]));
    return `## ${section}\n\n| key | default | allowed | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `${head}\n${sections.join("\n")}`;
}
