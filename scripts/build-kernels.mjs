/**
 * Compiles src/nn/assembly/kernels.ts (AssemblyScript) into src/nn/kernel-binaries.ts, which holds both builds as text: so
 * the page, a worker, Node and the tests load them alike, with nothing to fetch. Run by `npm ci` and by every build; does
 * nothing when the sources have not changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NN = fileURLToPath(new URL('../src/nn', import.meta.url))
const SOURCE = join(NN, 'assembly', 'kernels.ts')
const TARGET = join(NN, 'kernel-binaries.ts')
const SELF = fileURLToPath(import.meta.url)

async function compile(asc, features) {
  const files = new Map()
  const { error, stderr } = await asc.main(
    [
      'kernels.ts',
      '--outFile',
      'kernels.wasm',
      '-O3',
      '--converge',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      ...features.flatMap(feature => ['--enable', feature]),
    ],
    {
      readFile: name => (name === 'kernels.ts' ? readFileSync(SOURCE, 'utf8') : null),
      writeFile: (name, contents) => files.set(name, contents),
      listFiles: () => [],
    },
  )
  if (error) throw new Error(`The kernels do not compile: ${stderr.toString().trim() || error.message}`)
  return Buffer.from(files.get('kernels.wasm')).toString('base64')
}

/** @returns whether it compiled. */
export async function buildKernelsIfStale() {
  const hash = createHash('sha256')
    .update(readFileSync(SOURCE))
    .update(readFileSync(SELF))
    .digest('hex')
    .slice(0, 16)
  const stamp = `/** Generated from src/nn/assembly/kernels.ts (${hash}) by scripts/build-kernels.mjs. */`
  if (existsSync(TARGET) && readFileSync(TARGET, 'utf8').startsWith(stamp)) return false
  const asc = await import('assemblyscript/asc')
  const base = await compile(asc, ['simd'])
  const relaxed = await compile(asc, ['simd', 'relaxed-simd'])
  const text = `${stamp}\nexport const BASE_KERNELS = '${base}'\nexport const RELAXED_KERNELS = '${relaxed}'\n`
  // Made aside and renamed: processes that start together cannot read half of it.
  const making = `${TARGET}.${process.pid}`
  writeFileSync(making, text)
  renameSync(making, TARGET)
  return true
}

if (process.argv[1] === SELF) await buildKernelsIfStale()
