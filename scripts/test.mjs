/**
 * `npm test`: installs, finds a browser, then runs every check and test. Each stage counts as one check, each test as
 * one; the last line is `N passed, N failed` alone. `--quick` leaves the browser out.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installIfNeeded, ROOT, requireNode } from './install.mjs'

requireNode()
const known = ['--quick']
const strange = process.argv.slice(2).find(argument => !known.includes(argument))
if (strange) {
  console.error(`${strange} is not a flag of npm test; known: ${known.join(', ')}.`)
  process.exit(2)
}
const quick = process.argv.includes('--quick')
installIfNeeded()

const reports = join(ROOT, '.cache', 'test')
mkdirSync(reports, { recursive: true })
const started = Date.now()
/** @type {{ name: string, passed: number, failed: number, skipped: number, seconds: number }[]} */
const rows = []

function run(script, arguments_, env = {}) {
  const { status } = spawnSync(process.execPath, [script, ...arguments_], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: '0' }), ...env },
  })
  return status === 0
}

async function stage(name, work) {
  console.log(`\n== ${name}`)
  const from = Date.now()
  let counts = { passed: 0, failed: 1, skipped: 0 }
  try {
    const result = await work()
    counts = typeof result === 'boolean' ? { passed: +result, failed: +!result, skipped: 0 } : result
  } catch (error) {
    console.error(error.message)
  }
  rows.push({ name, ...counts, seconds: (Date.now() - from) / 1000 })
  return counts.failed === 0
}

const bin = path => join(ROOT, 'node_modules', ...path.split('/'))
const check = (name, script, ...arguments_) => stage(name, () => run(script, arguments_))

/** Runs one project of vitest and counts what its JSON report holds. */
function vitest(project, env) {
  const report = join(reports, `${project}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const held = run(bin('vitest/vitest.mjs'), ['run', '--project', project, ...reporters], env)
  const result = JSON.parse(readFileSync(report, 'utf8'))
  const empty = result.testResults.filter(
    file => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = result.numFailedTests + empty.length
  return {
    passed: result.numPassedTests,
    // A run can fail without a failed test: an error outside every test.
    failed: failed === 0 && !held ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  }
}

await check('types', bin('typescript/bin/tsc'), '--noEmit')
await check('format and lint', bin('@biomejs/biome/bin/biome'), 'ci', '.')
await check('layers', 'scripts/check-layers.mjs', 'src')
await stage('command line builds', async () => {
  const { buildCli } = await import('./build-cli.mjs')
  await buildCli()
  return true
})
const built = await stage('page builds', async () => {
  const { buildPageIfStale } = await import('./freshness.mjs')
  await buildPageIfStale()
  return true
})
if (built) await check('bundle', 'scripts/check-bundle.mjs')
await stage('tests in Node', () => vitest('node'))
if (!quick) {
  let browser = ''
  const found = await stage('a browser is installed', async () => {
    const { requireBrowser } = await import('./find-browser.mjs')
    browser = await requireBrowser()
    console.log(browser)
    return true
  })
  if (found && built) await stage('tests in the browser', () => vitest('browser', { CHROME_PATH: browser }))
}

const sum = key => rows.reduce((total, row) => total + row[key], 0)
console.log('\n== summary')
for (const { name, passed, failed, skipped, seconds } of rows) {
  const counts = `${passed} passed${failed ? `, ${failed} FAILED` : ''}${skipped ? `, ${skipped} skipped` : ''}`
  console.log(`${name.padEnd(24)} ${counts.padEnd(28)} ${seconds.toFixed(1)} s`)
}
console.log(`in ${((Date.now() - started) / 1000).toFixed(0)} s`)
process.exitCode = sum('failed') > 0 ? 1 : 0
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
