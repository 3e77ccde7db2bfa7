/**
 * Checks the built page: no Phaser in what a worker loads, no trainer in what the page loads, and a first load of 700 kB
 * gzip or less. First load = the HTML, every style sheet, script and picture of the page, and the worker with what it
 * imports at once; chunks a worker loads later are listed beside it. Physics engines come when a world on them is opened:
 * nothing may import them at once, and what the gallery says they weigh is what they weigh. So does the code of worlds that are
 * imported when they are opened.
 *
 * Which chunk holds what is read from texts: a string that only the trainer's sources hold must be found in the worker
 * and nowhere in the page. A text found nowhere would make the check blind, so that fails too.
 */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

export const FIRST_LOAD_LIMIT = 700_000

/** Texts by which an engine is known, and the group of worlds whose download the page states (`src/app/worlds.ts`). */
export const ENGINES = [
  { name: 'Box2D', package: 'box2d.js', texts: ['use asm', 'b2World'], group: 'Box2D robots' },
  {
    name: 'MuJoCo',
    package: '@mujoco/mujoco',
    texts: ['UnboundTypeError', 'mujoco'],
    group: 'MuJoCo robots',
  },
]
/** Of a stated size, in bytes: it is rounded to a tenth of a megabyte. */
const ROUNDING = 60_000

/** Imported as soon as the page has painted. */
const STAGE = ['src/scenes/stage.ts', 'src/scenes/registry.ts']

const PHASER_TEXTS = ['CanvasRenderer', 'preUpdate', 'Phaser.']
const IMPORTS = /(?:\bimport|\bfrom)\s*["'`]\.?\/?([^"'`]+\.js)["'`]/g
const LAZY_IMPORTS = /\bimport\(\s*["'`]\.?\/?([^"'`]+\.js)["'`]/g
const WORKERS = /new Worker\([^)]*?["'`](?:\.?\/)?(?:assets\/)?([^"'`]+\.js)["'`]/g

const names = (code, pattern) => [...code.matchAll(pattern)].map(match => basename(match[1]))

/** Every chunk by name: code, what it imports at once, what later, which workers it starts. */
function readChunks(folder) {
  const chunks = new Map()
  for (const name of readdirSync(folder).filter(file => extname(file) === '.js')) {
    const code = readFileSync(join(folder, name), 'utf8')
    chunks.set(name, {
      code,
      imports: names(code, IMPORTS),
      later: names(code, LAZY_IMPORTS),
      workers: names(code, WORKERS),
    })
  }
  return chunks
}

/** Names reached from `roots` over the given kinds of edges, and not those that are `apart`. */
function reach(chunks, roots, edges, apart = () => false) {
  const reached = new Set()
  const frontier = roots.filter(name => chunks.has(name))
  while (frontier.length > 0) {
    const name = frontier.pop()
    if (reached.has(name) || apart(name)) continue
    reached.add(name)
    frontier.push(...edges.flatMap(edge => chunks.get(name)[edge]).filter(next => chunks.has(next)))
  }
  return reached
}

/**
 * @param dist the built page. @param trainerTexts strings that only the trainer's sources hold.
 * @param engines those that the sources use, each with its `stated` size in bytes, or null.
 * @returns sizes in bytes (gzip) and what is wrong, one sentence each.
 */
export function checkBundle(dist, trainerTexts, engines = []) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const chunks = readChunks(join(dist, 'assets'))
  const entries = [...html.matchAll(/(?:src|href)="[^"]*?([^"/]+\.js)"/g)].map(match => match[1])
  const opened = openedLater(dist)
  const isEngine = name =>
    opened.has(name) || engines.some(engine => holdsEngine(chunks.get(name).code, engine))
  const page = reach(chunks, entries, ['imports', 'later'], isEngine)
  // Workers that a worker starts help it once it is at work.
  const workerEntries = [...page].flatMap(name => chunks.get(name).workers)
  const worker = reach(chunks, workerEntries, ['imports', 'later', 'workers'], isEngine)
  const workerAtOnce = reach(chunks, workerEntries, ['imports'])

  const gzip = text => gzipSync(text, { level: 9 }).length
  const sizeOf = set => [...set].reduce((sum, name) => sum + gzip(chunks.get(name).code), 0)
  const weights = engines.map(engine => engineWeight(dist, chunks, engine))
  const fetched = new Set(weights.flatMap(({ files }) => files))
  const others = readdirSync(join(dist, 'assets')).filter(
    // Trained robots are fetched when their world opens.
    name => !['.js', '.map', '.json'].includes(extname(name)) && !fetched.has(name),
  )
  const sizes = {
    html: gzip(html),
    'page scripts, lazy too': sizeOf(page),
    'styles and pictures': others.reduce(
      (sum, name) => sum + gzip(readFileSync(join(dist, 'assets', name))),
      0,
    ),
    worker: sizeOf(workerAtOnce),
  }
  const firstLoad = Object.values(sizes).reduce((a, b) => a + b)
  const laterInWorker = sizeOf(new Set([...worker].filter(name => !workerAtOnce.has(name))))
  const withWorlds = sizeOf(new Set([...opened].filter(name => chunks.has(name))))

  const holding = (set, texts) =>
    [...set].filter(name => texts.some(text => chunks.get(name).code.includes(text)))
  const isPhaser = name => PHASER_TEXTS.every(text => chunks.get(name).code.includes(text))
  const wrong = []
  if (worker.size === 0) wrong.push('No worker is started from the page.')
  if (![...page].some(isPhaser)) wrong.push('No page chunk looks like Phaser, so nothing tells where it is.')
  if (holding(worker, trainerTexts).length === 0) wrong.push('No worker chunk looks like the trainer.')
  for (const name of [...worker].filter(isPhaser)) wrong.push(`${name}: Phaser in a worker chunk.`)
  for (const name of holding(page, trainerTexts)) wrong.push(`${name}: the trainer in a page chunk.`)
  const atOnce = new Set([...reach(chunks, entries, ['imports']), ...workerAtOnce])
  for (const { name, chunks: own, bytes, stated } of weights) {
    if (own.length === 0) wrong.push(`No chunk looks like ${name}, so nothing tells where it is.`)
    for (const chunk of own.filter(chunk => atOnce.has(chunk)))
      wrong.push(`${chunk}: ${name} in the first load.`)
    if (stated !== null && own.length > 0 && Math.abs(bytes - stated) > ROUNDING) {
      wrong.push(`${name} weighs ${bytes} bytes gzip; the gallery says ${stated}.`)
    }
  }
  if (firstLoad > FIRST_LOAD_LIMIT) {
    wrong.push(`First load is ${firstLoad} bytes gzip; the limit is ${FIRST_LOAD_LIMIT}.`)
  }
  return { sizes, firstLoad, laterInWorker, withWorlds, engines: weights, wrong }
}

/** Chunks that begin with a world, its scene or a learner, and are imported when such a one is opened. */
function openedLater(dist) {
  const manifest = join(dist, '.vite/manifest.json')
  if (!existsSync(manifest)) return new Set()
  const entries = Object.entries(JSON.parse(readFileSync(manifest, 'utf8')))
  const isWorlds = source => /^src\/(envs|scenes|agents)\//.test(source) && !STAGE.includes(source)
  return new Set(
    entries
      .filter(([source, { isDynamicEntry }]) => isDynamicEntry && isWorlds(source))
      .map(([, { file }]) => basename(file)),
  )
}

const holdsEngine = (code, { texts }) => texts.every(text => code.includes(text))

/** Chunks that hold an engine, in the page and in the worker, the files they fetch, and what all of it weighs. */
function engineWeight(dist, chunks, engine) {
  const own = [...chunks.keys()].filter(name => holdsEngine(chunks.get(name).code, engine))
  const assets = readdirSync(join(dist, 'assets'))
  const files = assets.filter(
    name => extname(name) === '.wasm' && own.some(chunk => chunks.get(chunk).code.includes(name)),
  )
  const bytes = [...own, ...files].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(dist, 'assets', name)), { level: 9 }).length,
    0,
  )
  return { name: engine.name, stated: engine.stated, chunks: own, files, bytes }
}

/** Engines that the sources use, with the size that the page states for them. */
export function enginesIn(src) {
  const texts = folder =>
    readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return texts(path)
      return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
    })
  const used = texts(join(src, 'envs')).join('\n')
  const worlds = readFileSync(join(src, 'app/worlds.ts'), 'utf8')
  return ENGINES.filter(engine => used.includes(`'${engine.package}`)).map(engine => {
    const said = new RegExp(`'${engine.group}': '([\\d.]+) MB'`).exec(worlds)
    return { ...engine, stated: said ? Number(said[1]) * 1_000_000 : null }
  })
}

/** Error codes and messages (12 characters or more, no templates) that stand in src/training and nowhere else. */
export function textsOnlyIn(src, room) {
  const texts = folder =>
    readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return texts(path)
      return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
    })
  const outside = readdirSync(src, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== room && entry.name !== 'cli')
    .flatMap(entry => texts(join(src, entry.name)))
    .join('\n')
  const code = texts(join(src, room)).map(text =>
    text.replace(/^\s*(?:import|export) .* from .*$|^\s*(?:\*|\/\*|\/\/).*$/gm, ''),
  )
  const found = code.flatMap(text => [...text.matchAll(/'([\w .:,;-]{12,})'/g)].map(match => match[1]))
  return [...new Set(found)].filter(text => !outside.includes(text))
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (!existsSync('dist/index.html')) {
    console.error('dist/ is not there: run `npm run build` first.')
    process.exit(1)
  }
  const { sizes, firstLoad, laterInWorker, withWorlds, engines, wrong } = checkBundle(
    'dist',
    textsOnlyIn('src', 'training'),
    enginesIn('src'),
  )
  const line = (name, bytes) =>
    console.log(`${name.padEnd(24)} ${(bytes / 1000).toFixed(1).padStart(7)} kB gzip`)
  for (const [name, bytes] of Object.entries(sizes)) line(name, bytes)
  line('first load', firstLoad)
  line('later, in the worker', laterInWorker)
  line('with worlds, in the page', withWorlds)
  for (const { name, bytes } of engines) line(`${name}, when opened`, bytes)
  for (const sentence of wrong) console.error(sentence)
  process.exitCode = wrong.length > 0 ? 1 : 0
}
