import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src/store/index.ts";
import { storeContract } from "../contract/store.ts";
import { silentLog } from "./silent-log.ts";

storeContract("sqlite:", {
  durable: true,
  shared: false,
  fresh: async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), "maru-test-"));
    return {
      open: (now) => openStore("sqlite:maru.db", { dataFolder, now, log: silentLog }),
      remove: () => rm(dataFolder, { recursive: true, force: true }),
    };
  },
});
