/**
 * Loads Node's own HTTP client before any other. Each copy of undici that a package brings makes itself the one that all of them send
 * through, unless one is there: which that is must not depend on which test a worker ran first.
 */
await fetch("data:,");

export {};
