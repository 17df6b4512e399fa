export type Label = "fine" | "harmful";

/**
 * What people's labels make of a message: what most of them say. As many against as for: `disputed`, until a further
 * person has said. Nobody has: `undefined`.
 */
export function verdictOfLabels(labels: Iterable<Label>): Label | "disputed" | undefined {
  let balance = 0;
  let count = 0;
  for (const label of labels) {
    balance += label === "harmful" ? 1 : -1;
    count++;
  }
  if (count === 0) return undefined;
  if (balance === 0) return "disputed";
  return balance > 0 ? "harmful" : "fine";
}
