import type { AnalysisView, useView } from "../../state/view.ts";

/** What every panel of this screen gets: the view in force and how to change it. */
export interface PanelProps {
  readonly view: NonNullable<ReturnType<typeof useView>>;
  /** `undefined` takes a part out of the view. */
  readonly onChange: (part: { readonly [K in keyof AnalysisView]?: AnalysisView[K] | undefined }) => void;
}
