import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    // Real processes and models are slow to start on a loaded 2-core machine; a test waits for events, never for time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
