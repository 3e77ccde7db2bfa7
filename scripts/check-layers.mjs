/**
 * Checks that src/ keeps the house: node scripts/check-layers.mjs src
 * Which room may enter which, which packages it may use, no import cycles, no clock, chance or inexact maths where runs
 * must reproduce, style sheets only with the panels, no file over 400 lines.
 */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withoutComments } from './strip-comments.mjs'

const TFJS = [
  '@tensorflow/tfjs',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-cpu',
]
const MATHS = ['@stdlib/']
const HASHES = ['@noble/hashes/']

/**
 * For each room: rooms it may import (`from`), rooms it may import types from (`types`), its packages (`npm`; an entry
 * that ends with `/` allows every sub-path).
 */
export const ROOMS = {
  core: { from: [], npm: [...MATHS, ...HASHES, 'valibot'] },
  nn: { from: ['core'], npm: [...TFJS, ...MATHS] },
  envs: { from: ['core'], npm: [...MATHS, 'box2d.js/', '@mujoco/mujoco'] },
  agents: { from: ['core', 'nn'], npm: [...TFJS, ...MATHS] },
  feedback: { from: ['core', 'nn'], npm: [...TFJS, ...MATHS, ...HASHES] },
  training: {
    from: ['core', 'nn', 'envs', 'agents', 'feedback'],
    npm: [...TFJS, '@tensorflow/tfjs-backend-wasm', ...MATHS, ...HASHES],
  },
  lab: { from: ['core', 'nn', 'envs', 'agents', 'feedback', 'training'] },
  workers: { from: ['core', 'training', 'lab'] },
  persistence: { from: ['core'], npm: ['idb', 'valibot'] },
  store: { from: ['core'], npm: ['immer'] },
  scenes: { from: ['core'], types: ['envs'], npm: ['phaser'], assets: true },
  panels: {
    from: ['core', 'store'],
    types: ['envs', 'agents', 'feedback'],
    npm: ['preact', 'preact/', 'uplot', 'uplot/'],
    assets: true,
    styles: true,
  },
  cli: {
    from: ['core', 'nn', 'training', 'lab', 'envs', 'agents', 'feedback', 'persistence'],
    npm: ['node:'],
  },
  app: {
    from: [
      'core',
      'nn',
      'envs',
      'agents',
      'feedback',
      'training',
      'lab',
      'workers',
      'persistence',
      'store',
      'scenes',
      'panels',
    ],
    npm: ['phaser', 'preact', 'preact/'],
    assets: true,
  },
  'main.ts': { from: ['app'], stylesOf: ['panels'], assets: true, styles: true },
}

const EXACT_ROOMS = ['core', 'nn', 'envs', 'agents', 'feedback', 'training', 'lab', 'store']
const DETERMINISTIC_ROOMS = ['core', 'envs', 'agents', 'feedback', 'training', 'lab']
const LONGEST_FILE = 400

const CLOCK_AND_CHANCE =
  /\bMath\s*\.\s*random\b|\bDate\s*\.\s*now\b|\bperformance\s*\.\s*now\b|\bnew\s+Date\b|\bcrypto\s*\.\s*(?:getRandomValues|randomUUID)\b/g
const INEXACT_MATHS =
  /\bMath\s*\.\s*(?:sin|cos|tan|asin|acos|atan2?|exp|expm1|log|log2|log10|log1p|pow|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot)\b/g

/** `import ... from`, `export ... from`, `import 'x'` and `import('x')`. */
const IMPORT =
  /\b(?:import|export)\s+(type\s)?(?:[^'"();=]*?\bfrom\s*)?['"]([^'"\n]+)['"]|\bimport\s*\(\s*['"`]([^'"`\n]+)['"`]/g

const isSource = name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts')

function sourcesUnder(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap(name => {
      const path = join(folder, name)
      // Not TypeScript but AssemblyScript, a module of its own.
      if (name === 'assembly') return []
      if (statSync(path).isDirectory()) return sourcesUnder(path)
      return isSource(name) ? [path] : []
    })
}

/** A file, its room and what it imports. Paths are relative to src with `/`. */
function readSource(src, path) {
  const file = relative(src, path).split(sep).join('/')
  const text = readFileSync(path, 'utf8')
  const code = withoutComments(text)
  const imports = [...code.matchAll(IMPORT)].map(([, typeOnly, from, dynamic]) => ({
    typeOnly: Boolean(typeOnly),
    target: (from ?? dynamic).replace(/\?.*$/, ''),
  }))
  return { file, path, room: file.split('/')[0], lines: text.trimEnd().split('\n').length, code, imports }
}

/** Where an import leads, relative to src with `/`. */
const targetFile = (src, path, target) =>
  relative(src, resolve(dirname(path), target))
    .split(sep)
    .join('/')

function importViolation(src, source, { target, typeOnly }) {
  const { file, path, room } = source
  const rule = ROOMS[room]
  if (!target.startsWith('.')) {
    const allowed = (rule.npm ?? []).some(
      name => target === name || (/[/:]$/.test(name) && target.startsWith(name)),
    )
    return allowed ? null : `${file}: ${room} may not use '${target}' (packages)`
  }
  const to = targetFile(src, path, target)
  const toRoom = to.split('/')[0]
  if (toRoom === '..') {
    return rule.assets && to.startsWith('../assets/')
      ? null
      : `${file}: ${room} may not reach outside src: '${target}'`
  }
  if (to.endsWith('.css')) {
    const allowed = rule.styles && (toRoom === room || rule.stylesOf?.includes(toRoom))
    return allowed ? null : `${file}: style sheets belong to panels and main.ts, not '${target}' in ${room}`
  }
  if (toRoom === room || rule.from.includes(toRoom) || (typeOnly && rule.types?.includes(toRoom))) return null
  const typesOnly = rule.types?.includes(toRoom) ? ' but for types (use `import type`)' : ''
  return `${file}: ${room} may not import ${toRoom}${typesOnly}`
}

function lineOf(code, index) {
  return code.slice(0, index).split('\n').length
}

function banViolations({ file, room, code, lines }) {
  const found = []
  const report = (pattern, why) => {
    for (const match of code.matchAll(pattern)) {
      found.push(`${file}:${lineOf(code, match.index)}: ${match[0].replace(/\s+/g, ' ')} in ${room}: ${why}`)
    }
  }
  if (EXACT_ROOMS.includes(room))
    report(CLOCK_AND_CHANCE, 'runs must reproduce; take an Rng stream or a given time')
  if (DETERMINISTIC_ROOMS.includes(room)) {
    report(INEXACT_MATHS, 'its last bit differs between engines; use @stdlib/math-base-special-*')
  }
  if (lines > LONGEST_FILE) found.push(`${file}: ${lines} lines; split at ${LONGEST_FILE}`)
  return found
}

/** Cycles of files over imports that exist at run time. */
function cycles(src, sources) {
  const next = new Map(
    sources.map(({ file, path, imports }) => [
      file,
      imports
        .filter(({ typeOnly, target }) => !typeOnly && target.startsWith('.'))
        .map(({ target }) => targetFile(src, path, target)),
    ]),
  )
  const found = []
  const state = new Map()
  const visit = (file, trail) => {
    if (state.get(file) === 'left' || !next.has(file)) return
    if (state.get(file) === 'entered') {
      found.push(`cycle: ${[...trail.slice(trail.indexOf(file)), file].join(' -> ')}`)
      return
    }
    state.set(file, 'entered')
    for (const to of next.get(file)) visit(to, [...trail, file])
    state.set(file, 'left')
  }
  for (const file of next.keys()) visit(file, [])
  return found
}

/** Everything in the folder `src` that breaks a rule, one sentence each. */
export function violations(src) {
  const sources = sourcesUnder(src).map(path => readSource(src, path))
  const known = sources.filter(({ room }) => ROOMS[room])
  return [
    ...sources
      .filter(({ room }) => !ROOMS[room])
      .map(({ file, room }) => `${file}: there is no room '${room}'`),
    ...known.flatMap(source => source.imports.flatMap(item => importViolation(src, source, item) ?? [])),
    ...known.flatMap(banViolations),
    ...cycles(src, sources),
  ]
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const found = violations(process.argv[2] ?? 'src')
  console.log(found.length ? found.join('\n') : 'layers hold')
  process.exitCode = found.length ? 1 : 0
}
