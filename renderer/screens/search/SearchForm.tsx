import { Button, HTMLSelect, SegmentedControl } from "@blueprintjs/core";
import { Random } from "@blueprintjs/icons";
import { profile } from "../../../electron/contract/metrics.ts";
import { plainMetric } from "../../../electron/contract/search.ts";
import { type SearchForm as Form, searchFormStore } from "../../searches/search-form.ts";
import { useStore } from "../../state/store.ts";
import { Field, NumberField } from "../../ui/fields.tsx";
import { Panel } from "../../ui/panels.tsx";
import { AlgorithmChoice } from "./AlgorithmChoice.tsx";
import { ConstraintFields } from "./ConstraintFields.tsx";
import { ZoneFields } from "./zones/ZoneFields.tsx";

const metricWords: Readonly<Record<Form["metric"], string>> = {
  ratio: "P&L / drawdown",
  roi: "Total P&L",
  less_max_dd: "Small drawdown",
  win_percentage: "Win rate",
  profit_factor: "Profit factor",
  expectancy: "Expectancy",
};

/** Everything that a search can be told; with `hasZones` also whether it goes into every zone. */
export function SearchForm({ disabled, hasZones }: { disabled: boolean; hasZones: boolean }) {
  const form = useStore(searchFormStore);
  const set = (change: Partial<Form>) => searchFormStore.set((present) => ({ ...present, ...change }));
  return (
    <Panel className="search-form">
      <fieldset disabled={disabled}>
        <legend className="visually-hidden">Search</legend>
        {hasZones && <ZoneFields form={form} set={set} />}
        <div className="field-group">
          <Field
            label="Strategies, from"
            explain={"Size\nHow many strategies a portfolio has; every size in the range is searched"}
          >
            {(id) => (
              <NumberField
                id={id}
                value={form.minSize}
                min={1}
                max={10_000}
                whole
                onValue={(value) => set({ minSize: value ?? 35 })}
              />
            )}
          </Field>
          <Field label="to">
            {(id) => (
              <NumberField
                id={id}
                value={form.maxSize}
                min={1}
                max={10_000}
                whole
                onValue={(value) => set({ maxSize: value ?? 35 })}
              />
            )}
          </Field>
        </div>
        <div className="field-group">
          <div className="field-heading">Algorithms</div>
          <AlgorithmChoice
            label="Algorithms"
            chosen={form.algorithms}
            onChoose={(algorithms) => set({ algorithms })}
          />
        </div>
        <div className="field-group">
          <div className="field-heading">Objective</div>
          <SegmentedControl
            fill
            options={[
              { label: "One metric", value: "legacy" },
              { label: "Enhanced", value: "enhanced" },
              { label: "Hybrid", value: "hybrid" },
            ]}
            value={form.mode}
            onValueChange={(value) => set({ mode: value as Form["mode"] })}
          />
          {form.mode === "legacy" && (
            <Field label="Metric">
              {(id) => (
                <HTMLSelect
                  id={id}
                  value={form.metric}
                  options={plainMetric.options.map((value) => ({ value, label: metricWords[value] }))}
                  onChange={(event) => set({ metric: plainMetric.parse(event.currentTarget.value) })}
                />
              )}
            </Field>
          )}
          <Field
            label="Profile"
            explain={
              "Profile\nlegacy: the replaced system's fitness, exactly\ntextbook, r: drawdown from 0 and with a floor"
            }
          >
            {(id) => (
              <HTMLSelect
                id={id}
                value={form.profile}
                options={[...profile.options]}
                onChange={(event) => set({ profile: profile.parse(event.currentTarget.value) })}
              />
            )}
          </Field>
          <Field
            label="Correlation penalty"
            explain={"Penalty\nFitness − weight × mean pairwise correlation"}
          >
            {(id) => (
              <NumberField
                id={id}
                value={form.penaltyWeight}
                placeholder="10"
                min={0}
                onValue={(value) => set({ penaltyWeight: value })}
              />
            )}
          </Field>
          <Field
            label="Drawdown threshold"
            unit="currency"
            explain={"Threshold\nBelow this drawdown the penalty of P&L / drawdown is halved"}
          >
            {(id) => (
              <NumberField
                id={id}
                value={form.drawdownThreshold}
                placeholder="0"
                min={0}
                onValue={(value) => set({ drawdownThreshold: value })}
              />
            )}
          </Field>
        </div>
        <div className="field-group">
          <div className="field-heading">Budget</div>
          <Field
            label="Evaluations"
            explain={"Evaluations\nPer algorithm and size; a default fitted to the data when left out"}
          >
            {(id) => (
              <NumberField
                id={id}
                value={form.evaluations}
                placeholder="fitted"
                min={1}
                whole
                onValue={(value) => set({ evaluations: value })}
              />
            )}
          </Field>
          <Field
            label="Time"
            unit="s"
            explain={"Time\nPer algorithm and size; a run that the clock ends is not reproducible"}
          >
            {(id) => (
              <NumberField
                id={id}
                value={form.seconds}
                placeholder="no limit"
                min={0.1}
                onValue={(value) => set({ seconds: value })}
              />
            )}
          </Field>
          <Field
            label="Stagnation"
            explain={"Stagnation\nStop after so many evaluations without a better portfolio"}
          >
            {(id) => (
              <NumberField
                id={id}
                value={form.stagnation}
                placeholder="never"
                min={1}
                whole
                onValue={(value) => set({ stagnation: value })}
              />
            )}
          </Field>
          <Field label="Seed" explain={"Seed\nThe same seed and settings give the same portfolios"}>
            {(id) => (
              <>
                <Button
                  variant="minimal"
                  icon={<Random />}
                  aria-label="Another seed"
                  onClick={() => set({ seed: Math.floor(Math.random() * 1e9) })}
                />
                <NumberField
                  id={id}
                  value={form.seed}
                  min={0}
                  max={Number.MAX_SAFE_INTEGER}
                  whole
                  onValue={(value) => set({ seed: value ?? 1 })}
                />
              </>
            )}
          </Field>
        </div>
        <div className="field-group">
          <div className="field-heading">Luck</div>
          <Field
            label="Twins"
            explain={
              "Twins\nTables without skill, of each of two kinds, that the result is held against\n0 leaves the verdict out, 19 is usual, 99 is thorough"
            }
          >
            {(id) => (
              <NumberField
                id={id}
                value={form.twins}
                min={0}
                max={999}
                whole
                onValue={(twins) => set({ twins })}
              />
            )}
          </Field>
        </div>
        <ConstraintFields form={form} set={set} />
      </fieldset>
    </Panel>
  );
}
