import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serveFolder } from '../../../scripts/serve.mjs'

let parent: string
let served: Served

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'serve-'))
  mkdirSync(join(parent, 'dist', 'assets'), { recursive: true })
  mkdirSync(join(parent, 'dist-secret'))
  writeFileSync(join(parent, 'secret.txt'), 'secret')
  writeFileSync(join(parent, 'dist-secret', 'a.txt'), 'secret')
  writeFileSync(join(parent, 'dist', 'index.html'), '<p>page</p>')
  writeFileSync(join(parent, 'dist', 'assets', 'a b.js'), 'export {}')
  writeFileSync(join(parent, 'dist', 'assets', 'art.svg'), '<svg/>')
  served = await serveFolder(join(parent, 'dist'), { base: '/deep/path/' })
})

afterAll(async () => {
  await served.close()
  rmSync(parent, { recursive: true })
})

/** `fetch` would tidy the path away. */
function rawGet(
  path: string,
  method = 'GET',
): Promise<{ status: number; location: string | undefined; body: string }> {
  const { hostname, port } = new URL(served.url)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method }, response => {
      let body = ''
      response.on('data', chunk => {
        body += chunk
      })
      response.on('end', () =>
        resolve({ status: response.statusCode!, location: response.headers.location, body }),
      )
    })
      .on('error', reject)
      .end()
  })
}

test('serves the page under its sub-path', async () => {
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/deep\/path\/$/)
  const response = await fetch(served.url)
  expect(await response.text()).toBe('<p>page</p>')
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-cache')
})

test.each([
  ['assets/a%20b.js?v=1', 'text/javascript; charset=utf-8'],
  ['assets/art.svg', 'image/svg+xml; charset=utf-8'],
])('%s has its type', async (path, type) => {
  const response = await fetch(served.url + path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
})

test('the sub-path without its slash leads to it', async () => {
  expect(await rawGet('/deep/path')).toMatchObject({ status: 301, location: '/deep/path/' })
})

test.each([
  '/',
  '/deep/',
  '/deep/path/missing.js',
  '/deep/path/../../secret.txt',
  '/deep/path/%2e%2e/secret.txt',
  '/deep/path/..%2fsecret.txt',
  '/deep/path/..%2fdist-secret/a.txt',
])('%s is not found', async path => {
  const { status, body } = await rawGet(path)
  expect(status).toBe(404)
  expect(body).not.toContain('secret')
})

test('a broken address is a bad request, writing is not allowed', async () => {
  expect((await rawGet('/deep/path/%E0%A4%A')).status).toBe(400)
  expect((await rawGet('/deep/path/', 'POST')).status).toBe(405)
})

test('a port in use moves on to the next free one', async () => {
  const blocker = createServer()
  await new Promise<void>(resolve => blocker.listen(0, '127.0.0.1', resolve))
  const address = blocker.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const other = await serveFolder(join(parent, 'dist'), { port })
  expect(Number(new URL(other.url).port)).toBeGreaterThan(port)
  await other.close()
  await new Promise(resolve => blocker.close(resolve))
})
