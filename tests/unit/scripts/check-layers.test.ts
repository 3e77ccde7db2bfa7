import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { violations } from '../../../scripts/check-layers.mjs'

const folders: string[] = []

/** Writes sources (path relative to src -> text) and returns what the check says about them. */
function check(files: Record<string, string>): string[] {
  const src = mkdtempSync(join(tmpdir(), 'layers-'))
  folders.push(src)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(src, path)), { recursive: true })
    writeFileSync(join(src, path), text)
  }
  return violations(src)
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

test('a house in order passes', () => {
  const found = check({
    'main.ts': "import './panels/panels.css'\nimport { start } from './app/start.ts'\nstart()\n",
    'app/start.ts':
      "import type { Run } from '../training/run.ts'\nimport worker from '../workers/trainer.ts?worker'\nexport const start = () => worker\nexport type R = Run\n",
    'training/run.ts':
      "import { sha256 } from '@noble/hashes/sha2.js'\nimport exp from '@stdlib/math-base-special-exp'\nexport class Run { e = exp; s = sha256 }\n",
    'workers/trainer.ts': "import { Run } from '../training/run.ts'\nexport default Run\n",
    'scenes/grid.ts':
      "import type { EnvId } from '../envs/registry.ts'\nimport art from '../../assets/art/robot.svg?url'\nexport const now = Date.now\nexport const a = (id: EnvId) => art + id\n",
    'envs/registry.ts': 'export type EnvId = string\n',
    'cli/main.ts': "import { readFileSync } from 'node:fs'\nconsole.log(readFileSync, Date.now())\n",
    'core/rng.ts': '/** `Math.random` is banned. */\nexport const text = 1 // not Date.now()\n',
  })
  expect(found).toEqual([])
})

test.each<[string, Record<string, string>, RegExp]>([
  [
    'an agent that knows an environment',
    { 'agents/a.ts': "import '../envs/b.ts'" },
    /agents may not import envs/,
  ],
  [
    'a type of another room',
    { 'envs/a.ts': "import type { B } from '../agents/b.ts'" },
    /envs may not import agents/,
  ],
  [
    'a value where types are allowed',
    { 'scenes/a.ts': "import { b } from '../envs/b.ts'" },
    /types \(use `import type`\)/,
  ],
  ['a re-export', { 'core/a.ts': "export * from '../nn/b.ts'" }, /core may not import nn/],
  [
    'a lazy import',
    { 'store/a.ts': "export const a = () => import('../panels/b.tsx')" },
    /store may not import panels/,
  ],
  [
    'an import over several lines',
    { 'core/a.ts': "import {\n  b,\n  c,\n} from '../app/b.ts'" },
    /core may not import app/,
  ],
  [
    'a component',
    { 'panels/a.tsx': "import { Run } from '../training/run.ts'" },
    /panels may not import training/,
  ],
  ['a foreign package', { 'workers/a.ts': "import Phaser from 'phaser'" }, /workers may not use 'phaser'/],
  [
    'Node outside the command line',
    { 'training/a.ts': "import { open } from 'node:fs'" },
    /may not use 'node:fs'/,
  ],
  ['the command line in the page', { 'app/a.ts': "import '../cli/main.ts'" }, /app may not import cli/],
  ['a style sheet in a scene', { 'scenes/a.ts': "import './a.css'" }, /style sheets belong to panels/],
  ['a room nobody knows', { 'helpers/a.ts': 'export {}' }, /no room 'helpers'/],
  ['a way out of src', { 'core/a.ts': "import '../../scripts/serve.mjs'" }, /outside src/],
  [
    'chance',
    { 'agents/a.ts': 'export const a = Math.random()' },
    /agents\/a\.ts:1: Math\.random in agents: runs must/,
  ],
  [
    'a clock',
    { 'training/a.ts': '\nexport const a = performance.now()' },
    /a\.ts:2: performance\.now in training/,
  ],
  ['a date', { 'feedback/a.ts': 'export const a = new Date()' }, /new Date in feedback/],
  [
    'inexact maths',
    { 'envs/a.ts': 'export const a = Math.exp(1) + Math.sqrt(2)' },
    /Math\.exp in envs: its last bit/,
  ],
  ['a long file', { 'app/a.ts': 'export {}\n'.repeat(401) }, /401 lines; split at 400/],
  [
    'a cycle',
    { 'core/a.ts': "import './b.ts'", 'core/b.ts': "import './c.ts'", 'core/c.ts': "import './a.ts'" },
    /^cycle: core\/a\.ts -> core\/b\.ts -> core\/c\.ts -> core\/a\.ts$/,
  ],
])('%s is found', (_, files, message) => {
  const found = check(files)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(message)
})

test('an apostrophe in markup does not hide what follows', () => {
  const found = check({
    'panels/a.tsx': "export const A = () => <p>Can't tell</p>\nimport { x } from '../app/x.ts'\n",
  })
  expect(found).toEqual(['panels/a.tsx: panels may not import app'])
})
