/** The command line's launcher: `npm run --silent cli -- COMMAND [flags]`. Builds itself when its sources are newer. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nodeComplaint, ROOT } from './install.mjs'

const complaint =
  nodeComplaint() ??
  (existsSync(join(ROOT, 'node_modules', 'vite')) ? null : 'Packages are missing: run `npm ci`.')
if (complaint) {
  process.stderr.write(`${complaint}\n`)
  process.exitCode = 2
} else {
  const { buildCli } = await import('./build-cli.mjs')
  const entry = await buildCli().catch(error => {
    process.stderr.write(
      `The command line cannot be built: ${String(error.message).split('\n').slice(0, 4).join(' ')}\n`,
    )
    process.exitCode = 1
  })
  if (entry) await import(pathToFileURL(entry).href)
}
