/** A group's name for people: files write Upward_Calm. */
export function groupTitle(name: string): string {
  return name.replaceAll("_", " ");
}
