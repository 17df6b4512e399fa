/** Something wrong in the config, and what to do about it. */
export interface ConfigFault {
  /** The setting's path, e.g. `model.lora[0].scale`, or the environment variable; empty for the file as a whole. */
  readonly where: string;
  /** Counted from 1; absent for what does not stand in the file. */
  readonly line?: number;
  readonly column?: number;
  readonly problem: string;
  readonly remedy: string;
}

/** `model.lora[0].scale` */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}

/** One fault in one or two lines, for a person at a terminal. `file` is the config file's path, if there is one. */
export function formatFault(fault: ConfigFault, file: string | undefined): string {
  const place =
    file !== undefined && fault.line !== undefined ? `${file}:${fault.line}:${fault.column ?? 1} ` : "";
  const where = fault.where === "" ? "" : `${fault.where} `;
  return `${place}${where}${fault.problem}.\n  ${fault.remedy}`;
}
