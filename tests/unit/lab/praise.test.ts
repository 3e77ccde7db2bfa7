import { describe, expect, it } from 'vitest'
import { finiteHorizonReturn } from '../../../src/core/planning.ts'
import { decodeSettings } from '../../../src/core/settings.ts'
import { praiseExperiment } from '../../../src/lab/praise.ts'
import { fiveByFive } from '../../../src/lab/praise-kinds.ts'

const watch = { note: () => undefined, now: () => 0 }
const run = (settings: Record<string, number | string>) =>
  praiseExperiment.run(decodeSettings(praiseExperiment.settings, settings, 'lab'), 1, watch)

describe('the experiments with live praise', () => {
  it('find that a robot that knows of the delay needs fewer signals', async () => {
    const figures = await run({ question: 'delay', runs: 3, signals: 120 })
    expect(figures.rows).toHaveLength(3)
    expect(figures.medianModelled).toBeLessThan(figures.medianIgnored as number)
    expect(await run({ question: 'delay', runs: 3, signals: 120 })).toEqual(figures)
  })

  it('find that TAMER settles under praise for the right action, and not under praise for reward alone', async () => {
    const { rows } = await run({ question: 'kinds', learner: 'tamer', runs: 2, signals: 300, steps: 900 })
    const settled = (rows as { signalKind: string; settled: number }[]).map(row => [
      row.signalKind,
      row.settled,
    ])
    expect(settled).toEqual([
      ['policy', 2],
      ['reward', 0],
      ['advantage', expect.any(Number)],
    ])
  })

  it('take place on a grid whose best way takes six steps', () => {
    expect(finiteHorizonReturn(fiveByFive().model, 50, 'optimal')).toBeCloseTo(1 - 5 * 0.05, 12)
  })
})
