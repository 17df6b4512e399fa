import { ServerFault } from "./server-fault.ts";

/** More characters without the end of an event, in one line or in several, are no event of an answer. */
const MAX_EVENT_CHARS = 4_000_000;

/**
 * The data of each server-sent event. Comments and other fields are left out. Rejects with a `ServerFault` (`broken`) when
 * what comes is endless. Source: the HTML standard, "Server-sent events".
 */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = [];
  let chars = 0;
  for await (const line of lines(body)) {
    if (line === "") {
      if (data.length > 0) yield data.join("\n");
      data = [];
      chars = 0;
    } else if (line.startsWith("data:")) {
      chars += line.length;
      if (chars > MAX_EVENT_CHARS) throw endless();
      data.push(line.slice(line[5] === " " ? 6 : 5));
    }
  }
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const complete = rest.split("\n");
    rest = complete.pop() ?? "";
    if (rest.length > MAX_EVENT_CHARS) throw endless();
    for (const line of complete) yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  // An event ends with an empty line; what was broken off is none.
}

const endless = () => new ServerFault("broken", "the server sends an event without end");
