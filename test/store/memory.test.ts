import { openStore } from "../../src/store/index.ts";
import { storeContract } from "../contract/store.ts";
import { silentLog } from "./silent-log.ts";

storeContract("memory:", {
  durable: false,
  shared: false,
  fresh: async () => ({
    // A data folder that cannot be made: this store touches no disk.
    open: (now) => openStore("memory:", { dataFolder: "/dev/null/maru", now, log: silentLog }),
    remove: async () => {},
  }),
});
