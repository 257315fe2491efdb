import { Callout } from "@blueprintjs/core";
import type { KeptSearch } from "../../../electron/contract/kept-search.ts";
import { searchOpen } from "../../../electron/contract/methods/kept-search.ts";
import { viewWords } from "../../../electron/contract/view-text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useView } from "../../state/view.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { ResultView } from "./ResultView.tsx";
import { ZonesResultView } from "./ZonesResultView.tsx";

/** A search that has ended, with what it came to. */
export function OpenedSearch({ search }: { search: KeptSearch }) {
  const { data, problem } = useResult(searchOpen, { id: search.id });
  if (problem) return <ProblemView problem={problem} />;
  if (data?.search.id !== search.id) return <Loading what="Opening the search" />;
  return (
    <>
      <OtherRows search={search} />
      {data.rows && <ResultView key={search.id} result={data.rows} search={search} folder={data.folder} />}
      {data.zones && <ZonesResultView result={data.zones} search={search} folder={data.folder} />}
    </>
  );
}

/** Says so when the rows that the other screens show are not those of this search. */
function OtherRows({ search }: { search: KeptSearch }) {
  const view = useView();
  const [own, present] = [viewWords(search.request), viewWords(view ?? {})];
  if (search.kind === "zones" || own.join() === present.join()) return null;
  return (
    <Callout compact>
      These figures stand on other rows than those of the view in force:{" "}
      {own.length > 0 ? own.join(", ") : "all rows"}.
    </Callout>
  );
}
