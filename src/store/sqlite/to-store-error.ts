import { StoreError, type StoreErrorCode } from "../../core/ports/store.ts";

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html. */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;
/** Extended code: the shared memory of the write-ahead log could not grow. */
const SQLITE_IOERR_SHMSIZE = 4874;

/** Says what a failure of SQLite or of the file system at `where` means and what to do about it. */
export function toStoreError(error: unknown, where: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  return new StoreError(code, explain(code, where, error), { cause: error });
}

/** Whether another connection holds the file. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== undefined && [SQLITE_BUSY, SQLITE_LOCKED].includes(code & 0xff);
}

function codeOf(error: unknown): StoreErrorCode {
  const extended = sqliteCode(error);
  if (extended !== undefined) {
    if (extended === SQLITE_IOERR_SHMSIZE) return "full";
    switch (extended & 0xff) {
      case SQLITE_FULL:
        return "full";
      case SQLITE_READONLY:
      case SQLITE_CANTOPEN:
        return "read-only";
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        return "in-use";
      case SQLITE_CORRUPT:
      case SQLITE_NOTADB:
        return "unreadable";
      default:
        return "failed";
    }
  }
  switch (systemCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return "full";
    case "EROFS":
    case "EACCES":
    case "EPERM":
    case "ENOTDIR":
    case "EEXIST":
    case "EISDIR":
    case "ENOENT":
      return "read-only";
    default:
      return "failed";
  }
}

function explain(code: StoreErrorCode, where: string, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  switch (code) {
    case "full":
      return `There is no space left for ${where}. Free some disk space (or raise the quota); what was stored before is safe.`;
    case "read-only":
      return `${where} cannot be written (${said}). Give this user write access to that folder, or choose another one with MARU_DATA.`;
    case "in-use":
      return `${where} is locked by another program. Close what else has it open (a database viewer, a backup) and try again.`;
    case "unreadable":
      return `${where} is damaged or not a database of Maru (${said}). Restore it from a backup, or move it away: Maru then starts with an empty one.`;
    case "bad-uri":
    case "missing":
    case "failed":
      if (((sqliteCode(error) ?? 0) & 0xff) === SQLITE_IOERR) {
        return `The disk could not read or write ${where} (${said}). Check the disk, its quota and the system's log.`;
      }
      if (systemCode(error) === "ERR_INVALID_STATE") return "The store is closed: Maru is shutting down.";
      return `The store at ${where} failed: ${said}`;
    default:
      return code satisfies never;
  }
}

function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === "number" ? code : undefined;
}

function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
