/**
 * Builds src/cli into .cache/cli/FINGERPRINT, one folder per state of the sources, made aside and renamed into place:
 * processes that start together cannot read half a build, and one that runs keeps its own chunks.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buildKernelsIfStale } from './build-kernels.mjs'
import { fingerprint } from './freshness.mjs'
import { ROOT } from './install.mjs'

const BUILDS = join(ROOT, '.cache', 'cli')
const ENTRY = 'main.js'
const DAY_IN_MILLISECONDS = 86_400_000

/** @returns the path of the built entry. */
export async function buildCli() {
  await buildKernelsIfStale()
  const folder = join(BUILDS, fingerprint(['src', 'package-lock.json', 'scripts/build-cli.mjs']))
  const entry = join(folder, ENTRY)
  if (existsSync(entry)) return entry
  const making = `${folder}.${process.pid}`
  const { build } = await import('vite')
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'silent',
    // Bundled whole, one file to read instead of hundreds, but for what few commands load: tfjs and physics engines.
    ssr: { noExternal: true },
    build: {
      ssr: 'src/cli/main.ts',
      outDir: making,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: {
        external: /^(@tensorflow\/|@mujoco\/)/,
        output: { entryFileNames: ENTRY, chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
  try {
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(entry)) throw error
  }
  removeOldBuilds(folder)
  return entry
}

function removeOldBuilds(current) {
  mkdirSync(BUILDS, { recursive: true })
  for (const name of readdirSync(BUILDS)) {
    const folder = join(BUILDS, name)
    if (folder === current) continue
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > DAY_IN_MILLISECONDS) rmSync(folder, { recursive: true, force: true })
  }
}
