const said = { true: "yes", false: "**no**" };

const rowOf = ({ name, file, tests }) => `| ${name} | \`${file}\` | \`${tests}\` |`;

/** What a page says of guards that are the same still. */
export function resultsOf(page, guards) {
  const lines = page.split("\n");
  return new Map(
    guards.flatMap((guard) =>
      [true, false]
        .filter((noticed) => lines.includes(`${rowOf(guard)} ${said[noticed]} |`))
        .map((noticed) => [guard.name, noticed]),
    ),
  );
}

/** docs/guards.md: every guard, and whether its loss was noticed (`results`: name to true or false; absent = not run). */
export function guardsPage(guards, results) {
  const run = guards.filter(({ name }) => results.has(name));
  const lost = run.filter(({ name }) => !results.get(name)).length;
  const rows = guards.map((guard) => `${rowOf(guard)} ${said[results.get(guard.name)] ?? "not run"} |`);
  return `${[
    "# Guards",
    "",
    "Each of these is taken away in a copy of the project, and the tests beside it are run: they have to notice. `npm run guards` does so and writes",
    "this page as it goes; `npm run guards -- WORDS` tries those with these words in their name, and the page keeps what it said of the others. The",
    "list is `build/guards/guard-list.mjs`: whoever adds a guard adds a line, and the test.",
    "",
    `${guards.length} guards; ${run.length} were taken away, and the loss of ${lost} of these was not noticed.`,
    "",
    "| guard | file | tests | noticed |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n")}\n`;
}
