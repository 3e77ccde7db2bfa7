import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkBundle, enginesIn, FIRST_LOAD_LIMIT, textsOnlyIn } from '../../../scripts/check-bundle.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

const phaser = 'class CanvasRenderer{preUpdate(){throw "Phaser.Game"}};'
const trainer = 'throw "bad-trainer-checkpoint";'
const page = {
  'dist/index.html': '<script type="module" src="./assets/index-1.js"></script>',
  'dist/assets/index-1.js': `import{a as b}from"./shared-2.js";import("./stage-3.js");new Worker(new URL("./trainer-4.js",import.meta.url),{type:"module"})`,
  'dist/assets/shared-2.js': 'export const a=1',
  'dist/assets/stage-3.js': phaser,
  'dist/assets/trainer-4.js': `import"./part-5.js";import(\`./tf-6.js\`);${trainer}`,
  'dist/assets/part-5.js': 'export{}',
  'dist/assets/tf-6.js': randomBytes(3000).toString('hex'),
  'dist/assets/style.css': 'p{}',
}
const texts = ['bad-trainer-checkpoint']
const check = () => checkBundle(join(root, 'dist'), texts)

test('a good bundle passes, and what a worker loads later is counted apart', () => {
  write(page)
  const { wrong, firstLoad, laterInWorker } = check()
  expect(wrong).toEqual([])
  expect(laterInWorker).toBeGreaterThan(3000)
  expect(firstLoad).toBeLessThan(1000)
})

test.each<[string, Record<string, string>, RegExp]>([
  ['Phaser in the worker', { 'dist/assets/part-5.js': phaser }, /^part-5\.js: Phaser in a worker chunk/],
  [
    'Phaser in a later worker chunk',
    { 'dist/assets/tf-6.js': phaser },
    /^tf-6\.js: Phaser in a worker chunk/,
  ],
  [
    'the trainer in the page',
    { 'dist/assets/shared-2.js': trainer },
    /^shared-2\.js: the trainer in a page chunk/,
  ],
  [
    'too much at once',
    { 'dist/assets/stage-3.js': phaser + randomBytes(FIRST_LOAD_LIMIT).toString('hex') },
    /^First load is \d+ bytes gzip; the limit is 700000/,
  ],
  [
    'a page without a worker',
    { 'dist/assets/index-1.js': 'import("./stage-3.js")' },
    /^No worker is started/,
  ],
  [
    'a check that cannot see Phaser',
    { 'dist/assets/stage-3.js': 'export{}' },
    /^No page chunk looks like Phaser/,
  ],
  [
    'a check that cannot see the trainer',
    { 'dist/assets/trainer-4.js': 'export{}' },
    /^No worker chunk looks like/,
  ],
])('%s is found', (_, change, sentence) => {
  write({ ...page, ...change })
  expect(check().wrong).toContainEqual(expect.stringMatching(sentence))
})

const engine = { name: 'Crane', texts: ['crane_step', 'crane.wasm'], stated: 10_000 }
/** An engine whose code the page and the worker each fetch, and a module that both share. */
const withEngine = {
  ...page,
  'dist/assets/stage-3.js': `${phaser}import("./crane-7.js")`,
  'dist/assets/tf-6.js': `${page['dist/assets/tf-6.js']}import("./crane-8.js")`,
  'dist/assets/crane-7.js': 'crane_step;new URL("crane.wasm",import.meta.url)',
  'dist/assets/crane-8.js': 'crane_step;new URL("crane.wasm",import.meta.url)',
  'dist/assets/crane.wasm': randomBytes(5000).toString('hex'),
}

test('an engine that comes when its world is opened is no part of the first load', () => {
  write(page)
  const before = check().firstLoad
  write(withEngine)
  const { wrong, firstLoad, engines, laterInWorker } = checkBundle(join(root, 'dist'), texts, [
    { ...engine, stated: null },
  ])
  expect(wrong).toEqual([])
  expect(firstLoad - before).toBeLessThan(100)
  expect(laterInWorker).toBeLessThan(4000)
  expect(engines[0]).toMatchObject({
    name: 'Crane',
    chunks: ['crane-7.js', 'crane-8.js'],
    files: ['crane.wasm'],
  })
  expect(engines[0]!.bytes).toBeGreaterThan(5000)
})

test('worlds that are imported when they are opened are no part of the first load, unlike the stage', () => {
  write({ ...page, 'dist/assets/crane-world-9.js': randomBytes(5000).toString('hex') })
  const world = { file: 'assets/crane-world-9.js', isDynamicEntry: true }
  const stage = { file: 'assets/stage-3.js', isDynamicEntry: true }
  const index = page['dist/assets/index-1.js']
  write({ 'dist/assets/index-1.js': `${index};import("./crane-world-9.js")` })
  const before = check()
  expect(before.firstLoad).toBeGreaterThan(5000)
  write({
    'dist/.vite/manifest.json': JSON.stringify({
      'src/envs/crane-world.ts': world,
      'src/scenes/stage.ts': stage,
    }),
  })
  const { firstLoad, withWorlds, wrong } = check()
  expect(wrong).toEqual([])
  expect(firstLoad).toBe(before.firstLoad - withWorlds)
  expect(withWorlds).toBeGreaterThan(5000)
})

test.each<[string, Record<string, string>, RegExp]>([
  [
    'an engine that the page imports at once',
    { 'dist/assets/shared-2.js': 'import"./crane-7.js"' },
    /^crane-7\.js: Crane in the first load/,
  ],
  [
    'an engine that the worker imports at once',
    { 'dist/assets/part-5.js': 'import"./crane-8.js"' },
    /^crane-8\.js: Crane in the first load/,
  ],
  [
    'another weight than the gallery says',
    { 'dist/assets/crane.wasm': randomBytes(200_000).toString('hex') },
    /^Crane weighs \d+ bytes gzip; the gallery says 10000/,
  ],
  [
    'a check that cannot see the engine',
    { 'dist/assets/crane-7.js': 'export{}', 'dist/assets/crane-8.js': 'export{}' },
    /^No chunk looks like Crane/,
  ],
])('%s is found', (_, change, sentence) => {
  write({ ...withEngine, ...change })
  const { wrong } = checkBundle(join(root, 'dist'), texts, [engine])
  expect(wrong).toContainEqual(expect.stringMatching(sentence))
})

test('engines are those that worlds import, with the size that the page states', () => {
  write({
    'src/envs/box2d/engine.ts': "await import('box2d.js')",
    'src/app/worlds.ts': "const sizes = { 'Box2D robots': '0.3 MB', 'MuJoCo robots': '2.6 MB' }",
  })
  expect(enginesIn(join(root, 'src')).map(({ name, stated }) => [name, stated])).toEqual([['Box2D', 300_000]])
})

test('texts of a room are those that stand nowhere else', () => {
  write({
    'src/training/run.ts':
      "import { a } from '../core/long-module-name.ts'\n/* 'a comment in quotes' */\nthrow 'bad-trainer-checkpoint'\nthrow 'shared-error-code'\n",
    'src/core/errors.ts': "export const code = 'shared-error-code'\n",
  })
  expect(textsOnlyIn(join(root, 'src'), 'training')).toEqual(['bad-trainer-checkpoint'])
})
