import { describe, expect, it } from 'vitest'
import { think } from '../../../../src/core/policy-snapshot.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { DenseNetwork, denseSpec, parameterCount } from '../../../../src/nn/dense-network.ts'
import { duelingSlopes, duelingValues, foldDueling } from '../../../../src/nn/heads/dueling.ts'
import { openKernelMemory } from '../../../../src/nn/kernel-memory.ts'
import { Parameters } from '../../../../src/nn/parameters.ts'
import { rounded, slopesOf } from './finite-differences.ts'

/** Two rows: a value, then three advantages. */
const outputs = [5, 1, 2, 6, /**/ -1, 0.5, 0, -2]

describe('dueling head', () => {
  it('adds the advantage over the mean to the value', () => {
    const values = new Float32Array(6)
    duelingValues(Float32Array.from(outputs), 2, 3, values)
    expect(rounded(values)).toEqual([3, 4, 8, 0, -0.5, -2.5])
  })

  it('hands slopes back through the sum', () => {
    const slopes = Float32Array.of(0.5, -1, 2, 0.25, 0, -0.75)
    const lossOf = (at: readonly number[]) => {
      let sum = 0
      for (let row = 0; row < 2; row++) {
        const [value, ...advantages] = at.slice(4 * row, 4 * row + 4)
        const mean = advantages.reduce((a, b) => a + b) / 3
        advantages.forEach((advantage, i) => {
          sum += slopes[3 * row + i]! * (value! + advantage - mean)
        })
      }
      return sum
    }
    const into = new Float32Array(8)
    duelingSlopes(slopes, 2, 3, into)
    expect(rounded(into)).toEqual(rounded(slopesOf(lossOf, outputs)))
  })

  it('folds into a plain network of the same action values', async () => {
    const spec = denseSpec(3, [8, 5], 'relu', 1 + 4)
    const network = await openKernelMemory(memory => {
      const parameters = new Parameters(memory, [parameterCount(spec)])
      return new DenseNetwork(memory, spec, parameters.part(0), { batch: 2 })
    })
    const rng = Rng.fromSeed(3, 'weights')
    network.initializeUniform(rng)
    for (let trial = 0; trial < 20; trial++) {
      const observation = Float32Array.from({ length: 3 }, () => rng.normal())
      network.input.set(observation)
      network.forward(1)
      const values = new Float32Array(4)
      duelingValues(network.output, 1, 4, values)
      const { actionValues, value } = think(
        {
          head: 'action-values',
          actionSpace: { kind: 'discrete', n: 4 },
          normalizer: null,
          policy: foldDueling(network.snapshot()),
          values: [],
          valueInputs: 'observation',
          valueScale: 1,
          deviations: null,
        },
        observation,
      )
      expect(rounded(actionValues!, 5)).toEqual(rounded(values, 5))
      expect(value).toBeCloseTo(Math.max(...values), 5)
    }
  })
})
