import type { StatusBoard } from "../../src/platform/status-board.ts";
import type { Api } from "./api.ts";
import type { Clock } from "./clock.ts";
import type { SlackId, Ts } from "./ids.ts";

/** What Slack shows in a thread behind Maru's name before its first word: "is thinking…". */
export interface Status {
  /** Shows it soon, until something is posted there or it is ended. */
  show(text: string): void;
  /** Something is posted: Slack takes it away by itself. */
  end(): void;
  /** Nothing will be posted: takes it away. */
  clear(): Promise<void>;
}

/** @param renewMs Slack takes it away after 2 minutes */
export function createStatus(parts: {
  readonly api: Pick<Api, "setStatus">;
  readonly channel: SlackId;
  readonly thread: Ts;
  /** Names it on the board. */
  readonly question: string;
  readonly board: StatusBoard;
  readonly clock: Clock;
  readonly renewMs: number;
  /** Nothing else of the reply is shown meanwhile. */
  readonly inOrder: (work: () => Promise<void>) => Promise<void>;
  readonly failed: (error: unknown) => void;
}): Status {
  const { api, channel, thread, question, board, clock, renewMs, inOrder, failed } = parts;
  let wanted: string | undefined;
  let isShown = false;
  let callOff = () => {};

  function soon(): void {
    board.show(question, () =>
      inOrder(async () => {
        if (wanted === undefined) return;
        callOff();
        callOff = clock.after(renewMs, soon);
        isShown = true;
        await api.setStatus(channel, thread, wanted).catch(failed);
      }),
    );
  }

  function end(): void {
    wanted = undefined;
    callOff();
    board.drop(question);
  }

  return {
    show(text) {
      wanted = text;
      soon();
    },
    end,
    async clear() {
      end();
      if (isShown) await api.setStatus(channel, thread, "").catch(failed);
    },
  };
}
