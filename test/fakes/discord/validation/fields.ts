import { z } from "zod";

/** A schema for each field that discord-api-types knows of a body: the compiler tells when one is forgotten or made up. */
export type FieldsOf<Body> = Record<keyof Required<Body>, z.ZodType>;

export const snowflake = z.string().regex(/^\d{15,20}$/, "Value is not snowflake.");

/** Characters in code points. Which unit Discord counts is not documented; this is what other libraries found. */
export const textLength = (text: string): number => [...text].length;

/** Text of `min` to `max` characters. */
export const text = (max: number, min = 0) =>
  z.string().superRefine((value, context) => {
    const length = textLength(value);
    if (length > max)
      context.addIssue({
        code: "custom",
        message: `Must be ${max} or fewer in length.`,
        params: { discord: "BASE_TYPE_MAX_LENGTH" },
      });
    if (length < min)
      context.addIssue({
        code: "custom",
        message: min === 1 ? "This field is required" : `Must be ${min} or more in length.`,
        params: { discord: min === 1 ? "BASE_TYPE_REQUIRED" : "BASE_TYPE_MIN_LENGTH" },
      });
  });

export const listOf = <Item extends z.ZodType>(item: Item, max: number, min = 0) =>
  z.array(item).superRefine((value, context) => {
    if (value.length > max || value.length < min)
      context.addIssue({
        code: "custom",
        message: `Must be between ${min} and ${max} in length.`,
        params: { discord: "BASE_TYPE_BAD_LENGTH" },
      });
  });

/** An issue with Discord's own code. */
export const issue = (code: string, message: string, path: PropertyKey[] = []) => ({
  code: "custom" as const,
  message,
  path,
  params: { discord: code },
});
