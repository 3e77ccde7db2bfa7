/** Finds an installed Chromium, Chrome or Edge for the browser tests, or says how to get one. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** How the tests start it; `--no-sandbox` because containers run as root. */
export const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]

const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/**
 * @returns {Promise<string | null>} the executable.
 * @throws Error when CHROME_PATH names a file that is not there.
 */
export async function findBrowser() {
  const named = process.env.CHROME_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is '${named}', which is not there.`)
    return named
  }
  return candidates().find(isExecutable) ?? (await playwrightBrowser())
}

function candidates() {
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      name => process.env[name] ?? [],
    )
    return WINDOWS.flatMap(path => roots.map(root => join(root, path)))
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const found = COMMANDS.flatMap(command => folders.map(folder => join(folder, command)))
  return process.platform === 'darwin' ? [...MAC, ...found] : found
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** One that `npx playwright-core install chromium` has put into the user's cache. */
async function playwrightBrowser() {
  const { chromium } = await import('playwright-core')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : null
}

const isDebian = () => {
  const release = '/etc/os-release'
  return existsSync(release) && /^ID=debian$/m.test(readFileSync(release, 'utf8'))
}

/** The one line that gets a browser on this machine. */
export function installLine() {
  if (isDebian()) return 'sudo apt-get update && sudo apt-get install -y chromium'
  return `npx playwright-core install ${process.platform === 'linux' ? '--with-deps ' : ''}chromium`
}

/** Finds a browser; on Debian as root installs one. @throws Error with the one line that gets one. */
export async function requireBrowser() {
  const found = await findBrowser()
  if (found) return found
  if (isDebian() && process.getuid?.() === 0) {
    console.log('No browser found; installing the chromium package ...')
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update'], options)
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
    const installed = await findBrowser()
    if (installed) return installed
  }
  throw new Error(
    `No Chromium, Chrome or Edge found (CHROME_PATH may name one). Get one with: ${installLine()}`,
  )
}
