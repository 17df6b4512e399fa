const addressee = /^@?[^\s:,]{1,64}[:,](?=\s)|(?<![\p{L}\p{N}])@\S+/gu;

/** A sentence without whom it is said to, "bob: …", "@민수 …": that says nothing of the matter. */
export const withoutAddressee = (sentence: string): string => sentence.replace(addressee, " ");
