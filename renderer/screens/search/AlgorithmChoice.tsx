import {
  algorithmTable,
  type SearchAlgorithm,
  searchAlgorithm,
} from "../../../electron/contract/algorithms.ts";
import { tip } from "../../ui/tips.tsx";

interface AlgorithmChoiceProps {
  readonly chosen: readonly SearchAlgorithm[];
  readonly onChoose: (chosen: SearchAlgorithm[]) => void;
  /** What they are for, for screen readers. */
  readonly label: string;
}

/** Any of the eight algorithms. */
export function AlgorithmChoice({ chosen, onChoose, label }: AlgorithmChoiceProps) {
  const toggle = (name: SearchAlgorithm) =>
    onChoose(searchAlgorithm.options.filter((one) => chosen.includes(one) !== (one === name)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would need a legend that is shown
    <div className="algorithms" role="group" aria-label={label}>
      {searchAlgorithm.options.map((name) => (
        <button
          key={name}
          type="button"
          className="algorithm"
          aria-pressed={chosen.includes(name)}
          onClick={() => toggle(name)}
          {...tip(`${algorithmTable[name].title}\n${algorithmTable[name].about}`)}
        >
          {algorithmTable[name].title}
        </button>
      ))}
    </div>
  );
}
