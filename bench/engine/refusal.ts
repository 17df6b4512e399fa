/** What was asked of this bench. Shapes are empty where none was named. */
interface Asked {
  /** As they were named; empty: all. */
  readonly named: readonly string[];
  readonly shapes: readonly string[];
  readonly threads: string;
  /** The parts that there are, each with the shapes that it is measured on. */
  readonly measured: Readonly<Record<string, readonly string[]>>;
}

/** Why that cannot be measured, in a sentence; nothing where it can. */
export function refusal({ named, shapes, threads, measured }: Asked): string | undefined {
  const shapesOf = new Map<string, readonly string[]>(Object.entries(measured));
  if (!named.every((part) => shapesOf.has(part)))
    return `There are these parts: ${[...shapesOf.keys()].join(", ")}.`;
  const known = [...new Set([...shapesOf.values()].flat())];
  const unknown = shapes.find((shape) => !known.includes(shape));
  if (unknown !== undefined)
    return `There is no shape ${JSON.stringify(unknown)}, but these: ${known.join(", ")}.`;
  for (const part of shapes.length === 0 ? [] : named) {
    const its = shapesOf.get(part) ?? [];
    if (!shapes.some((shape) => its.includes(shape)))
      return `${part} is not measured on ${shapes.join(" or ")}, only on ${its.join(" and ")}.`;
  }
  const idle = shapes.find(
    (shape) => named.length > 0 && !named.some((part) => shapesOf.get(part)?.includes(shape)),
  );
  if (idle !== undefined) return `None of ${named.join(", ")} is measured on ${idle}.`;
  if (!/^[1-9]\d{0,2}$/.test(threads))
    return `--threads takes a whole number from 1 to 999, not ${JSON.stringify(threads)}.`;
  return undefined;
}
