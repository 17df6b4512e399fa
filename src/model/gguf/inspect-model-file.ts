import { type FileHandle, open, stat } from "node:fs/promises";
import { formatBytes } from "../../text/format-bytes.ts";
import { FaultError } from "../fault.ts";
import { EndOfFile } from "./byte-reader.ts";
import { type GgufHeader, MalformedHeader, NotGguf, readHeader } from "./read-header.ts";

/** What can be told of a model file without loading it. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: number;
  readonly architecture: string;
  readonly name?: string;
  /** `tokenizer.chat_template`: a Jinja template. */
  readonly chatTemplate?: string;
  /** Tokens of context that it was trained for. */
  readonly trainedContextTokens?: number;
  /** Bytes that the weights take in memory. */
  readonly weightsBytes: number;
  /** Bytes of cache that one token of context takes (16-bit keys and values); undefined when the file does not tell. */
  readonly cacheBytesPerToken?: number;
}

const DOWNLOAD_AGAIN = "Delete it and download it again: npm run maru -- models pull.";

/**
 * Reads the header of a GGUF model and compares it with the file's length. Resolves to the file's facts, or
 * rejects with a `FaultError` that says what is wrong with the file. Reads only the header.
 */
export async function inspectModelFile(path: string): Promise<ModelFile> {
  const { bytes, header } = await readChecked(path, "model");
  const architecture = header.metadata.get("general.architecture");
  if (typeof architecture !== "string") throw corrupt(path, "it does not say what kind of model it is");
  const kind = header.metadata.get("general.type");
  if (kind !== undefined && kind !== "model") {
    throw new FaultError(
      "unsupported",
      `${path} is a GGUF file, but of type "${kind}", not a model.`,
      "Give the path of the model itself; LoRA adapters go under model.lora.",
    );
  }
  const number = (key: string) => {
    const value = header.metadata.get(`${architecture}.${key}`);
    return typeof value === "number" ? value : undefined;
  };
  const name = header.metadata.get("general.name");
  const chatTemplate = header.metadata.get("tokenizer.chat_template");
  const trainedContextTokens = number("context_length");
  const cacheBytesPerToken = cacheBytes(header, architecture);
  return {
    path,
    bytes,
    architecture,
    weightsBytes: header.tensorsBytes,
    ...(typeof name === "string" && name !== "" ? { name } : {}),
    ...(typeof chatTemplate === "string" ? { chatTemplate } : {}),
    ...(trainedContextTokens === undefined ? {} : { trainedContextTokens }),
    ...(cacheBytesPerToken === undefined ? {} : { cacheBytesPerToken }),
  };
}

/** Checks a LoRA adapter's file against the model's architecture; rejects with a `FaultError` of kind `lora`. */
export async function inspectLoraFile(path: string, model: ModelFile): Promise<void> {
  const fault = (problem: string, remedy: string) => new FaultError("lora", problem, remedy);
  const { header } = await readChecked(path, "LoRA adapter").catch((error: unknown) => {
    if (error instanceof FaultError) throw fault(error.fault.problem, error.fault.remedy);
    throw error;
  });
  if (header.metadata.get("adapter.type") !== "lora") {
    throw fault(
      `${path} is a GGUF file, but not a LoRA adapter.`,
      "Convert the adapter to GGUF with llama.cpp's convert_lora_to_gguf.py.",
    );
  }
  const architecture = header.metadata.get("general.architecture");
  if (architecture !== model.architecture) {
    throw fault(
      `The LoRA adapter ${path} is for models of architecture "${architecture}", but the model is "${model.architecture}".`,
      "Use an adapter that was trained for this model, or take it out of model.lora.",
    );
  }
}

async function readChecked(
  path: string,
  what: string,
): Promise<{ readonly bytes: number; readonly header: GgufHeader }> {
  const file = await openFile(path, what);
  try {
    const bytes = (await file.stat()).size;
    if (bytes === 0) throw new FaultError("empty", `The ${what} ${path} is empty.`, DOWNLOAD_AGAIN);
    const header = await readHeader(file);
    if (header.endsAt > bytes) throw truncated(path, what, bytes, header.endsAt);
    return { bytes, header };
  } catch (error) {
    if (error instanceof NotGguf) throw notGguf(path, error);
    if (error instanceof EndOfFile) throw truncated(path, what, (await stat(path)).size);
    if (error instanceof MalformedHeader)
      throw corrupt(path, `its header is not possible (${error.message})`);
    throw error;
  } finally {
    await file.close();
  }
}

async function openFile(path: string, what: string): Promise<FileHandle> {
  try {
    if (!(await stat(path)).isFile()) {
      throw new FaultError(
        "unreadable",
        `${path} is not a file.`,
        `Give the path of the ${what} file itself, ending in .gguf.`,
      );
    }
    return await open(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new FaultError(
        "missing",
        `The ${what} ${path} does not exist.`,
        "Check the path in maru.yaml, or download a model: npm run maru -- models pull.",
      );
    }
    if (code === "EACCES" || code === "EPERM") {
      throw new FaultError(
        "unreadable",
        `The ${what} ${path} may not be read.`,
        "Give the user that runs Maru the right to read it.",
      );
    }
    throw error;
  }
}

function truncated(path: string, what: string, bytes: number, expected?: number): FaultError {
  const missing =
    expected === undefined ? "" : ` It has ${formatBytes(bytes)} of at least ${formatBytes(expected)}.`;
  return new FaultError(
    "truncated",
    `The ${what} ${path} is cut off: the download did not finish.${missing}`,
    DOWNLOAD_AGAIN,
  );
}

function corrupt(path: string, how: string): FaultError {
  return new FaultError("corrupt", `${path} is damaged: ${how}.`, DOWNLOAD_AGAIN);
}

function notGguf(path: string, { start, version }: NotGguf): FaultError {
  if (version !== undefined) {
    return new FaultError(
      "unsupported",
      `${path} is a GGUF file of version ${version}, which is not supported.`,
      "Download the model in GGUF version 3 (any recent file).",
    );
  }
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(start)) {
    return new FaultError(
      "not-gguf",
      `${path} is a web page, not a model: the site answered with a page instead of the file.`,
      "Delete it and download the file itself; some models ask you to log in and accept a licence first.",
    );
  }
  return new FaultError(
    "not-gguf",
    `${path} is not a GGUF file.`,
    "Maru runs models in the GGUF format: look for a file that ends in .gguf, or see npm run maru -- models.",
  );
}

/**
 * Bytes of key and value cache per token: layers x key/value heads x (key + value length) x 2.
 * Layers with a sliding window or without attention take less, so this is the most it can be.
 */
function cacheBytes({ metadata }: GgufHeader, architecture: string): number | undefined {
  const get = (key: string) => metadata.get(`${architecture}.${key}`);
  const layers = get("block_count");
  const embedding = get("embedding_length");
  const heads = most(get("attention.head_count"));
  const kvHeads = get("attention.head_count_kv") ?? heads;
  if (
    typeof layers !== "number" ||
    typeof embedding !== "number" ||
    heads === undefined ||
    kvHeads === undefined
  )
    return undefined;
  const headLength = embedding / heads;
  const keyLength = most(get("attention.key_length")) ?? headLength;
  const valueLength = most(get("attention.value_length")) ?? headLength;
  const kvHeadsOverLayers =
    typeof kvHeads === "object" ? kvHeads.reduce((sum, count) => sum + count, 0) : layers * Number(kvHeads);
  return kvHeadsOverLayers * (keyLength + valueLength) * 2;
}

function most(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return Array.isArray(value) ? Math.max(...value) : undefined;
}
