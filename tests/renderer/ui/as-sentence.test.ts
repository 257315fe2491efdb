import { expect, it } from "vitest";
import { asSentence } from "../../../renderer/ui/as-sentence.ts";

it.each([
  ["the best backend that works here", "The best backend that works here."],
  ["works, but cuda is used", "Works, but cuda is used."],
  ["No NVIDIA driver is installed on this machine.", "No NVIDIA driver is installed on this machine."],
  ["engine.backend asks for cuda", "engine.backend asks for cuda."],
  ["", ""],
])("makes a sentence of %j", (reason, sentence) => {
  expect(asSentence(reason)).toBe(sentence);
});
