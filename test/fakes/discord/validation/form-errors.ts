import type { z } from "zod";
import { type FormError, invalidForm } from "../rest/errors.ts";

/** What zod found, in Discord's words. The codes are those of its form errors, e.g. `BASE_TYPE_REQUIRED`. */
const formErrors = (issues: readonly z.core.$ZodIssue[], at: readonly PropertyKey[] = []): FormError[] =>
  issues.flatMap((issue): FormError[] => {
    const path = [...at, ...issue.path];
    switch (issue.code) {
      case "custom":
        return [{ path, code: codeOf(issue), message: issue.message }];
      case "invalid_type":
        return issue.input === undefined
          ? [{ path, code: "BASE_TYPE_REQUIRED", message: "This field is required" }]
          : [{ path, code: "BASE_TYPE_BAD_TYPE", message: `Must be of type ${issue.expected}.` }];
      case "too_big":
      case "too_small":
        return [{ path, code: "NUMBER_TYPE_RANGE", message: issue.message }];
      case "invalid_format":
        return [{ path, code: "STRING_TYPE_REGEX", message: issue.message }];
      case "invalid_value":
        return [
          {
            path,
            code: "BASE_TYPE_CHOICES",
            message: `Value must be one of (${issue.values.map(String).join(", ")}).`,
          },
        ];
      case "unrecognized_keys":
        return issue.keys.map((key) => ({
          path: [...path, key],
          code: "UNKNOWN_FIELD",
          message: "Unknown field.",
        }));
      case "invalid_union":
        return formErrors(issue.errors[0] ?? [], path);
      default:
        return [{ path, code: "INVALID", message: issue.message }];
    }
  });

const codeOf = ({ params }: z.core.$ZodIssueCustom): string => {
  const { discord = "INVALID" } = params ?? {};
  return String(discord);
};

/**
 * Checks a body against its shape.
 * @throws ApiError 50035 with every fault at its place
 */
export const parseForm = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw invalidForm(formErrors(parsed.error.issues));
};
