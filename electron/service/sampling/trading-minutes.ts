/** Minutes of a trading day, 09:15 to 15:30. */
export const tradingMinutes = 375;
const open = 9 * 60 + 15;

/** Clock time of a minute of the day, without separator: "930", "1040". */
export function clockName(minute: number): string {
  const clock = open + minute;
  return `${Math.floor(clock / 60)}${String(clock % 60).padStart(2, "0")}`;
}

/** Clock time as HH:MM:SS. */
export function clockTime(minute: number): string {
  const clock = open + minute;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(clock / 60))}:${two(clock % 60)}:00`;
}
