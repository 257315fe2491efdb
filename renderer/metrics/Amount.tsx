import type { ComponentProps } from "react";
import { formatMoney } from "../../electron/contract/figures/money.ts";
import { enteredUnit, useMoney } from "../state/money.ts";
import { useStore } from "../state/store.ts";
import { NumberLine } from "../ui/fields.tsx";
import { KeyFigure } from "../ui/figures.tsx";
import { NumberHead } from "../ui/tables.tsx";

/** An amount as it is shown, without its unit, which the heading has. */
export function Amount({ value, digits = 0 }: { value: number; digits?: number }) {
  return formatMoney(value, useMoney(), digits);
}

/** Heading of a column of amounts. */
export function AmountHead(props: Omit<ComponentProps<typeof NumberHead>, "unit">) {
  return <NumberHead {...props} unit={useMoney().unit} />;
}

/** A line of a form with an amount, which is entered as it is. */
export function AmountLine(props: Omit<ComponentProps<typeof NumberLine>, "unit">) {
  return <NumberLine {...props} unit={useStore(enteredUnit)} />;
}

/** An amount that a screen is about. */
export function AmountFigure({
  amount,
  ...rest
}: { amount: number } & Omit<ComponentProps<typeof KeyFigure>, "value" | "unit">) {
  const money = useMoney();
  return <KeyFigure {...rest} value={formatMoney(amount, money)} unit={money.unit} />;
}
