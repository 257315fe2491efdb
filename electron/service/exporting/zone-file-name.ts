const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** {zone}_{ddMonYYYYHHMMSS} in local time, English month. What a file name may not hold becomes "_". */
export function zoneFileName(zone: string, time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join("");
  const day = `${two(time.getDate())}${months[time.getMonth()]}${time.getFullYear()}`;
  return `${zone.replace(/[\\/:*?"<>|]/g, "_")}_${day}${clock}`;
}
