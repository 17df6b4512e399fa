import { type Command, InvalidArgumentError } from "commander";
import type { Config } from "../config/index.ts";
import type { Guard } from "../core/ports/index.ts";
import { OperatorError } from "../core/ports/operator-error.ts";
import type { CommandIo } from "./models.ts";
import { type RehearseParts, rehearse } from "./rehearse/rehearse.ts";

interface RehearseCommandParts {
  readonly io: CommandIo;
  readonly parts: RehearseParts;
  /** Whether a person types what is piped in. */
  readonly isTyped: boolean;
  /** The config of this file, or of the usual one; `undefined` once its faults have been printed and the exit code is set. */
  readonly settings: (named?: string) => Promise<{ readonly config: Config } | undefined>;
  /** The guard that the config names, ready to judge. Rejects with an `OperatorError` when there is none. */
  readonly openGuard: (config: Config) => Promise<Guard>;
  /** Takes whether all went well. */
  readonly done: (well: boolean) => void;
}

const HELP = `
The history is an export of Slack or Discord, or a file of lines. A line that begins with { is JSON:
{"text","id","place","author","name","roles","sentAt"}, of which only text is needed; any other is a message itself.
What would be done is counted and nothing is; see docs/policy.md.`;

const MAX_EXAMPLES = 1000;

interface Flags {
  readonly policy?: string;
  readonly guard?: true;
  readonly words?: true;
  readonly examples: number;
}

/** Mounts `rehearse`. */
export function addRehearse(program: Command, command: RehearseCommandParts): void {
  const { io, parts, settings, openGuard } = command;
  program
    .command("rehearse")
    .description("say what the policy would have done with a history")
    .argument("<history>", "a file, an export's folder or zip, or - for what is piped in")
    .option("--policy <file>", "compare with the policy of another file of the form of maru.yaml")
    .option("--guard", "ask the guard model too, which takes its time")
    .option("--words", "show people's words in the examples")
    .option("--examples <count>", "at most so many examples of each sort", wholeNumber, 10)
    .addHelpText("after", HELP)
    .action(async (input: string, flags: Flags) => {
      const present = await settings();
      const other = flags.policy === undefined ? undefined : await settings(flags.policy);
      if (present === undefined || (flags.policy !== undefined && other === undefined)) return;
      if (input === "-" && command.isTyped) io.stderr.write("Type messages, one a line; Ctrl-D ends.\n");
      let guard: Guard | undefined;
      try {
        if (flags.guard) guard = await openGuard(present.config);
        const policies = [present, ...(other ? [other] : [])].map(({ config }) => config.moderation);
        const { examples, words = false } = flags;
        const options = { input, policies, examples, words, ...(guard ? { guard } : {}) };
        command.done(await rehearse(options, parts));
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        io.stderr.write(`${error.message}\n`);
        command.done(false);
      } finally {
        await guard?.stop();
      }
    });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= MAX_EXAMPLES) return value;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${MAX_EXAMPLES}.`);
}
