/** A message for people: uploaded files by their names, without the folder that they were staged in. */
export function plainPaths(text: string): string {
  return text.replaceAll(/\S*[\\/]staging[\\/][0-9a-f]{24}[\\/]/g, "");
}
