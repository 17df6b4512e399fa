import { text } from "./setting.ts";

/** The IANA name of a time zone. */
export function timeZone() {
  return text().superRefine((name, context) => {
    if (isTimeZone(name)) return;
    context.addIssue({
      code: "custom",
      input: name,
      message: "must be a time zone, e.g. Asia/Seoul or Europe/London",
      params: { known: Intl.supportedValuesOf("timeZone") },
    });
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
