/** Backends as people know them. */
export const backendName = (name: string): string => ({ cpu: "CPU", cuda: "CUDA" })[name] ?? name;
