import { expect, test } from 'vitest'
import { parseFlags, usage } from '../../../src/cli/flags.ts'

const schema = {
  env: { kind: 'text', value: "a world's id", required: true, help: 'World' },
  steps: { kind: 'whole', min: 1, max: 1_000_000, required: true, help: 'Steps' },
  seed: { kind: 'whole', min: 0, max: 100, default: 7, help: 'Seed' },
  set: { kind: 'list', value: 'SCOPE.KEY=VALUE', help: 'Settings' },
  quiet: { kind: 'switch', help: 'Says less' },
} as const

const words = (line: string) => line.split(' ').filter(Boolean)
const base = '--env FlowerPath-v0 --steps 100'

test('values, defaults, lists and switches', () => {
  const { flags } = parseFlags(schema, words(`${base} --set env.layout=3 --set=agent.epsilon=0 --quiet`))
  expect(flags).toEqual({
    env: 'FlowerPath-v0',
    steps: 100,
    seed: 7,
    set: ['env.layout=3', 'agent.epsilon=0'],
    quiet: true,
  })
})

test.each([
  ['100', 100],
  ['1e5', 100_000],
  ['20_000', 20_000],
])('--steps %s is %d', (text, steps) => {
  expect(parseFlags(schema, ['--env', 'x', `--steps=${text}`]).flags.steps).toBe(steps)
})

test.each<[string, string, string]>([
  [
    'an unknown flag near a known one',
    '--enw x --steps 1',
    '--enw is not a flag of this command. Did you mean --env?',
  ],
  [
    'an unknown flag',
    `${base} --verbosity`,
    '--verbosity is not a flag of this command. Known: --env, --steps, --seed, --set, --quiet.',
  ],
  ['one dash', '-env x --steps 1', '-env is not a flag of this command. Did you mean --env?'],
  ['a missing flag', '--env x', '--steps is missing; expected a whole number from 1 to 1000000.'],
  [
    'a missing value at the end',
    '--env x --steps',
    '--steps has no value; expected a whole number from 1 to 1000000.',
  ],
  ['a missing value before a flag', '--env --steps 1', "--env has no value; expected a world's id."],
  ['an empty value', '--env= --steps 1', "--env is empty; expected a world's id."],
  ['no number', '--env x --steps many', "--steps is 'many'; expected a whole number from 1 to 1000000."],
  ['a fraction', '--env x --steps 1.5', "--steps is '1.5'; expected a whole number from 1 to 1000000."],
  ['a negative number', '--env x --steps -5', "--steps is '-5'; expected a whole number from 1 to 1000000."],
  ['hexadecimal', '--env x --steps 0x10', "--steps is '0x10'; expected a whole number from 1 to 1000000."],
  ['too large', `${base} --seed 101`, "--seed is '101'; expected a whole number from 0 to 100."],
  ['a flag given twice', `${base} --steps 2`, '--steps is given twice; once is enough.'],
  ['a switch with a value', `${base} --quiet=yes`, "--quiet takes no value; got 'yes'."],
  ['a stray word', `${base} extra`, "'extra' is not expected here; flags begin with --."],
])('%s is refused in one sentence', (_, line, message) => {
  expect(() => parseFlags(schema, words(line))).toThrow(message)
})

test('names that every object has are no flags', () => {
  expect(() => parseFlags(schema, words(`${base} --constructor x`))).toThrow('--constructor is not a flag')
})

test('an operand is taken, and asked for', () => {
  const operand = { name: 'FILE.json', help: 'a recorded file' }
  expect(parseFlags({}, ['Taxi.json'], operand).operand).toBe('Taxi.json')
  expect(() => parseFlags({}, [], operand)).toThrow('FILE.json is missing; expected a recorded file.')
  expect(() => parseFlags({}, ['a.json', 'b.json'], operand)).toThrow("'b.json' is not expected here")
})

test('usage names every flag', () => {
  const text = usage('train', 'trains', schema)
  for (const name of Object.keys(schema)) expect(text).toContain(`--${name}`)
  expect(text).toContain('Seed (7)')
})
