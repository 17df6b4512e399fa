/** Sizes that Slack documents; lengths are counted in UTF-16 units, the strictest reading of "characters". */
export const limits = {
  /** docs: reference/methods/chat.postMessage: longer text is cut off, and words would be lost. */
  text: 40_000,
  /** docs: reference/methods/chat.update#errors `msg_too_long`. */
  updatedText: 4_000,
  /** docs: reference/methods/chat.postMessage#arguments; the same for streams, each call. */
  markdownText: 12_000,
  /** docs: reference/block-kit/blocks/markdown-block: all markdown blocks of a message together. */
  markdownBlocks: 12_000,
  /** Undocumented, reported: all that one stream ever takes. */
  stream: 12_000,
  /** Undocumented, reported: then a stream is at its end, whatever came before. */
  streamMs: 300_000,
  blocksOfMessage: 50,
  blocksOfView: 100,
  /** docs: messaging/message-metadata, payload as JSON in bytes. */
  metadataBytes: 16_384,
  /** docs: reference/methods/assistant.threads.setStatus */
  loadingMessages: 10,
  /** docs: reference/methods/assistant.threads.setSuggestedPrompts */
  prompts: 4,
  /** docs: reference/views: private_metadata 3,000; callback_id and external_id 255; titles and buttons 24. */
  privateMetadata: 3_000,
  viewId: 255,
  viewTitle: 24,
  viewBytes: 250_000,
  /** docs: interactivity/handling-user-interaction#message_responses */
  responseUrlUses: 5,
  responseUrlMs: 1_800_000,
  /** docs: interactivity#trigger_ids */
  triggerMs: 3_000,
} as const;
