/** A part of the code base and what it may import besides itself; what is not listed it may not. */
export interface Room {
  /** A file or folder; `*` stands for any one name. The most specific room that a file lies in is its room. */
  readonly room: string;
  /**
   * Files of Maru: `src/text/**` is all that lies in there, `./…` is one of the room's folder, `types of …` allows
   * `import type` only, `any` is any.
   */
  readonly ofMaru: readonly string[];
  /** Packages and modules of Node, in the same way; `not …` takes back a part of `any`. */
  readonly fromOutside: readonly string[];
}

const PORTS = ["src/core/types.ts", "src/core/ports/**"];
const TYPES_OF_PORTS = PORTS.map((port) => `types of ${port}`);
/** The inner rooms of moderation that a running Maru uses. */
const MODERATION = ["audit", "cases", "guard", "measure", "policy", "report", "router", "screen"];
const doorsOf = (rooms: readonly string[]) => rooms.map((room) => `src/moderation/${room}/index.ts`);
const DOORS = [
  "src/*/index.ts",
  "src/model/catalogue/index.ts",
  "src/model/tune/index.ts",
  ...doorsOf(MODERATION),
];

/** The table in docs/architecture.md says the same. */
export const rooms: readonly Room[] = [
  {
    room: "src/main.ts",
    ofMaru: ["src/cli/*.ts"],
    fromOutside: ["node:fs", "node:fs/promises"],
  },
  {
    room: "src/cli",
    ofMaru: [...DOORS, ...PORTS, "src/text/**", "src/waiting/**"],
    fromOutside: [
      "commander",
      "node:crypto",
      "node:fs/promises",
      "node:os",
      "node:path",
      "what is found at start",
    ],
  },
  {
    room: "src/core",
    ofMaru: [...PORTS, "src/text/**"],
    fromOutside: ["rate-limiter-flexible", "node:crypto", "node:timers/promises", "types of keyv"],
  },
  { room: "src/core/types.ts", ofMaru: [], fromOutside: [] },
  { room: "src/core/ports", ofMaru: ["src/core/types.ts"], fromOutside: ["types of keyv", "types of zod"] },
  {
    room: "src/model",
    ofMaru: [...PORTS, "src/text/**", "src/model/server/index.ts", "src/model/llama/openmp-build.ts"],
    fromOutside: ["node:**"],
  },
  {
    room: "src/model/server",
    ofMaru: [
      ...PORTS,
      "src/text/**",
      "src/waiting/**",
      "src/model/thought-filter.ts",
      "src/model/backoff.ts",
      "src/model/urgency.ts",
    ],
    fromOutside: ["zod", "node:timers/promises"],
  },
  {
    room: "src/model/llama/child",
    ofMaru: [
      ...PORTS,
      "src/text/**",
      "src/waiting/**",
      "src/model/fault.ts",
      "src/model/thought-filter.ts",
      "src/model/urgency.ts",
      "src/model/gguf/**",
      "src/model/llama/*.ts",
    ],
    fromOutside: ["node-llama-cpp", "node:crypto", "node:fs", "node:os"],
  },
  {
    room: "src/model/llama/openmp-build.ts",
    ofMaru: ["types of src/model/llama/engine-process.ts", "src/model/llama/openmp-option.ts"],
    // Of node-llama-cpp it only asks where it lies.
    fromOutside: ["node-llama-cpp", "node:child_process", "node:fs/promises", "node:module", "node:path"],
  },
  {
    room: "src/model/catalogue",
    ofMaru: [...PORTS, "src/text/**", "src/model/fault.ts", "src/model/gguf/**"],
    fromOutside: ["node:**", "zod"],
  },
  {
    room: "src/model/tune",
    ofMaru: [...PORTS, "types of src/model/llama/settings.ts", "types of src/model/llama/protocol.ts"],
    fromOutside: [],
  },
  { room: "src/search", ofMaru: [...PORTS, "src/text/**"], fromOutside: ["node:timers/promises"] },
  {
    room: "src/moderation",
    ofMaru: [...PORTS, "src/text/**", ...doorsOf(["cases", "policy", "report", "router", "screen"])],
    fromOutside: [],
  },
  { room: "src/moderation/normalise", ofMaru: [], fromOutside: [] },
  { room: "src/moderation/audit", ofMaru: [...PORTS, "src/text/**"], fromOutside: ["node:crypto"] },
  {
    room: "src/moderation/cases",
    ofMaru: [
      ...PORTS,
      "src/text/**",
      "src/waiting/**",
      "src/moderation/audit/index.ts",
      "types of src/moderation/policy/index.ts",
    ],
    fromOutside: ["node:crypto"],
  },
  {
    room: "src/moderation/policy",
    ofMaru: [
      ...PORTS,
      "src/text/**",
      "src/moderation/log-odds.ts",
      "src/moderation/new-names.ts",
      "src/moderation/normalise/index.ts",
      "src/moderation/score-counts.ts",
    ],
    fromOutside: ["re2js", "node:crypto"],
  },
  { room: "src/moderation/guard", ofMaru: [...PORTS, "src/text/**"], fromOutside: [] },
  { room: "src/moderation/measure", ofMaru: [], fromOutside: ["node:fs/promises", "node:path"] },
  {
    room: "src/moderation/report",
    ofMaru: [...PORTS, "src/text/**", "src/waiting/**", "src/moderation/audit/index.ts"],
    fromOutside: ["croner", "node:crypto", "types of keyv"],
  },
  { room: "src/moderation/router", ofMaru: ["src/moderation/normalise/index.ts"], fromOutside: [] },
  {
    room: "src/moderation/screen",
    ofMaru: [...PORTS, "src/text/**", "src/moderation/router/index.ts"],
    fromOutside: [],
  },
  {
    room: "src/moderation/training",
    ofMaru: [
      "src/moderation/measure/index.ts",
      "src/moderation/normalise/index.ts",
      "src/moderation/router/**",
    ],
    fromOutside: [],
  },
  {
    room: "src/summary",
    ofMaru: [...PORTS, "src/text/**", "src/waiting/**"],
    fromOutside: ["zod", "node:crypto", "types of keyv"],
  },
  { room: "src/digests", ofMaru: PORTS, fromOutside: ["croner"] },
  {
    room: "src/exports",
    ofMaru: PORTS,
    fromOutside: ["yauzl", "zod", "node:fs/promises", "node:path"],
  },
  { room: "src/store", ofMaru: PORTS, fromOutside: ["keyv", "node:**"] },
  {
    room: "src/config",
    ofMaru: PORTS,
    fromOutside: ["croner", "re2js", "yaml", "zod", "types of zod/v4/core", "node:fs/promises", "node:path"],
  },
  { room: "src/ops", ofMaru: PORTS, fromOutside: ["pino", "pino-pretty", "prom-client"] },
  { room: "src/platform", ofMaru: [...PORTS, "src/text/**"], fromOutside: ["node:timers/promises"] },
  { room: "src/text", ofMaru: [], fromOutside: [] },
  { room: "src/waiting", ofMaru: [], fromOutside: [] },
  {
    room: "adapters/*",
    ofMaru: [...PORTS, "src/platform/**", "src/text/**", "src/waiting/**", "./shared/**"],
    fromOutside: ["any", "not node-llama-cpp", "not node:process"],
  },
  {
    room: "adapters/web/page",
    ofMaru: ["adapters/web/shared/**", "types of adapters/web/wire.ts", ...TYPES_OF_PORTS],
    fromOutside: ["preact", "preact/hooks", "htm", "markdown-it", "dompurify"],
  },
  {
    room: "adapters/web/shared",
    ofMaru: ["types of adapters/web/wire.ts", ...TYPES_OF_PORTS],
    fromOutside: ["markdown-it"],
  },
  { room: "test", ofMaru: ["any"], fromOutside: ["any"] },
  { room: "bench", ofMaru: ["any"], fromOutside: ["any"] },
  { room: "docs", ofMaru: ["any"], fromOutside: ["any"] },
];
