import { App, type Receiver } from "@slack/bolt";
import type { Logger } from "../../src/core/ports/logger.ts";
import { createSdkLog } from "./sdk-log.ts";

/** Bolt's app on a receiver. It asks Slack for nothing by itself: whom a body is for is known. */
export function createBoltApp(receiver: Receiver, log: Logger): App {
  const app = new App({
    receiver,
    logger: createSdkLog(log),
    authorize: async () => ({}),
    convoStore: false,
    ignoreSelf: false,
  });
  app.error(async (error) => {
    log.error({ err: error.original ?? error }, "slack event not handled");
  });
  return app;
}
