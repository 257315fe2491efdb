import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { WaysTable } from "../../../renderer/portfolios/WaysTable.tsx";

const out = { sharpe: 0.31, low: 0.1, high: 0.52, roi: 1200, max_drawdown: 300 };
const made = {
  earned: "inverse_volatility",
  schemes: [
    { scheme: "equal", value: 0.4, expected: 0.2, outOfSample: null },
    { scheme: "believable", value: 0.5, expected: 0.25, outOfSample: { ...out, sharpe: 0.28 } },
    { scheme: "inverse_volatility", value: 0.45, expected: 0.22, outOfSample: out },
  ],
} as const;

/** The text of every line of the table. */
const linesOf = (markup: string) =>
  markup.split("</tr>").map((row) =>
    row
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim(),
  );

it("ways to weight stand beside what they earned; the best and the one in use are told", () => {
  const [, equal, believable, inverse] = linesOf(
    renderToStaticMarkup(<WaysTable made={{ ...made, schemes: [...made.schemes] }} current="believable" />),
  );
  expect(equal).toMatch(/^Equal 0\.20 - - - -$/);
  expect(believable).toMatch(/^Believable in use 0\.25 0\.28 0\.10 to 0\.52 /);
  expect(inverse).toMatch(/^Inverse volatility earned most 0\.22 0\.31 /);
});

it("a way that is not in use can be taken over where that is offered", () => {
  const markup = renderToStaticMarkup(
    <WaysTable made={{ ...made, schemes: [...made.schemes] }} current="equal" onUse={() => undefined} />,
  );
  expect(markup).toContain('aria-label="Use inverse volatility weights"');
  expect(markup).toMatch(
    /aria-label="Equal weights are in use"[^>]*disabled|disabled[^>]*aria-label="Equal weights are in use"/,
  );
});
