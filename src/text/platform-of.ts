/** The platform in an id: its part before the first colon, `web` of `web:general/12`. */
export const platformOf = (id: string): string => id.slice(0, id.indexOf(":"));
