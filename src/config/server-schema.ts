import { z } from "zod";
import { text, whole } from "./setting.ts";

/** Where a server answers, and nothing secret in it. */
const address = text().superRefine((value, context) => {
  const fault = addressFault(value);
  if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
});

function addressFault(value: string): string | undefined {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol))
    return "must be an address, e.g. http://127.0.0.1:8080";
  if (url.username !== "" || url.password !== "") return "must hold no user and no password: use keyVariable";
  return url.search === "" && url.hash === "" ? undefined : "must end with the path, without ? and #";
}

const server = z.strictObject({
  url: address.describe("Where it answers, e.g. http://127.0.0.1:8080."),
  model: text().optional().describe("What the server calls its model; absent: the first that it names."),
  parallel: whole(1, 1024)
    .optional()
    .describe("Requests that it works on at the same time; absent: what it says, or else a few."),
  keyVariable: z
    .string()
    .regex(/^MARU_KEY(_[A-Z0-9]+)*$/, {
      error: "must be the name of an environment variable that begins with MARU_KEY, not the key itself",
    })
    .optional()
    .describe("The environment variable with the server's API key: MARU_KEY or MARU_KEY_SOMETHING."),
  sees: z
    .boolean()
    .optional()
    .describe("Whether its model sees images; absent: what llama-server and Ollama say, and no for others."),
});

/** Servers that run a model instead of Maru itself. */
export const servers = z
  .array(server)
  .max(64)
  .refine((list) => new Set(list.map(({ url }) => URL.parse(url)?.href ?? url)).size === list.length, {
    error: "must not hold the same url twice",
  })
  .default([]);

/** Either a file that Maru runs, or servers. */
export const eitherFileOrServers = {
  check: ({ use, servers: list }: { readonly use: string; readonly servers: readonly unknown[] }) =>
    list.length === 0 || use === "auto",
  fault: { path: ["servers"], error: "cannot stand beside use: either Maru runs the model, or servers do" },
};
