/**
 * Serves the built page for the browser tests as a foreign host would: from a sub-path. Builds it when it is stale.
 * Tests read `inject('baseUrl')` and `inject('browserPath')`.
 */
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { requireBrowser } from '../../scripts/find-browser.mjs'
import { buildPageIfStale } from '../../scripts/freshness.mjs'
import { ROOT } from '../../scripts/install.mjs'
import { serveFolder } from '../../scripts/serve.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the page, ending with `/`. */
    baseUrl: string
    /** Executable for playwright-core; launch it with `browserArguments`. */
    browserPath: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('browserPath', await requireBrowser())
  await buildPageIfStale()
  const served = await serveFolder(join(ROOT, 'dist'), { base: '/deep/good-robot/' })
  project.provide('baseUrl', served.url)
  return served.close
}
