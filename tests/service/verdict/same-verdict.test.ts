import { expect, it } from "vitest";
import { searchJudged } from "../../../electron/contract/search-result.ts";
import type { Progress } from "../../../electron/contract/transport.ts";
import { trySearch } from "../search/support/search-service.ts";
import { searchView } from "../search/support/search-view.ts";
import { normalTable } from "./tables.ts";

const table = normalTable(40, 60, 7, { skilled: 10, skill: 0.3 });
const view = searchView(
  Array.from({ length: 60 }, (_, i) => `s${i}`),
  table.rows.map((row) => ({ cells: Array.from(row) })),
);
const request = {
  profile: "textbook",
  objective: "ratio",
  algorithms: ["sa", "ga"],
  minSize: 5,
  maxSize: 5,
  evaluations: 50_000,
  seed: 3,
  verdict: { twins: 2 },
};

it("figures of the verdict fill while it is made, and end as it says", async () => {
  const told: Progress[] = [];
  const { luck } = await trySearch(view, request, { onProgress: (progress) => told.push(progress) });
  const made = told.flatMap((progress) => {
    const read = searchJudged.safeParse(progress.live);
    return read.success ? [{ ...read.data.verdict, detail: progress.detail }] : [];
  });
  const compared = made.flatMap(({ twins }) => (twins ? [twins.done] : []));
  expect(compared.filter((done, k) => done !== compared[k - 1])).toEqual([1, 2, 3, 4]);
  const last = made.at(-1);
  const values = [...(luck.twins?.values.signs ?? []), ...(luck.twins?.values.bootstrap ?? [])];
  expect(last?.twins).toEqual({
    done: 4,
    of: 4,
    asGood: values.filter((value) => (value ?? -1) >= (luck.twins?.reached ?? 0)).length,
    reached: luck.twins?.reached,
  });
  expect(made.flatMap(({ walked }) => (walked.length === 1 ? [walked[0]?.steps] : []))).toEqual([
    1, 2, 3, 4, 5,
  ]);
  expect(last?.walked.map(({ title, sharpe }) => ({ title, sharpe }))).toEqual(
    luck.race.map(({ title, sharpe }) => ({ title, sharpe })),
  );
  // The same words as those of the verdict; a terminal shows the last of them beside its bar.
  const [noise] = luck.sentence.split(" (p ");
  expect(last?.lines[0]?.startsWith(noise as string)).toBe(true);
  for (const { lines, detail } of made) expect(detail).toBe(lines.at(-1));
}, 120_000);

it.each(["ratio", "believable"])(
  "the same seed gives the same verdict on any number of threads: %s",
  async (objective) => {
    const asked = { ...request, objective };
    const { luck, expected } = await trySearch(view, asked, { threads: 1 });
    for (const threads of [3, 16]) {
      const other = await trySearch(view, asked, { threads });
      expect([other.luck, other.expected], `${threads} threads`).toEqual([luck, expected]);
    }
  },
  180_000,
);
