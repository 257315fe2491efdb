import { expect, it } from "vitest";
import { inWeekOrder } from "../../../renderer/screens/portfolio/in-week-order.ts";

const order = (...names: string[]) => inWeekOrder(names.map((name) => ({ name }))).map(({ name }) => name);

it("begins with Monday, whatever day the data begins with", () => {
  expect(order("Thursday", "Wednesday", "Monday", "Tuesday")).toEqual([
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
  ]);
  expect(order("SUN", "sat", " Fri")).toEqual([" Fri", "sat", "SUN"]);
});

it("leaves names that are no English weekday at the end, in their order", () => {
  expect(order("Montag", "Expiry", "Friday", "Settlement")).toEqual([
    "Montag",
    "Friday",
    "Expiry",
    "Settlement",
  ]);
});
