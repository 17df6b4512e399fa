import type { ReviewCase } from "../core/ports/review.ts";

/** The words of the part that the case is about. */
export function judgedText({ findings, message }: Pick<ReviewCase, "findings" | "message">): string {
  switch (findings.part) {
    case "text":
      return message.text;
    case "author-name":
      return message.author.name;
    case "thread-title":
      return message.threadTitle ?? "";
    case "file-name":
      return (message.fileNames ?? []).join("\n");
    default:
      return findings.part satisfies never;
  }
}
