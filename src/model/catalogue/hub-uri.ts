/**
 * Names of model files on a hub: `hf:user/repo/folder/file.gguf` for one file, `hf:user/repo:Q4_K_M`
 * for the file of that quantisation. Everything that becomes a path on disk passes through here.
 */

export interface HubFile {
  readonly user: string;
  readonly repo: string;
  /** Path within the repository, `/` between folders, ends in `.gguf`. */
  readonly file: string;
}

export interface HubTag {
  readonly user: string;
  readonly repo: string;
  /** A quantisation such as `Q4_K_M`, as written. */
  readonly tag: string;
}

export type HubUri = HubFile | HubTag;

export type ParsedHubUri =
  | { readonly ok: true; readonly uri: HubUri }
  /** `problem` says what is wrong and what a right one looks like. */
  | { readonly ok: false; readonly problem: string };

const EXAMPLES = "Write hf:user/repo/file.gguf or hf:user/repo:Q4_K_M.";
/** Hub names of people and repositories: letters, digits and single `-`, `_`, `.` between them, at most 96. */
const HUB_NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?$/;
/** Narrower than what file systems allow, so that a name means the same on each of them. */
const PATH_SEGMENT = /^[A-Za-z0-9_](?:[A-Za-z0-9 ._+=@()-]{0,198}[A-Za-z0-9_+=@()-])?$/;
/** Devices, whatever the extension, where the file system is Windows'. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

export function isHubUri(text: string): boolean {
  return /^hf:/i.test(text.trim());
}

/** Parses text of a person or a config. */
export function parseHubUri(text: string): ParsedHubUri {
  const trimmed = text.trim();
  if (!isHubUri(trimmed)) return refused(`"${shown(trimmed)}" is not a model URI. ${EXAMPLES}`);
  const [user = "", repoAndTag = "", ...folders] = trimmed.slice("hf:".length).split("/");
  const [repo = "", ...tags] = repoAndTag.split(":");
  for (const name of [user, repo]) {
    if (!isHubName(name)) {
      return refused(`"${shown(trimmed)}": "${shown(name)}" is not a user or repository. ${EXAMPLES}`);
    }
  }
  if (tags.length > 0) {
    const tag = tags.join(":");
    return folders.length === 0 && isHubName(tag)
      ? { ok: true, uri: { user, repo, tag } }
      : refused(`"${shown(trimmed)}": "${shown(tag)}" is not a quantisation. ${EXAMPLES}`);
  }
  const file = folders.join("/");
  if (file === "") return refused(`"${shown(trimmed)}" does not say which file. ${EXAMPLES}`);
  if (!isModelPath(file)) {
    return refused(`"${shown(trimmed)}": "${shown(file)}" is not the path of a .gguf file. ${EXAMPLES}`);
  }
  return { ok: true, uri: { user, repo, file } };
}

/** Whether a path within a repository, as a hub may claim it, can become a path in our models folder. */
export function isModelPath(path: string): boolean {
  const segments = path.split("/");
  return (
    segments.length <= 6 &&
    segments.every((segment) => PATH_SEGMENT.test(segment) && !DEVICE_NAME.test(segment)) &&
    /[^/]\.gguf$/i.test(path)
  );
}

/** The URI as people write it. */
export function formatHubUri(uri: HubUri): string {
  return "file" in uri ? `hf:${uri.user}/${uri.repo}/${uri.file}` : `hf:${uri.user}/${uri.repo}:${uri.tag}`;
}

function isHubName(name: string): boolean {
  return HUB_NAME.test(name) && !/\.\.|--/.test(name) && !DEVICE_NAME.test(name);
}

function refused(problem: string): ParsedHubUri {
  return { ok: false, problem };
}

/** Fit for a terminal: no control characters, no endless line. */
function shown(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "�");
  return clean.length > 120 ? `${clean.slice(0, 120)}…` : clean;
}
