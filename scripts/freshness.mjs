/** Is a build still that of its sources? Compared by a fingerprint of every source file's path, size and time. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from './install.mjs'

function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap(name => filesUnder(join(path, name)))
}

/** 16 hex digits that change when a file under one of `paths` (relative to the project) is added, gone or changed. */
export function fingerprint(paths, root = ROOT) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(path => filesUnder(join(root, path)))) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${relative(root, file)}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

const PAGE_SOURCES = ['src', 'assets', 'public', 'index.html', 'vite.config.ts', 'package-lock.json']
const STAMP = join(ROOT, '.cache', 'page-fingerprint')

/** Builds `dist/` when it is missing or older than its sources. */
export async function buildPageIfStale({ logLevel = 'warn' } = {}) {
  const now = fingerprint(PAGE_SOURCES)
  const stamped = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
  if (stamped === now && existsSync(join(ROOT, 'dist', 'index.html'))) return false
  const { build } = await import('vite')
  await build({ root: ROOT, logLevel, mode: 'production' })
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  writeFileSync(STAMP, now)
  return true
}
