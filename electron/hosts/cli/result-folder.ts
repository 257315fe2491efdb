import { resolve } from "node:path";
import { portfolioFiles, portfolioList } from "../../contract/methods/portfolio.ts";
import { Problem } from "../../contract/problem.ts";
import { countOf } from "../../contract/text.ts";
import { readPortfolio } from "./files.ts";
import { savedOf } from "./options/portfolio.ts";
import type { CliSession } from "./session.ts";

/** What tessera export --layout legacy is told. */
export interface ResultFolderFlags {
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  /** Files of names; ZONE=FILE is the portfolio of a zone. */
  readonly portfolio?: readonly string[];
  readonly saved?: readonly string[];
  readonly zones?: boolean;
  readonly ulta?: boolean;
}

/** tessera export NAME --layout legacy --portfolio a.txt --portfolio b.txt --out FOLDER */
export async function exportResultFolder(
  session: CliSession,
  dataset: string,
  { out, from, to, portfolio = [], saved = [], zones, ulta }: ResultFolderFlags,
): Promise<void> {
  if (portfolio.length + saved.length === 0)
    throw new Problem("bad-request", "A result folder is of portfolios, and none is named.", {
      remedy: "Name files of strategies (--portfolio) or saved portfolios (--saved); both may be repeated.",
    });
  const fromFiles = portfolio.map(async (named) => {
    const [, zone, file = named] = /^([^=/\\]+)=(.+)$/.exec(named) ?? [];
    return { members: await readPortfolio(file), ...(zone === undefined ? {} : { zone }) };
  });
  const kept = saved.length > 0 ? (await session.call(portfolioList, {})).portfolios : [];
  const portfolios = [
    ...(await Promise.all(fromFiles)),
    ...saved.map((name) => ({ members: savedOf(kept, name).members })),
  ];
  const result = await session.call(portfolioFiles, {
    ...{ dataset, from, to, portfolios, out: resolve(out) },
    zones: zones ?? portfolios.some((one) => "zone" in one),
    ...(ulta ? { ulta: { kind: "sum" as const } } : {}),
  });
  await session.print(result, ({ folder, files, portfolios: whole, zones: ofZones }) =>
    [
      `${folder}: ${countOf(files.length, "file")}`,
      ...whole.map(({ size, fitness }) => `${countOf(size, "strategy")}: fitness ${fitness.toFixed(4)}`),
      ...ofZones.map(
        ({ name, size, fitness }) => `${name}, ${countOf(size, "strategy")}: fitness ${fitness.toFixed(4)}`,
      ),
    ].join("\n"),
  );
}
