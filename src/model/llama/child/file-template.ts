import { JinjaTemplateChatWrapper, type LlamaModel, type LlamaText } from "node-llama-cpp";

/** Renders turns, and the beginning of the model's own turn after them, by the Jinja template that stands in a model's file. */
export type FileTemplate = (turns: readonly TemplateTurn[]) => LlamaText;

export interface TemplateTurn {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** `undefined` when the file has none that can be run. */
export function fileTemplate(model: LlamaModel): FileTemplate | undefined {
  const template = model.fileInfo.metadata.tokenizer?.chat_template;
  if (template === undefined || template.trim() === "") return undefined;
  const given: { turns?: readonly TemplateTurn[]; add_generation_prompt: boolean } = {
    add_generation_prompt: true,
  };
  try {
    // node-llama-cpp's wrapper always ends with a turn of the model's, which the template of a guard takes for the text to judge.
    // So the turns are handed over beside the conversation, which stays empty but where the wrapper tries itself out.
    const wrapper = new JinjaTemplateChatWrapper({
      template: `{%- if turns is defined %}{%- set messages = turns %}${template}{%- else %}{%- for message in messages %}{{- message.content }}{%- endfor %}{%- endif %}`,
      additionalRenderParameters: given,
      functionCallMessageTemplate: "noJinja",
      reasoning: false,
      tokenizer: model.tokenizer,
    });
    return (turns) => {
      given.turns = turns;
      try {
        return wrapper.generateContextState({ chatHistory: [] }).contextText;
      } finally {
        delete given.turns;
      }
    };
  } catch {
    return undefined;
  }
}
