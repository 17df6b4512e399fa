/** The name of somebody's file, as it may stand in a line of words: letters, digits, and what is harmless in every markup. */
export const safeFileName = (name: string): string => name.replace(/[^\p{L}\p{N}._ -]/gu, "_");
