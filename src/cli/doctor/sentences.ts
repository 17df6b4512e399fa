/** An error's message as what happened (its first sentence) and what to do (the others). */
export function splitAdvice(message: string): { readonly detail: string; readonly remedy: string } {
  const end = message.search(/[.)] (?=[A-Z])/) + 1;
  if (end === 0) return { detail: message, remedy: "See docs/operations.md." };
  return { detail: message.slice(0, end), remedy: message.slice(end).trim() };
}
