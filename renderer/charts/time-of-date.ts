/** Milliseconds of an ISO date at midnight UTC; charts run in UTC, so a day never moves with the viewer's clock. */
export function timeOfDate(iso: string): number {
  return Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
}
