import { stat } from "node:fs/promises";
import { dirname } from "node:path";

/** The folder itself, or the nearest one above it that exists. */
export async function nearestExisting(folder: string): Promise<string> {
  const above = dirname(folder);
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined || above === folder ? folder : nearestExisting(above);
}
