import { describe, expect, it } from 'vitest'
import { randomBest } from '../../../src/agents/action-values.ts'
import { Exploration, explorationSettings } from '../../../src/agents/exploration.ts'
import { tabularSettings } from '../../../src/agents/tabular-settings.ts'
import { ValueTable } from '../../../src/agents/value-table.ts'
import { Rng } from '../../../src/core/rng.ts'
import { decodeSettings, type SettingValues } from '../../../src/core/settings.ts'

const settings = (values: SettingValues) => decodeSettings(explorationSettings, values, 'agent')

function table(values: number[], chosen: SettingValues): ValueTable {
  const shape = { observationSize: 1, actionSpace: { kind: 'discrete', n: values.length }, seed: 1 } as const
  const made = new ValueTable(shape, decodeSettings(tabularSettings, chosen, 'agent'))
  values.forEach((value, action) => {
    made.set(0, action, value)
  })
  return made
}

/** Share of each action over many draws. */
function shares(made: ValueTable): number[] {
  const rng = Rng.fromSeed(3, 'test')
  const counts = new Array<number>(made.actions).fill(0)
  for (let i = 0; i < 20_000; i++) counts[made.choose(0, rng)]!++
  return counts.map(count => count / 20_000)
}

describe('behaviour policies', () => {
  const cases: [string, number[], SettingValues, number[]][] = [
    ['epsilon-greedy', [0, 2, 1, 0], { epsilon: 0.4 }, [0.1, 0.7, 0.1, 0.1]],
    ['epsilon-greedy with a tie', [2, 0, 2], { epsilon: 0.3 }, [0.45, 0.1, 0.45]],
    ['greedy', [0, 1], { epsilon: 0 }, [0, 1]],
    ['softmax', [0, 1], { explorationRule: 'softmax', temperature: 1 }, [0.26894, 0.73106]],
    [
      'softmax of large values',
      [1000, 999],
      { explorationRule: 'softmax', temperature: 1 },
      [0.73106, 0.26894],
    ],
  ]
  it.each(cases)('%s: draws are as likely as `policy` says', (_, values, chosen, expected) => {
    const made = table(values, chosen)
    const probabilities = new Float64Array(values.length)
    made.policy(0, probabilities)
    expected.forEach((probability, action) => {
      expect(probabilities[action]).toBeCloseTo(probability, 5)
      expect(Math.abs(shares(made)[action]! - probability)).toBeLessThan(0.015)
    })
  })

  it('breaks ties evenly and draws nothing without one', () => {
    const rng = Rng.fromSeed(1, 'test')
    const before = rng.save()
    expect(randomBest(Float64Array.of(9, 1, 3, 2), 1, 3, rng)).toBe(1)
    expect(rng.save()).toEqual(before)
    const found = new Set(Array.from({ length: 50 }, () => randomBest(Float64Array.of(5, 1, 5), 0, 3, rng)))
    expect([...found].sort()).toEqual([0, 2])
  })
})

describe('schedules of epsilon', () => {
  const epsilonAfter = (steps: number, values: SettingValues) => {
    const exploration = new Exploration(2, settings({ epsilon: 0.5, epsilonFinal: 0.1, ...values }))
    for (let i = 0; i < steps; i++) exploration.tick()
    return exploration.epsilon
  }
  it('stays', () => expect(epsilonAfter(6400, {})).toBe(0.5))
  it('falls in a line', () => {
    const linear = { epsilonSchedule: 'linear', epsilonDecaySteps: 6400 }
    expect(epsilonAfter(0, linear)).toBe(0.5)
    expect(epsilonAfter(3200, linear)).toBeCloseTo(0.3, 12)
    expect(epsilonAfter(20_000, linear)).toBeCloseTo(0.1, 12)
  })
  it('falls exponentially', () => {
    const exponential = { epsilonSchedule: 'exponential', epsilonDecaySteps: 3200 }
    expect(epsilonAfter(3200, exponential)).toBeCloseTo(0.1 + 0.4 * Math.exp(-1), 12)
  })
})

describe('the table of values', () => {
  it('keeps best action and maximum right whatever is written', () => {
    const rng = Rng.fromSeed(5, 'test')
    const shape = { observationSize: 4, actionSpace: { kind: 'discrete', n: 3 }, seed: 1 } as const
    const made = new ValueTable(shape, decodeSettings(tabularSettings, { epsilon: 0 }, 'agent'))
    const probabilities = new Float64Array(3)
    for (let i = 0; i < 5000; i++) {
      const state = rng.integer(4)
      made.set(state, rng.integer(3), rng.integer(4) - 2)
      const row = [...made.values.subarray(3 * state, 3 * state + 3)]
      const best = Math.max(...row)
      expect(made.maximum(state)).toBe(best)
      expect(made.greedy(state)).toBe(row.indexOf(best))
      made.policy(state, probabilities)
      expect(probabilities[made.choose(state, rng)]).toBeGreaterThan(0)
    }
  })
})
