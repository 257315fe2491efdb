const names = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** English weekday of an ISO date. */
export function weekdayName(date: string): string {
  return names[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "";
}
