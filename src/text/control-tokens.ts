/**
 * Marks with which the chat templates of language models tell turns apart. In a person's text they could pass
 * for a turn of somebody else. Each is matched in the spelling that the family uses.
 */
const MARKS = new RegExp(
  [
    // Llama 3, ChatML/Qwen, StableLM, Phi, Granite, gpt-oss: <|eot_id|>, <|im_start|>; Gemma 4: <|turn>, <turn|>.
    String.raw`<\|[\w.:-]{1,64}\|?>`,
    String.raw`<[\w.:-]{1,64}\|>`,
    // DeepSeek, with full-width bars.
    String.raw`<｜[\w▁.:-]{1,64}｜>`,
    // Gemma, Llama 2, Mistral, Seed and others.
    "<(?:start|end)_of_turn>",
    String.raw`<\/?s>`,
    "<(?:bos|eos|pad|unk)>",
    String.raw`<<\/?SYS>>`,
    String.raw`\[\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|THINK)\]`,
    String.raw`<seed:\w{1,32}>`,
    // Reasoning models.
    String.raw`<\/?think>`,
    // Alpaca, and the general template: headings at the start of a line.
    String.raw`(?<=^[ \t]{0,3})#{3}(?=[ \t]{0,3}(?:Instruction|Response|Input|System|Human|User|Assistant)[ \t]{0,3}(?::|$))`,
  ].join("|"),
  "gim",
);

/**
 * Makes the control marks of all known model families inert by a space after their first character, which people
 * can see: `< |eot_id|>`, `[ INST]`, `# ## Instruction:`. All other text stays as it is. Applying it twice changes
 * nothing more. Runs in time linear in the text's length.
 */
export function neutraliseControlTokens(text: string): string {
  return text.replace(MARKS, (mark) => `${mark[0]} ${mark.slice(1)}`);
}
