/** How Maru is watched: its log, its metrics, its health. */
export { createHealth, type HealthParts, type HealthReport } from "./health.ts";
export { createLogger, type LogConfig, type LogDestination } from "./logger.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
