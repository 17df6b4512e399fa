import { faultsOfBlocks } from "../validation/blocks.ts";
import { limits } from "../validation/limits.ts";
import type { Block, Shape } from "../world/shapes.ts";
import { blameFor, invalidArguments, invalidBlocks } from "./api-error.ts";
import type { Arguments } from "./arguments.ts";

/** The rules for what a message says (docs: reference/methods/chat.postMessage). */
export const checkContent = (args: Arguments, mostText: number): void => {
  const { text = "", markdown_text, blocks, attachments = [], metadata } = args;
  if (markdown_text !== undefined && (text !== "" || blocks !== undefined))
    blameFor("markdown_text_conflict", "markdown_text goes with neither text nor blocks");
  if (text === "" && !markdown_text && (blocks ?? []).length === 0 && attachments.length === 0)
    blameFor("no_text", "the message says nothing");
  if (text.length > mostText)
    blameFor("msg_too_long", `text has ${text.length} characters, more than ${mostText}`);
  checkMarkdown(markdown_text);
  if (blocks) checkBlocks(blocks);
  checkMetadata(metadata);
};

export const checkMarkdown = (markdown: string | undefined): void => {
  const length = markdown?.length ?? 0;
  if (length > limits.markdownText)
    blameFor("msg_too_long", `markdown_text has ${length} characters, more than ${limits.markdownText}`);
};

export const checkBlocks = (blocks: readonly Block[]): void => {
  const faults = faultsOfBlocks(blocks, "message");
  if (faults.length > 0) invalidBlocks(faults);
};

/** docs: messaging/message-metadata */
export const checkMetadata = (metadata: Shape | undefined): void => {
  if (!metadata || Object.keys(metadata).length === 0) return;
  const { event_type, event_payload } = metadata;
  if (typeof event_type !== "string" || !/^[A-Za-z0-9_.-]+$/.test(event_type))
    invalidArguments(["metadata.event_type must be alphanumeric [json-pointer:/metadata/event_type]"]);
  const bytes = Buffer.byteLength(JSON.stringify(event_payload ?? {}));
  if (bytes > limits.metadataBytes)
    blameFor("metadata_too_large", `metadata has ${bytes} bytes, more than ${limits.metadataBytes}`);
};
