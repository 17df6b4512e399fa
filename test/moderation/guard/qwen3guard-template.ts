/**
 * A chat template that does what Qwen3Guard's own does: it puts the whole conversation into one turn of the user's, after the
 * policy, and opens the answer with an empty thought. Its words are ours.
 */
export const QWEN3GUARD_TEMPLATE =
  "{%- set last = 'USER' if messages[-1].role == 'user' else 'ASSISTANT' %}" +
  "{{- '<|im_start|>user\\n# Task:\\nSay whether THE LAST ' + last + ' is Safe, Unsafe or Controversial.\\n\\n<BEGIN CONVERSATION>\\n\\n' }}" +
  "{%- for message in messages %}{%- if message.role == 'user' %}{{- 'USER: ' + message.content + '\\n\\n' }}" +
  "{%- elif message.role == 'assistant' %}{{- 'ASSISTANT: ' + message.content + '\\n\\n' }}{%- endif %}{%- endfor %}" +
  "{{- '<END CONVERSATION>\\n\\nOutput: Safety: (Safe|Unsafe|Controversial), Categories: …<|im_end|>\\n' }}" +
  "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n<think>\\n\\n</think>\\n\\n' }}{%- endif %}";
