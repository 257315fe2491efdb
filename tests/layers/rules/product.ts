/** Product code; what a test does stands in one piece, and a data set of a test is no subject. */
export const isProduct = (path: string): boolean =>
  /^(electron|renderer|native)\//.test(path) && !/^native\/tests\//.test(path);

/** Lines as an editor counts them. */
export const linesOf = (text: string): number => text.replace(/\n$/, "").split("\n").length;
