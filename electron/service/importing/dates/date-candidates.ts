const separators = ["-", "/", ".", " ", ""];
const orders = [
  ["YYYY", "MM", "DD"],
  ["DD", "MM", "YYYY"],
  ["MM", "DD", "YYYY"],
  ["DD", "MMM", "YYYY"],
  ["DD", "MMM", "YY"],
  ["DD", "MM", "YY"],
  ["MM", "DD", "YY"],
  ["YY", "MM", "DD"],
  ["MMM", "DD", "YYYY"],
  ["YYYY", "MMM", "DD"],
];

/** Patterns that are tried, the likelier ones first. Without separators only the one that sorts. */
export const dateCandidates: readonly string[] = orders.flatMap((order) =>
  separators
    .filter((separator) => separator !== "" || order.join("") === "YYYYMMDD")
    .map((separator) => order.join(separator)),
);
