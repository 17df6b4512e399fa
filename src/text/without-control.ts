const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A line without control characters, and without what turns the direction of the text around it. */
export const withoutControl = (line: string): string => line.replaceAll(CONTROL, "");
