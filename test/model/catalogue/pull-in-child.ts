/** Runs `models pull` in a process of its own, which a test stops. Arguments: endpoint, models folder, URI. */
import { createModels } from "../../../src/cli/models.ts";

const [, , hubEndpoint = "", modelsFolder = "", what = ""] = process.argv;
const { stdout, stderr } = process;
const memory = { totalBytes: 8e9, availableBytes: 6e9 };
const models = createModels({ modelsFolder, memory, hubEndpoint, io: { stdout, stderr, isTTY: false } });
process.exitCode = await models.run(["pull", what]);
