/** `npm start`: installs, builds, serves the page and prints its address; opens it where there is a desktop. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installIfNeeded, ROOT, requireNode } from './install.mjs'

const USAGE = 'npm start -- [--port N] [--no-open]'

function flags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '5173' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    const port = Number(values.port)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Error(`--port is '${values.port}'; expected a whole number from 0 to 65535.`)
    }
    return { port, open: !values['no-open'], help: values.help }
  } catch (error) {
    console.error(`${error.message.split('\n')[0]} Usage: ${USAGE}`)
    process.exit(2)
  }
}

/** The desktop's way to open an address, or null where there is none. */
function opener() {
  if (process.env.CI) return null
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['cmd', '/c', 'start', '']
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : null
}

function openAddress(url) {
  const [command, ...rest] = opener() ?? []
  if (!command) return
  const child = spawn(command, [...rest, url], { stdio: 'ignore', detached: true })
  child.on('error', error => console.error(`The page could not be opened by itself: ${error.message}`))
  child.unref()
}

requireNode()
const { port, open, help } = flags()
if (help) {
  console.log(USAGE)
  process.exit(0)
}
installIfNeeded()
const { buildPageIfStale } = await import('./freshness.mjs')
const { serveFolder } = await import('./serve.mjs')
try {
  await buildPageIfStale()
} catch (error) {
  console.error(`The page cannot be built: ${error.message}`)
  process.exit(1)
}
const served = await serveFolder(join(ROOT, 'dist'), { port }).catch(error => {
  console.error(`No port from ${port} on could be opened: ${error.message}`)
  process.exit(1)
})
console.log(`Good Robot runs at ${served.url} (Ctrl+C stops it)`)
if (open) openAddress(served.url)
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await served.close()
    process.exit(0)
  })
}
