/** What a client did wrong in form, whatever the state of things. */
const formCodes = new Set([50035, 50006, 50109, 40060]);

/** One form error, e.g. `{ code: "BASE_TYPE_REQUIRED", message: "This field is required" }`. */
export interface FormError {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** An answer that is not a success. `code` is one of Discord's JSON error codes (docs: topics/opcodes-and-status-codes#json). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: object | undefined;
  /** Whether the client could have known better: then it is a violation too. */
  readonly avoidable: boolean;
  constructor(
    status: number,
    code: number,
    message: string,
    errors?: object,
    avoidable = formCodes.has(code),
  ) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.avoidable = avoidable;
  }
}

export const apiError = (status: number, code: number, message: string): ApiError =>
  new ApiError(status, code, message);

export const missingAccess = (): ApiError => apiError(403, 50001, "Missing Access");
export const missingPermissions = (): ApiError => apiError(403, 50013, "Missing Permissions");

/** 50035 with the errors nested by field, as Discord writes them (docs: reference#error-messages). */
export const invalidForm = (errors: readonly FormError[]): ApiError => {
  const nested: Record<string, unknown> = {};
  for (const { path, code, message } of errors) {
    let at: Record<string, unknown> = nested;
    for (const key of path) {
      at[String(key)] ??= {};
      at = at[String(key)] as Record<string, unknown>;
    }
    const { _errors: before = [] } = at as { _errors?: object[] };
    Object.assign(at, { _errors: [...before, { code, message }] });
  }
  return new ApiError(400, 50035, "Invalid Form Body", nested);
};

/** A form error for something that has just changed: the client is not to blame. */
export const overtaken = (error: FormError): ApiError => {
  const { status, code, message, errors } = invalidForm([error]);
  return new ApiError(status, code, message, errors, false);
};
