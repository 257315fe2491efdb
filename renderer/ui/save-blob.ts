/** Offers data as a download under this name. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has its own reference once the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
