/** What a command of the command line is. */
import { type Flags, type FlagValues, type Operand, type ParsedFlags, parseFlags, usage } from './flags.ts'

/** Where results go: JSON lines with `--json`, else lines for a person; notes always to standard error. */
export interface Output {
  readonly json: boolean
  /** One result. `human` is what a person reads instead. */
  result(record: { readonly type: string } & Readonly<Record<string, unknown>>, human: string): void
  /** Progress and warnings. */
  note(text: string): void
}

export interface Command {
  readonly usage: string
  /** Runs on the words after the command's name. @throws PlaygroundError for bad input. @returns the exit code. */
  run(words: readonly string[], output: Output): Promise<number>
}

interface Definition<F extends Flags> {
  readonly name: string
  readonly summary: string
  readonly flags: F
  readonly operand?: Operand
  run(flags: FlagValues<F>, output: Output, operand: ParsedFlags<F>['operand']): Promise<number>
}

/** Fixes the types of a command's flags to its schema. */
export function defineCommand<const F extends Flags>(definition: Definition<F>): Command {
  const { name, summary, flags: schema, operand } = definition
  return {
    usage: usage(name, summary, schema, operand),
    async run(words, output) {
      const { flags, operand: word } = parseFlags(schema, words, operand)
      return definition.run(flags, output, word)
    },
  }
}
