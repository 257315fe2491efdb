export function DatasetSwitcher({ narrow }: { narrow: boolean }) {
  return narrow ? null : null;
}
