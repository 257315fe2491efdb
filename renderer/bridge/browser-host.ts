import { Problem, problemReport } from "../../electron/contract/problem.ts";
import { createTransport } from "./create-transport.ts";
import type { Host } from "./host.ts";
import { httpChannel } from "./http-channel.ts";
import { saveBlob } from "./save-blob.ts";

/** The host when the renderer was loaded from `tessera serve`. */
export function browserHost(key: string, onLine: (lost: string | null) => void): Host {
  const transport = createTransport(httpChannel(key), onLine);

  // XMLHttpRequest, because fetch cannot say how much of an upload has left.
  const upload = (file: File, signal: AbortSignal, onProgress: (fraction: number) => void) =>
    new Promise<string>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", `/api/upload?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader("Authorization", `Bearer ${key}`);
      request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
      request.onerror = () => reject(new Problem("internal", `${file.name} could not be uploaded.`));
      request.onload = () => {
        const answer: unknown = JSON.parse(request.responseText);
        if (request.status === 200) resolve((answer as { path: string }).path);
        else {
          const { code, message, ...more } = problemReport.parse(answer);
          reject(new Problem(code, message, more));
        }
      };
      signal.addEventListener("abort", () => {
        request.abort();
        reject(new Problem("cancelled", "The upload was cancelled."));
      });
      request.send(file);
    });

  return {
    kind: "browser",
    transport,
    async stage(files, signal, onProgress) {
      const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
      const paths: string[] = [];
      let done = 0;
      for (const file of files) {
        paths.push(
          await upload(file, signal, (fraction) => onProgress((done + fraction * file.size) / total)),
        );
        done += file.size;
      }
      return paths;
    },
    async deliver(path) {
      const headers = { Authorization: `Bearer ${key}` };
      const response = await fetch(`/api/download?path=${encodeURIComponent(path)}`, { headers });
      if (!response.ok) throw new Problem("not-found", "The file is no longer there.");
      saveBlob(await response.blob(), path.split(/[\\/]/).at(-1) ?? "download");
    },
  };
}
