/** What moderation's audit log says: the report, thresholds refitted from it, the daily word; and the random sample. */

export { createCalendar } from "./calendar.ts";
export { type CategoryCalibration, calibrateCategory, estimatePool } from "./calibration/calibrate.ts";
export { type CalibrationSet, readCalibrationSet } from "./calibration/calibration-set.ts";
export { createDailyReport } from "./daily/daily-report.ts";
export { foldReport } from "./figures/fold-report.ts";
export { createReports } from "./reports.ts";
export { createSample, type Sample } from "./sample.ts";
