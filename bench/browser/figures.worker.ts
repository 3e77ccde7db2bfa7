/** Measures a figure of `npm run bench` in a browser's worker, where learning happens in the page. */
import { benchmarks } from '../../src/training/benchmarks.ts'

self.addEventListener('message', async ({ data: name }: MessageEvent<string>) => {
  try {
    const benchmark = benchmarks.find(each => each.name === name)
    if (!benchmark) throw new Error(`There is no figure '${name}'.`)
    self.postMessage({ value: await benchmark.measure(() => performance.now()), unit: benchmark.unit })
  } catch (error) {
    self.postMessage({ failure: String(error) })
  }
})
