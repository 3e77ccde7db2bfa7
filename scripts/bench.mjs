/** `npm run bench`: what the command line measures in Node, then robots in a worker of the browser; one figure alone with `--only`. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const run = (path, wanted) => {
  const script = fileURLToPath(new URL(path, import.meta.url))
  const { status } = spawnSync(process.execPath, [script, ...wanted], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const wanted = process.argv.slice(2)
run('./cli.mjs', ['bench', ...wanted])
if (wanted.length === 0) run('../bench/browser/compare.mjs', [])
