import { defineConfig } from 'vitest/config'
import { buildKernelsIfStale } from './scripts/build-kernels.mjs'

await buildKernelsIfStale()

const node = ['unit', 'property', 'contract', 'golden', 'learning'].map(
  kind => `tests/${kind}/**/*.test.{ts,tsx}`,
)

/** `node` needs only Node; `browser` drives the built page in the system's Chromium. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', include: node, environment: 'node', testTimeout: 60_000 } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts', 'tests/visual/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/browser/serve.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
