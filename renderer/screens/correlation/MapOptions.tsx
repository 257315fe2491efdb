import { Button, HTMLSelect, SegmentedControl } from "@blueprintjs/core";
import { ZoomToFit } from "@blueprintjs/icons";
import { z } from "zod";
import { type PairMethod, pairMethod } from "../../../electron/contract/correlation.ts";
import { datasetOpenSummary } from "../../../electron/contract/methods/dataset.ts";
import { asWords } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { datasetStore } from "../../state/by-dataset.ts";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { tip } from "../../ui/tips.tsx";

/** Kinds of weighting that the map offers; a regime is chosen beside it, as part of the view. */
const weightingChoice = z.enum(["alike", "confidence", "recent"]);
type WeightingChoice = z.infer<typeof weightingChoice>;

const choices = z.object({
  method: pairMethod,
  /** Null: every observation that is kept. */
  regime: z.string().nullable(),
  weighting: weightingChoice,
  measure: z.enum(["mean", "strongest"]),
  /** Correlations of a smaller size are not drawn. */
  threshold: z.number().min(0).max(1),
  /** Strategies that correlate so much are nearly the same. */
  duplicatesFrom: z.number().min(0.1).max(1),
});
export type MapChoices = Readonly<z.infer<typeof choices>>;

/** What the map of each dataset is of. */
export const mapChoices = datasetStore<MapChoices>("correlation", choices, {
  method: "pearson",
  regime: null,
  weighting: "alike",
  measure: "mean",
  threshold: 0,
  duplicatesFrom: 0.99,
});

interface MapOptionsProps {
  readonly dataset: string;
  /** Regimes that the view keeps; all when absent. */
  readonly kept: readonly string[] | undefined;
  readonly choices: MapChoices;
  readonly onChange: (change: Partial<MapChoices>) => void;
  readonly onShowAll: () => void;
  readonly picture: () => Promise<Blob>;
}

/** What the map is of: method, regime, weights of observations, what a block shows. */
export function MapOptions({ dataset, kept, choices, onChange, onShowAll, picture }: MapOptionsProps) {
  const { data } = useResult(datasetOpenSummary, { dataset }, ["datasets-changed"]);
  const hasConfidence = data?.observations.some((one) => (one.confidence ?? 0) > 0) ?? false;
  const weightings = weightingChoice.options.filter((one) => one !== "confidence" || hasConfidence);
  const regimes = (data?.regimes ?? []).filter((name) => kept === undefined || kept.includes(name));
  return (
    <>
      <span
        {...tip(
          "How correlation is measured\nPearson: of the P&L as it is\nSpearman: of ranks, so that one jump counts little\nDownside: of losing days alone",
        )}
      >
        <HTMLSelect
          aria-label="Method of the correlation of all pairs"
          value={choices.method}
          options={pairMethod.options.map((value) => ({ value, label: pairMethodNames[value] }))}
          onChange={(event) => onChange({ method: pairMethod.parse(event.currentTarget.value) })}
        />
      </span>
      {regimes.length > 1 && (
        <HTMLSelect
          aria-label="Market regime"
          value={choices.regime ?? ""}
          options={[
            { value: "", label: "All regimes" },
            ...regimes.map((value) => ({ value, label: asWords(value) })),
          ]}
          onChange={(event) => onChange({ regime: event.currentTarget.value || null })}
        />
      )}
      <span
        {...tip(
          "How much each row counts in a correlation\nP&L stays as it is. Newest: a weight halves every 21 rows",
        )}
      >
        <HTMLSelect
          aria-label="Weights of rows"
          value={choices.weighting}
          options={weightings.map((value) => ({ value, label: weightingNames[value] }))}
          onChange={(event) => {
            const chosen = weightings.find((one) => one === event.currentTarget.value);
            if (chosen) onChange({ weighting: chosen });
          }}
        />
      </span>
      <span {...tip("What a block shows from afar\nMean of its cells, or its cell furthest from 0")}>
        <SegmentedControl
          options={[
            { label: "Mean", value: "mean" },
            { label: "Strongest", value: "strongest" },
          ]}
          value={choices.measure}
          onValueChange={(value) => onChange({ measure: value === "strongest" ? "strongest" : "mean" })}
        />
      </span>
      <CopyMenu title="Correlation map" picture={picture} />
      <Button icon={<ZoomToFit />} aria-label="Show all" onClick={onShowAll} {...tip("Show all")} />
    </>
  );
}

/** Methods of the correlation of all pairs in words. */
export const pairMethodNames: Readonly<Record<PairMethod, string>> = {
  pearson: "Pearson",
  spearman: "Spearman (ranks)",
  downside: "Downside",
};

/** How much each observation counts, in words. */
export const weightingNames: Readonly<Record<WeightingChoice, string>> = {
  alike: "All days alike",
  confidence: "By regime confidence",
  recent: "Newest count most",
};
