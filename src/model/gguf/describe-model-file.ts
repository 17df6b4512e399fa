import { basename } from "node:path";
import { fileFingerprint } from "./file-fingerprint.ts";
import { inspectModelFile } from "./inspect-model-file.ts";

/** Which model a file holds. */
interface ModelDescription {
  readonly path: string;
  /** As the file calls it, or the file's own name. */
  readonly name: string;
  /** See `fileFingerprint`. */
  readonly fingerprint: string;
  /** A Jinja template. */
  readonly chatTemplate?: string;
}

/** Rejects with a `FaultError` when the file is missing or is no model. */
export async function describeModelFile(path: string): Promise<ModelDescription> {
  const { name, chatTemplate } = await inspectModelFile(path);
  return {
    path,
    name: name ?? basename(path),
    fingerprint: await fileFingerprint(path),
    ...(chatTemplate === undefined ? {} : { chatTemplate }),
  };
}
