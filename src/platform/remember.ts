/** Notes a value as the newest of a map, out of which the oldest fall when there are more than `max`. */
export function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, max: number): void {
  map.delete(key);
  map.set(key, value);
  forgetOldest(map, max);
}

/** Lets the first of a map or a set fall out when there are more than `max`. */
export function forgetOldest<Key>(entries: Map<Key, unknown> | Set<Key>, max: number): void {
  for (const oldest of entries.keys()) {
    if (entries.size <= max) return;
    entries.delete(oldest);
  }
}
