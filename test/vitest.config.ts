import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    // Real processes and models are slow to start on a loaded 2-core machine; a test waits for events, never for time.
    // Vitest leaves one core free, which on two cores is half of them; much of a test's time is waiting for another process.
    // Modules are loaded once for each worker, not for each file: a third of the time. So nothing in src or test keeps state in a module,
    // and whoever changes clocks or globals puts them back.
    isolate: false,
    setupFiles: ["test/nodes-own-fetch.ts"],
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
