import type { Rule } from "../rule.ts";

const limit = 128;
const isCode = /\.(ts|tsx|js|mjs|css|h|cpp|cu|cuh)$/;

/** What the formatters do not do: they leave comments as they are. */
export const commentWidth: Rule = {
  name: "no line of a comment over 128 columns",
  broken({ path, text }) {
    if (!isCode.test(path)) return [];
    let isInside = false;
    return text.split("\n").flatMap((line, at) => {
      const isComment = isInside || /^\s*\{?\/[/*]/.test(line);
      if (isComment && !/^\s*\{?\/\//.test(line)) isInside = !line.includes("*/");
      // A word that is longer cannot be broken, nor can what is said to the linter.
      const canBreak =
        /\S\s+\S/.test(line.replace(/^\s*(\{?\/[/*]+|\*)\s*/, "")) && !/\bbiome-ignore/.test(line);
      return isComment && line.length > limit && canBreak
        ? [`has ${line.length} columns in a comment in line ${at + 1}`]
        : [];
    });
  },
};
