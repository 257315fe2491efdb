import { expect, test } from "vitest";
import { orderForWork } from "../../../electron/service/engine/order-for-work.ts";

const both = [{ name: "cuda" }, { name: "cpu" }];
const names = (chosenByHand: boolean, cells: number, work: "passes" | "small-batches") =>
  orderForWork(both, chosenByHand, cells, work).map((backend) => backend.name);

test("whole passes over a large matrix go to the best backend", () => {
  expect(names(false, 82 * 25_544, "passes")).toEqual(["cuda", "cpu"]);
});

test("a small matrix stays on the processor", () => {
  expect(names(false, 82 * 35, "passes")).toEqual(["cpu", "cuda"]);
});

test("very many small batches stay on the processor", () => {
  expect(names(false, 82 * 25_544, "small-batches")).toEqual(["cpu", "cuda"]);
});

test("a backend chosen by hand is used for everything", () => {
  expect(names(true, 82, "small-batches")).toEqual(["cuda", "cpu"]);
});

test("the list that is passed in stays as it is", () => {
  orderForWork(both, false, 1, "passes");
  expect(both.map((backend) => backend.name)).toEqual(["cuda", "cpu"]);
});
