/**
 * Gives the memory of a buffer back at once; every view on it is empty afterwards. Left to the collector, which does not
 * see how large buffers are compared with what is on the heap, an import would hold several times what it needs.
 */
export function release(view: Uint8Array | Float64Array): void {
  (view.buffer as ArrayBuffer).transfer(0);
}
