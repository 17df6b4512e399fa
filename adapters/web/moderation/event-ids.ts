import type { CaseId } from "../../../src/core/types.ts";
import { ADAPTER_NAME } from "../ids.ts";

/**
 * Ids of what people do about moderation. The same nonce of the same person is the same happening; a message is reported
 * once by a person. The person and the nonce can be read back, to tell them what came of it.
 */
export const eventIds = {
  move: (id: CaseId, person: string, nonce: string) => `${ADAPTER_NAME}:move/${id}/${person}/${nonce}`,
  appeal: (id: CaseId, person: string, nonce: string) => `${ADAPTER_NAME}:appeal/${id}/${person}/${nonce}`,
  label: (person: string, nonce: string) => `${ADAPTER_NAME}:label/${person}/${nonce}`,
  report: (place: string, seq: number, person: string) =>
    `${ADAPTER_NAME}:report/${place}/${seq}/${person}/once`,
};

/** Whose event it is; `undefined` when it is none of these. */
export function readEventId(id: string): { readonly person: string; readonly nonce: string } | undefined {
  const [, person, nonce] = /^web:(?:move|appeal|label|report)\/.*?(p\d+)\/([A-Za-z0-9._-]+)$/.exec(id) ?? [];
  return person === undefined || nonce === undefined ? undefined : { person, nonce };
}
