import { expect, test } from "vitest";
import type { LogFields } from "../../src/core/ports/index.ts";
import type { Message } from "../../src/core/types.ts";
import { createContextBefore } from "../../src/moderation/index.ts";
import { quietLog } from "../core/stage.ts";
import { said } from "./policy/policy-of.ts";

function reading(read: (message: Message, count: number) => Promise<readonly Message[]>) {
  const warned: LogFields[] = [];
  const log = { ...quietLog, warn: (fields: LogFields) => void warned.push(fields) };
  return { contextOf: createContextBefore(read, { log }), warned };
}

test("what was said before is read, as much as is wanted", async () => {
  const before = [said("one"), said("two")];
  const { contextOf } = reading(async (_, count) => before.slice(-count));
  expect(await contextOf(said("three"), 1)).toEqual(before.slice(1));
});

test("where nothing is wanted, nothing is read", async () => {
  const { contextOf } = reading(() => Promise.reject(new Error("read")));
  expect(await contextOf(said("hi"), 0)).toEqual([]);
});

test("where the platform does not give it there is none, and the log says of which message", async () => {
  const { contextOf, warned } = reading(() => Promise.reject(new Error("Missing Access")));
  const message = said("hi");
  expect(await contextOf(message, 3)).toEqual([]);
  expect(warned).toEqual([{ message: message.id, err: expect.any(Error) }]);
});
