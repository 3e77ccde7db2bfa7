import { defineConfig } from 'vite'
import { buildKernelsIfStale } from './scripts/build-kernels.mjs'
import { licences } from './scripts/licences.mjs'

await buildKernelsIfStale()

/** The Box2D package compiles itself with eval: docs/decisions says what that costs. */
const ENGINE_CHECKS = { eval: false }

/** Relative base: the built page works from any host and any sub-path. */
export default defineConfig({
  base: './',
  plugins: [licences()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1600,
    manifest: true,
    rolldownOptions: { checks: ENGINE_CHECKS },
  },
  worker: { format: 'es', rolldownOptions: { checks: ENGINE_CHECKS } },
  // MuJoCo finds its WebAssembly beside itself, which bundling ahead of time would move away from it.
  optimizeDeps: { include: ['phaser'], exclude: ['@mujoco/mujoco'] },
})
