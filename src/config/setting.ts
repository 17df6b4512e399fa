import { z } from "zod";

/** A group of settings that is there with its defaults when the file has none of it. */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  // Each member has a default, so the empty group is always valid input.
  return z.strictObject(shape).prefault({} as never);
}

export function text() {
  return z
    .string()
    .trim()
    .min(1, { error: "must not be empty" })
    .refine((value) => !value.includes("\u0000"), { error: "must not hold a NUL character" });
}

export function whole(min: number, max: number) {
  return z.int().min(min).max(max);
}
