import { defineConfig } from 'vite'
import { buildKernelsIfStale } from './scripts/build-kernels.mjs'

await buildKernelsIfStale()

/** Relative base: the built page works from any host and any sub-path. */
export default defineConfig({
  base: './',
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1600, manifest: true },
  worker: { format: 'es' },
  optimizeDeps: { include: ['phaser'] },
})
