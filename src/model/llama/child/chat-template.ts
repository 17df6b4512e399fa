import {
  AlpacaChatWrapper,
  ChatMLChatWrapper,
  type ChatWrapper,
  GemmaChatWrapper,
  GeneralChatWrapper,
  JinjaTemplateChatWrapper,
  Llama3_1ChatWrapper,
  Llama3ChatWrapper,
  type LlamaModel,
  QwenChatWrapper,
  resolveChatWrapper,
} from "node-llama-cpp";
import { FaultError } from "../../fault.ts";
import type { TemplateName } from "../settings.ts";
import { llama2Template } from "./llama2-template.ts";

/** Without dates: they would change the prompt's start every day, and with it spoil the cache. Without tools: there are none. */
const PLAIN_LLAMA_3_1 = { todayDate: null, cuttingKnowledgeDate: null, noToolInstructions: true } as const;
/** The same for node-llama-cpp's other wrappers, and as little thinking as the family allows: people wait for the answer. */
const PLAIN_OTHERS = {
  "llama3.1": PLAIN_LLAMA_3_1,
  "llama3.2-lightweight": PLAIN_LLAMA_3_1,
  qwen: { thoughts: "discourage" },
  gemma4: { reasoning: false },
  harmony: { todayDate: null, cuttingKnowledgeDate: null, reasoningEffort: "low" },
  muse: { todayDate: null, reasoningStrength: "low" },
  seed: { thinkingBudget: 0 },
} as const;

/** The chat template for a model: the one that was asked for, or by what the file says. */
export function chatTemplate(model: LlamaModel, wanted: "auto" | TemplateName): ChatWrapper {
  const jinja = fileTemplate(model);
  if (wanted === "auto") return forFile(model, jinja);
  if (wanted === "file" && jinja === undefined) {
    throw new FaultError(
      "unsupported",
      'The model\'s file holds no chat template, but model.template is "file".',
      'Set model.template to "auto" or to the model\'s family.',
    );
  }
  return named(model, wanted, jinja ?? "");
}

function named(model: LlamaModel, name: TemplateName, jinja: string): ChatWrapper {
  switch (name) {
    case "llama2":
      return llama2Template();
    case "llama3":
      return new Llama3ChatWrapper();
    case "llama3.1":
      return new Llama3_1ChatWrapper(PLAIN_LLAMA_3_1);
    case "alpaca":
      return new AlpacaChatWrapper();
    case "chatml":
      return new ChatMLChatWrapper();
    case "qwen":
      return new QwenChatWrapper({ thoughts: "discourage" });
    case "gemma":
      return new GemmaChatWrapper();
    case "file":
      return new JinjaTemplateChatWrapper({ template: jinja, reasoning: false, tokenizer: model.tokenizer });
    case "general":
      return new GeneralChatWrapper();
    default:
      return name satisfies never;
  }
}

/**
 * A family is known by the marks that its template writes. What none of these marks is in goes to
 * node-llama-cpp, which compares what templates render with the wrappers it knows, and else runs the
 * template itself.
 */
function forFile(model: LlamaModel, jinja: string | undefined): ChatWrapper {
  const has = (...marks: readonly string[]) => marks.every((mark) => jinja?.includes(mark));
  if (has("<|start_header_id|>", "Cutting Knowledge Date")) return named(model, "llama3.1", "");
  if (has("<|start_header_id|>", "<|eot_id|>")) return named(model, "llama3", "");
  if (has("<start_of_turn>")) return named(model, "gemma", "");
  if (has("### Instruction")) return named(model, "alpaca", "");
  if (has("[INST]", "<<SYS>>")) return named(model, "llama2", "");
  if (has("<|im_start|>", "enable_thinking")) return named(model, "file", jinja ?? "");
  const found = resolveChatWrapper({
    fileInfo: model.fileInfo,
    tokenizer: model.tokenizer,
    ...(model.filename === undefined ? {} : { filename: model.filename }),
    customWrapperSettings: {
      ...PLAIN_OTHERS,
      ...(jinja === undefined ? {} : { jinjaTemplate: { template: jinja, reasoning: false } }),
    },
    warningLogs: false,
  });
  return found ?? new GeneralChatWrapper();
}

function fileTemplate(model: LlamaModel): string | undefined {
  const template = model.fileInfo.metadata.tokenizer?.chat_template;
  return template === undefined || template.trim() === "" ? undefined : template;
}
