import { createLlamaModel } from "../../../src/model/index.ts";
import { modelContract } from "../../contract/model.ts";
import { QUIET, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const { path } = writeModel(folder, "model.gguf");

modelContract("The llama model", {
  create: () => createLlamaModel(settingsFor(path), { log: QUIET, observe() {} }),
  question: "hello there",
  answer: "Hello! 안녕하세요! 무엇을 도와드릴까요? 🦙",
  endless: "please count",
});
