import type { View } from "../web-api/arguments.ts";
import { faultsOfBlocks } from "./blocks.ts";
import { limits } from "./limits.ts";
import { faultsBySchema } from "./schemas.ts";

/** What is wrong with a modal or Home tab (docs: reference/views). */
export const faultsOfView = (view: View, type: "home" | "modal"): string[] => {
  const faults = faultsBySchema("view", view).map((fault) =>
    fault.replace("[json-pointer:", "[json-pointer:/view"),
  );
  if (faults.length > 0) return faults;
  const tooLong = (field: string, text: string | undefined, most: number) => {
    if ((text?.length ?? 0) > most)
      faults.push(`must be less than ${most + 1} characters [json-pointer:/view/${field}]`);
  };
  if (view.type !== type) faults.push(`must be a view of type ${type} [json-pointer:/view/type]`);
  tooLong("title/text", view.title?.text, limits.viewTitle);
  tooLong("submit/text", view.submit?.text, limits.viewTitle);
  tooLong("close/text", view.close?.text, limits.viewTitle);
  tooLong("private_metadata", view.private_metadata, limits.privateMetadata);
  tooLong("callback_id", view.callback_id, limits.viewId);
  tooLong("external_id", view.external_id, limits.viewId);
  tooLong("", JSON.stringify(view), limits.viewBytes);
  if (view.type === "modal" && !view.submit && view.blocks.some((block) => block.type === "input"))
    faults.push("missing required field: submit [json-pointer:/view]");
  faults.push(
    ...faultsOfBlocks(view.blocks, "view").map((fault) =>
      fault.replace("[json-pointer:", "[json-pointer:/view"),
    ),
  );
  return faults;
};
