const said = { true: "yes", false: "**no**" };

/** docs/guards.md: every guard, and whether its loss was noticed (`results`: name to true or false; absent = not run). */
export function guardsPage(guards, results) {
  const run = guards.filter(({ name }) => results.has(name));
  const lost = run.filter(({ name }) => !results.get(name)).length;
  const rows = guards.map(
    ({ name, file, tests }) =>
      `| ${name} | \`${file}\` | \`${tests}\` | ${said[results.get(name)] ?? "not run"} |`,
  );
  return `${[
    "# Guards",
    "",
    "Each of these is taken away in a copy of the project, and the tests beside it are run: they have to notice. `npm run guards` does so and writes",
    "this page as it goes; `npm run guards -- WORDS` tries those with these words in their name. The list is `build/guards/guard-list.mjs`: whoever",
    "adds a guard adds a line, and the test.",
    "",
    `${guards.length} guards; ${run.length} were taken away in the last run, and the loss of ${lost} of these was not noticed.`,
    "",
    "| guard | file | tests | noticed |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n")}\n`;
}
