import type { WireSample } from "../../shared/moderation-wire.ts";
import { faultOf } from "../chat/teller.ts";
import type { ReviewParts } from "./review-parts.ts";

/** Asks about the random sample. */
export interface Sampling {
  read(): Promise<void>;
  label(sample: WireSample, label: "fine" | "harmful"): Promise<void>;
}

export function createSampling({ store, api, keepsakes, teller, nonce }: ReviewParts): Sampling {
  const token = () => keepsakes.token() ?? "";
  /** The server may still offer what was answered a moment ago. */
  const answered = new Set<string>();

  async function read(): Promise<void> {
    if (store.get().samples.state === "unread")
      store.dispatch({ type: "samples", samples: { state: "reading" } });
    try {
      const { samples } = await api.samples(token());
      const left = samples.filter(({ message }) => !answered.has(message.id));
      store.dispatch({ type: "samples", samples: { state: "ready", left } });
    } catch {
      store.dispatch({ type: "samples", samples: { state: "failed" } });
    }
  }

  return {
    read,
    async label(sample, label) {
      if (store.get().samples.sending) return;
      const id = sample.message.id;
      store.dispatch({ type: "samples", samples: { sending: true } });
      try {
        const { guard } = await api.label(token(), id, { label, nonce: nonce() });
        answered.add(id);
        const last = { sample, label, ...(guard === undefined ? {} : { guard }) };
        const left = store.get().samples.left.filter(({ message }) => message.id !== id);
        store.dispatch({ type: "samples", samples: { left, last, sending: false } });
        if (left.length === 0) await read();
      } catch (error) {
        store.dispatch({ type: "samples", samples: { sending: false } });
        if (faultOf(error) === "not-found") await read();
        else teller.failed("sample.failed", error);
      }
    },
  };
}
