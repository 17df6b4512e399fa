import type { Keyv } from "keyv";

/** All records of a kind, by key. Throws where the store cannot list them: "nothing is kept" may never mean "it cannot be looked up". */
export async function allOf<Value>(records: Keyv<Value>): Promise<readonly (readonly [string, Value])[]> {
  if (!records.iterator) throw new Error("The store cannot list its records.");
  const found: [string, Value][] = [];
  for await (const [key, value] of records.iterator(undefined)) found.push([key, value]);
  return found;
}
