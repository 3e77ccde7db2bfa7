/**
 * What every script needs before it starts: a Node that is new enough and installed packages. Uses nothing but Node,
 * so that it runs on a fresh clone.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
const OLDEST_NODE = [20, 19]

/** The sentence to print when this Node is too old, or null. */
export function nodeComplaint(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  const [needMajor, needMinor] = OLDEST_NODE
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return null
  return `Good Robot needs Node ${OLDEST_NODE.join('.')} or newer; this is ${version}. Get one from https://nodejs.org.`
}

export function requireNode() {
  const complaint = nodeComplaint()
  if (!complaint) return
  console.error(complaint)
  process.exit(2)
}

/** Are packages missing, or older than the lock file? */
export function installNeeded(root = ROOT) {
  const stamp = join(root, 'node_modules', '.package-lock.json')
  return !existsSync(stamp) || statSync(stamp).mtimeMs < statSync(join(root, 'package-lock.json')).mtimeMs
}

/** Runs `npm ci` when it is needed; ends the process when that fails. */
export function installIfNeeded() {
  if (!installNeeded()) return
  console.log('Installing packages (npm ci) ...')
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = process.env.npm_execpath
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...options], { cwd: ROOT, stdio: 'inherit' })
    : spawnSync('npm', options, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status === 0) return
  console.error(`npm ci failed${error ? `: ${error.message}` : ''}. Check the network, then run it again.`)
  process.exit(1)
}
