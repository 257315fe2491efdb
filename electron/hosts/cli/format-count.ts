const format = new Intl.NumberFormat("en-US");

/** A count with grouped digits: 25,544. */
export function formatCount(count: number): string {
  return format.format(count);
}
