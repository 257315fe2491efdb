import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type KeptSearch, searchTitle } from "../../../contract/kept-search.ts";
import { datasetImport } from "../../../contract/methods/dataset.ts";
import { enginePrepare } from "../../../contract/methods/engine.ts";
import {
  searchAgain,
  searchEdit,
  searchFollow,
  searchList,
  searchOpen,
  searchRemove,
} from "../../../contract/methods/kept-search.ts";
import { searchParameters, searchReplay, searchRun } from "../../../contract/methods/search.ts";
import type { MetricName } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import { searchCapsule } from "../../../contract/search-result.ts";
import { formatDuration } from "../../../contract/text.ts";
import { describeDataset } from "../describe/dataset.ts";
import { describeSearch } from "../describe/search.ts";
import { readJsonFile } from "../files.ts";
import { formatCount, formatTable } from "../format.ts";
import { formatMetric, moneyFor } from "../money.ts";
import {
  addSearchRequestOptions,
  type SearchRequestOptions,
  searchRequestOf,
} from "../options/search-request.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Options extends SearchRequestOptions {
  readonly csv?: string[];
  readonly out?: string;
  readonly checkpoint?: string;
}

/** Bytes of a cell as such files have them, with its comma; what is compressed has more cells than is thought. */
const bytesOfCell = 8;

/** About as many cells as the files have; a file that is not there is the import's to tell. */
async function cellsIn(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return Math.round(sizes.reduce((sum, size) => sum + size, 0) / bytesOfCell);
}

/** tessera search NAME [--csv FILE...] --out DIR */
export const defineSearch: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--csv <files...>", "import these files as the dataset first, or as a new version of it")
    .option("--out <dir>", "folder for the result files")
    .option("--checkpoint <file>", "state of an unfinished search: read when it exists, removed at the end");
  addSearchRequestOptions(command).action(async (dataset: string, options: Options) => {
    const request = await searchRequestOf(session, dataset, options);
    const files = options.csv?.map((file) => resolve(file));
    if (files) await session.call(enginePrepare, { cells: await cellsIn(files) });
    const imported =
      files &&
      (await session.call(datasetImport, {
        files,
        dataset,
        replace: true,
      }));
    const result = await session.call(searchRun, {
      ...request,
      out: options.out === undefined ? undefined : resolve(options.out),
      checkpoint: options.checkpoint === undefined ? undefined : resolve(options.checkpoint),
    });
    const money = await moneyFor(session, dataset);
    await session.print(result, (found) =>
      [
        ...(imported ? [describeDataset(imported.dataset, imported.files)] : []),
        describeSearch(found, money),
      ].join("\n\n"),
    );
    if (result.notWritten) session.shortfall(result.notWritten);
  });
};

/** tessera replay CAPSULE: ends with 1 when the search comes to something else. */
export const defineReplay: DefineCommand = (command, session) => {
  command.argument("<capsule.json>", "capsule.json of a result folder").action(async (file: string) => {
    const capsule = await readJsonFile(file, searchCapsule, "capsule");
    const answer = await session.call(searchReplay, { capsule });
    await session.print(answer, ({ matches, differences }) =>
      matches ? "The search came to the same portfolios." : differences.join("\n"),
    );
    if (!answer.matches) throw new Problem("bad-input", "The search came to other portfolios.", { file });
  });
};

/** tessera parameters */
export const defineParameters: DefineCommand = (command, session) => {
  command.action(async () => {
    const answer = await session.call(searchParameters, {});
    await session.print(answer, ({ parameters }) => {
      const rows = Object.entries(parameters).flatMap(([algorithm, list]) =>
        list.map((one) => ({ algorithm, ...one })),
      );
      return formatTable(
        [
          { title: "parameter", text: ({ algorithm, name }) => `${algorithm}.${name}` },
          { title: "default", align: "right", text: (row) => String(row.default) },
          { title: "from", align: "right", text: ({ minimum }) => String(minimum) },
          { title: "to", align: "right", text: ({ maximum }) => String(maximum) },
          { title: "meaning", text: ({ meaning }) => meaning },
        ],
        rows,
      );
    });
  });
};

const searchTable = (searches: readonly KeptSearch[]): string =>
  formatTable(
    [
      { title: "search", text: ({ id }) => id },
      { title: "name", text: searchTitle },
      { title: "state", text: ({ state }) => state },
      { title: "verdict", text: ({ headline }) => headline?.verdict ?? "" },
      {
        title: "expected Sharpe a row",
        align: "right",
        text: ({ headline }) => headline?.expected?.sharpe.toFixed(2) ?? "",
      },
      { title: "roi", align: "right", text: ({ headline }) => figure("roi", headline?.roi) },
      {
        title: "max drawdown",
        align: "right",
        text: ({ headline }) => figure("max_drawdown", headline?.max_drawdown),
      },
      {
        title: "rows",
        align: "right",
        text: ({ headline }) => (headline?.rows ? formatCount(headline.rows) : ""),
      },
      {
        title: "time",
        align: "right",
        text: ({ headline }) => (headline ? formatDuration(headline.seconds) : ""),
      },
      { title: "note", text: ({ note }) => note.split("\n")[0] ?? "" },
    ],
    searches,
  );

/** Searches of several datasets stand below one another: their amounts are without a unit. */
const figure = (name: MetricName, value: number | null | undefined): string =>
  typeof value === "number" ? formatMetric(name, value) : "";

/** tessera searches: list, show, name, remove, again. */
export const defineSearches: DefineCommand = (command, session) => {
  command
    .command("list", { isDefault: true })
    .description("list the searches that are kept, newest first")
    .option("--dataset <name>", "those of one dataset")
    .action(async ({ dataset }: { dataset?: string }) => {
      const found = await session.call(searchList, dataset === undefined ? {} : { dataset });
      for (const { file, reason } of found.damaged) session.note(`${file} is no kept search: ${reason}`);
      await session.print(found, ({ searches }) =>
        searches.length === 0 ? "No search is kept." : searchTable(searches),
      );
    });
  command
    .command("show <id>")
    .description("show what a search came to, as tessera search does")
    .action(async (id: string) => {
      const opened = await session.call(searchOpen, { id });
      const money = await moneyFor(session, opened.search.dataset);
      await session.print(opened, ({ search, rows, zones, folder }) => {
        const head = [searchTitle(search), search.note, folder && `files: ${folder}`].filter(Boolean);
        if (rows) return [...head, describeSearch(rows, money)].join("\n\n");
        if (zones) return [...head, search.headline?.sentence ?? ""].join("\n\n");
        return [...head, `It is ${search.state}.`].join("\n\n");
      });
    });
  command
    .command("name <id> <name>")
    .description("give a search a name; one that has a name is never forgotten")
    .option("--note <text>", "a note beside it")
    .action(async (id: string, name: string, { note }: { note?: string }) => {
      const search = await session.call(searchEdit, { id, name, ...(note === undefined ? {} : { note }) });
      await session.print(search, () => searchTable([search]));
    });
  command
    .command("remove <id>")
    .description("remove a search from the list; its result files stay")
    .action(async (id: string) => {
      const search = await session.call(searchRemove, { id });
      await session.print(search, () => `${id} is removed.`);
    });
  command
    .command("again <id>")
    .description("run a search again on the dataset as it is now, with a folder of its own")
    .action(async (id: string) => {
      const started = await session.call(searchAgain, { id });
      const ended = await session.call(searchFollow, { id: started.id });
      if (ended.state !== "done") throw new Problem("cancelled", `The search ${ended.id} is ${ended.state}.`);
      await session.print(ended, () => searchTable([ended]));
    });
};
