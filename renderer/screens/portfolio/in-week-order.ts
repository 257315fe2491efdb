const week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Groups by weekday from Monday on, whatever day the data begins with; names that are no English weekday come last. */
export function inWeekOrder<Group extends { readonly name: string }>(groups: readonly Group[]): Group[] {
  const place = ({ name }: Group) => {
    const at = week.indexOf(name.trim().slice(0, 3).toLowerCase());
    return at < 0 ? week.length : at;
  };
  return groups.toSorted((a, b) => place(a) - place(b));
}
