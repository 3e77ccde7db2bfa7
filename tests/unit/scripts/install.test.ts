import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint } from '../../../scripts/freshness.mjs'
import { installNeeded, nodeComplaint } from '../../../scripts/install.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'))
})
afterEach(() => rmSync(root, { recursive: true }))

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s will do', version => {
  expect(nodeComplaint(version)).toBeNull()
})

test.each(['18.20.4', '20.18.3'])('Node %s is refused with a sentence', version => {
  expect(nodeComplaint(version)).toContain(`needs Node 20.19 or newer; this is ${version}`)
})

test('packages are installed when missing or older than the lock file', () => {
  const lock = join(root, 'package-lock.json')
  const stamp = join(root, 'node_modules', '.package-lock.json')
  writeFileSync(lock, '{}')
  expect(installNeeded(root)).toBe(true)
  mkdirSync(join(root, 'node_modules'))
  writeFileSync(stamp, '{}')
  utimesSync(lock, 1000, 1000)
  utimesSync(stamp, 2000, 2000)
  expect(installNeeded(root)).toBe(false)
  utimesSync(lock, 3000, 3000)
  expect(installNeeded(root)).toBe(true)
})

test('a fingerprint changes with every change of the sources, and with nothing else', () => {
  const file = (name: string, text: string, seconds: number) => {
    writeFileSync(join(root, name), text)
    utimesSync(join(root, name), seconds, seconds)
  }
  mkdirSync(join(root, 'src', 'core'), { recursive: true })
  file('src/a.ts', 'one', 1000)
  const seen = [fingerprint(['src', 'missing'], root)]
  const change = () => seen.push(fingerprint(['src', 'missing'], root))
  file('src/a.ts', 'two', 2000)
  change()
  file('src/a.ts', 'longer', 2000)
  change()
  file('src/core/b.ts', 'one', 1000)
  change()
  rmSync(join(root, 'src', 'a.ts'))
  change()
  expect(new Set(seen).size).toBe(seen.length)
  file('beside.ts', 'one', 5000)
  expect(fingerprint(['src', 'missing'], root)).toBe(seen.at(-1))
})
