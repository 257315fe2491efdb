import { HTMLSelect } from "@blueprintjs/core";
import { settingsList } from "../../../electron/contract/methods/settings.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { ImportDraft } from "../../imports/draft.ts";
import { Field } from "../../ui/fields.tsx";

interface PolicyFieldsProps {
  readonly draft: ImportDraft;
  readonly onChange: (part: Partial<ImportDraft>) => void;
}

interface Policy {
  readonly key: keyof ImportDraft["policies"];
  readonly label: string;
  readonly setting: string;
  readonly choices: Readonly<Record<string, string>>;
}

const keep = { keep: "keep", drop: "drop", refuse: "refuse" };
const policies: readonly Policy[] = [
  {
    key: "missing",
    label: "Unreadable cells",
    setting: "import.missing",
    choices: { zero: "count as 0", keep: "leave missing", refuse: "refuse" },
  },
  {
    key: "duplicateNames",
    label: "Equal names",
    setting: "import.duplicate_names",
    choices: { refuse: "refuse", rename: "number them", first: "take the first" },
  },
  { key: "duplicateColumns", label: "Equal columns", setting: "import.duplicate_columns", choices: keep },
  { key: "constantColumns", label: "Constant columns", setting: "import.constant_columns", choices: keep },
  {
    key: "duplicateDates",
    label: "Equal dates",
    setting: "import.duplicate_dates",
    choices: { keep: "keep apart", sum: "sum", refuse: "refuse" },
  },
  {
    key: "badDates",
    label: "Unreadable dates",
    setting: "import.bad_dates",
    choices: { refuse: "refuse", drop: "drop the row" },
  },
];

/** What happens to what is not as it should be; what is not said here is as in the settings, and shown. */
export function PolicyFields({ draft, onChange }: PolicyFieldsProps) {
  const { data } = useResult(settingsList, {}, ["settings-changed"]);
  const inForce = (policy: Policy): string => {
    const value = data?.settings.find(({ key }) => key === policy.setting)?.value ?? "";
    return policy.choices[value] ?? value;
  };
  return (
    <div className="field-group">
      <div className="field-heading">What is not as it should be</div>
      {policies.map((policy) => (
        <Field key={policy.key} label={policy.label}>
          {(id) => (
            <HTMLSelect
              id={id}
              value={draft.policies[policy.key] ?? ""}
              options={[
                { value: "", label: `usual: ${inForce(policy)}` },
                ...Object.entries(policy.choices).map(([value, label]) => ({ value, label })),
              ]}
              onChange={(event) => {
                const { [policy.key]: _, ...others } = draft.policies;
                const value = event.currentTarget.value;
                onChange({ policies: value === "" ? others : { ...others, [policy.key]: value } });
              }}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
