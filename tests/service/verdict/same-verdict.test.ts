import { expect, it } from "vitest";
import { trySearch } from "../search/support/search-service.ts";
import { searchView } from "../search/support/search-view.ts";
import { normalTable } from "./tables.ts";

it("the same seed gives the same verdict on any number of threads", async () => {
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
  const { luck } = await trySearch(view, request, { threads: 1 });
  for (const threads of [2, 4, 16]) {
    expect((await trySearch(view, request, { threads })).luck, `${threads} threads`).toEqual(luck);
  }
}, 180_000);
