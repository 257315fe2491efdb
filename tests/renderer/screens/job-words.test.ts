import { expect, test } from "vitest";
import { jobFacts } from "../../../renderer/screens/jobs/job-words.ts";

const lines = (value: unknown) => jobFacts(value).map(({ label, text }) => `${label}: ${text}`);

test("a request is told in words, with the rows that it works on", () => {
  const request = {
    dataset: "options",
    minConfidence: 60,
    rows: { kind: "zone", zone: "A" },
    minSize: 10,
    maxSize: 35,
    algorithms: ["sa", "hc"],
    penaltyWeight: 0.25,
    verdict: { twins: 19, walkForward: true },
    weights: { sharpe: 0.3 },
    constraints: { excludeConstant: false },
    out: undefined,
  };
  expect(lines(request)).toEqual([
    "Dataset: options",
    "Strategies, from: 10",
    "Strategies, to: 35",
    "Algorithms: sa, hc",
    "Weight of the correlation penalty: 0.2500",
    "Verdict: twins 19, walk forward yes",
    "Constraints: exclude constant no",
    "Rows: Confidence from 60 %, A alone",
  ]);
});

test("what is long is told by its count; nothing of it is JSON", () => {
  const result = {
    values: Float64Array.of(1, 2, 3),
    members: Array.from({ length: 35 }, (_, at) => `s${at}`),
    best: { size: 35, roi: 30648.12, columns: [1, 2, 3, 4, 5, 6, 7] },
    files: ["root/staging/.tmp-23-abcdef/0123456789abcdef01234567/a.csv"],
  };
  expect(lines(result)).toEqual([
    "Values: 3 numbers",
    "Members: 35 entries",
    "Best: size 35, roi 30,648.12, columns 7 entries",
    "Files: a.csv",
  ]);
  expect(lines(null)).toEqual([]);
  expect(lines({ dataset: "options", rows: { kind: "observations" } })).toEqual(["Dataset: options"]);
});
