/** One server that speaks OpenAI's protocol: llama-server, vLLM, Ollama and others. */
export interface ServerSettings {
  /** Where it answers: `http://127.0.0.1:8080`, with or without `/v1` behind. Without credentials. */
  readonly url: string;
  /** The model's name there. Default: the first that the server names. */
  readonly model?: string;
  /** Requests that it works on at the same time. Default: what it says of itself, or else a few. */
  readonly parallel?: number;
  /** Sent as a bearer token, to this server alone. */
  readonly key?: string;
  /** Whether its model sees images. Default: what it says of itself. */
  readonly sees?: boolean;
}

/** Servers that all serve the same model, or ones as good as each other. */
export interface ServersSettings {
  /** At least one. */
  readonly servers: readonly ServerSettings[];
  /** Tokens that prompt and answer may fill together; less where a server has room for less. */
  readonly contextTokens: number;
  /** Where in maru.yaml they are configured, for what people are told to do: `model`. */
  readonly section: string;
}
