import { OperatorError } from "../core/ports/operator-error.ts";

/** Where a command's results go, at the pace of whoever reads them. */
export interface Outlet {
  /**
   * Resolves when there is room for more; to `false` once nobody reads any more (as with `| head`). Rejects with an
   * `OperatorError` when it cannot be written, e.g. on a full disk.
   */
  write(text: string): Promise<boolean>;
}

/** What an outlet needs of a stream of Node's. */
interface WritableSide {
  write(text: string, written: (error?: Error | null) => void): boolean;
  on(event: "error", listener: (error: Error) => void): unknown;
}

export function createOutlet(stream: WritableSide): Outlet {
  let failure: Error | undefined;
  let listening = false;
  return {
    write(text) {
      // The stream reports a failure here too, and an error that nobody listens to would end the process.
      if (!listening) {
        listening = true;
        stream.on("error", (error) => {
          failure = error;
        });
      }
      return new Promise((resolve, reject) => {
        stream.write(text, (error) => {
          const fault = failure ?? error;
          if (!fault) resolve(true);
          else if ((fault as { code?: unknown }).code === "EPIPE") resolve(false);
          else
            reject(new OperatorError(`The results cannot be written: ${fault.message}.`, { cause: fault }));
        });
      });
    },
  };
}
