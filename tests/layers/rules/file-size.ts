import type { Rule } from "../rule.ts";
import { linesOf } from "./product.ts";

const isCode = /\.(ts|tsx|js|mjs|css|c|h|hpp|cpp|cu|cuh)$/;

/** A file is a subject, not a function, and still to be read in one sitting; the entry point of a host is small. */
export const fileSize: Rule = {
  name: "no file over 500 lines, no entry point of a host over 100",
  broken({ path, text }) {
    if (!isCode.test(path)) return [];
    const limit = /^electron\/hosts\/[\w-]+\/main\.ts$/.test(path) ? 100 : 500;
    const lines = linesOf(text);
    return lines > limit ? [`has ${lines} lines`] : [];
  },
};
