import { Button, Tag } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import {
  type DatasetSummary,
  datasetHistory,
  datasetRollback,
} from "../../../electron/contract/methods/dataset.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Bytes } from "../../ui/figures.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { formatMoment } from "../../ui/text.ts";
import { messages } from "../../ui/toaster.tsx";

/** Versions that can be put in force; going back can itself be undone. */
export function VersionsTab({ dataset }: { dataset: DatasetSummary }) {
  const { data, problem, reload } = useResult(datasetHistory, { dataset: dataset.name }, [
    "datasets-changed",
  ]);
  const act = useAction();
  const goBack = async (version: number) => {
    const answer = await act(datasetRollback, { dataset: dataset.name, version });
    if (answer)
      messages.done(
        `Version ${version} of ${dataset.name} is in force.`,
        () => void act(datasetRollback, { dataset: dataset.name, version: answer.from }),
      );
  };
  if (problem) return <ProblemView problem={problem} onRetry={reload} />;
  if (!data) return <Loading what="Reading the versions" />;
  const inForce = data.versions.find(({ isCurrent }) => isCurrent)?.version ?? 0;
  return (
    <ul className="versions">
      {data.versions.map(({ version, isCurrent, dataset: summary }) => (
        <li key={version}>
          <b>{version}</b>
          <div>
            {summary ? (
              <>
                <div>
                  {summary.action}, {formatMoment(summary.createdAt)}
                </div>
                <div className="faint">
                  {formatFigure(summary.observations)} × {formatFigure(summary.strategies)},{" "}
                  <Bytes value={summary.bytes} />
                </div>
              </>
            ) : (
              <span className="loss">The record of this version is damaged.</span>
            )}
          </div>
          {isCurrent ? (
            <Tag intent="primary">In force</Tag>
          ) : (
            <Button
              size="small"
              text={version < inForce ? "Roll back" : "Put in force"}
              disabled={!summary}
              onClick={() => void goBack(version)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
