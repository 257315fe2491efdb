declare module "seek-bzip" {
  /** The whole unpacked content; every stream of a file of several when `multistream`. */
  export function decode(input: Uint8Array, output?: undefined, multistream?: boolean): Uint8Array;
  const Bunzip: { decode: typeof decode };
  export default Bunzip;
}
