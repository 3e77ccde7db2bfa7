/** A static file server for `dist/`: what any host does, and nothing else. */
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/x-ndjson; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/**
 * Serves `folder` under `base` (such as `/deep/path/`) on 127.0.0.1.
 * `port` 0 takes any free one; a port in use moves on to the next, `attempts` times.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveFolder(folder, { base = '/', port = 0, attempts = 50 } = {}) {
  const server = createServer((request, response) => answer(request, response, folder, base))
  const taken = await listen(server, port, attempts)
  return {
    url: `http://127.0.0.1:${taken}${base}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function listen(server, port, attempts) {
  for (let offset = 0; ; offset++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port + offset, '127.0.0.1', () => {
          server.off('error', reject)
          resolve()
        })
      })
      return server.address().port
    } catch (error) {
      const inUse = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      if (!inUse || offset + 1 >= attempts || port + offset >= 65_535) throw error
    }
  }
}

function answer(request, response, folder, base) {
  const refuse = (status, text) => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD.')
  const path = decodedPath(request.url)
  if (path === null) return refuse(400, 'Bad address.')
  if (`${path}/` === base) return response.writeHead(301, { location: base }).end()
  if (!path.startsWith(base)) return refuse(404, 'Not found.')
  const asked = normalize(join(folder, path.slice(base.length)))
  if (asked !== normalize(folder) && !asked.startsWith(normalize(folder + sep)))
    return refuse(404, 'Not found.')
  const isFolder = statSync(asked, { throwIfNoEntry: false })?.isDirectory() ?? false
  const file = isFolder ? join(asked, 'index.html') : asked
  const entry = statSync(file, { throwIfNoEntry: false })
  if (!entry?.isFile()) return refuse(404, 'Not found.')
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': entry.size,
    // A rebuilt page must never meet yesterday's chunks.
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  })
  if (request.method === 'HEAD') return response.end()
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response)
}

function decodedPath(url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
    return path.includes('\0') ? null : path
  } catch (error) {
    if (error instanceof URIError || error instanceof TypeError) return null
    throw error
  }
}
