/** Runs `models pull` in a process of its own, which a test stops. Arguments: endpoint, models folder, URI. */
import { modelsCommand } from "../../../src/cli/models.ts";

const [, , hubEndpoint = "", modelsFolder = "", what = ""] = process.argv;
const { stdout, stderr } = process;
const memory = { totalBytes: 8e9, availableBytes: 6e9 };
const command = modelsCommand({ modelsFolder, memory, hubEndpoint, io: { stdout, stderr, isTTY: false } });
await command.parseAsync(["pull", what], { from: "user" });
