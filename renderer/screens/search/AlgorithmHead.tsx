import type { SearchAlgorithm } from "../../../electron/contract/algorithms.ts";
import { algorithmTable } from "../../../electron/contract/algorithms.ts";

interface AlgorithmHeadProps {
  readonly algorithm: SearchAlgorithm;
  /** That of its curve in the race. */
  readonly colour: string | undefined;
  readonly running?: boolean;
}

/** First cell of an algorithm's row: the colour of its curve and its name. */
export function AlgorithmHead({ algorithm, colour, running = false }: AlgorithmHeadProps) {
  return (
    <th scope="row">
      <span className={running ? "lane-dot lane-running" : "lane-dot"} style={{ background: colour }} />
      {algorithmTable[algorithm].title}
      {running && <span className="visually-hidden">, running</span>}
    </th>
  );
}
