import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PolicySnapshot, think } from '../../../src/core/policy-snapshot.ts'
import { decodeRobot, encodeRobot, type RobotFile } from '../../../src/persistence/robot-file.ts'

const policy = (weights: readonly number[]): PolicySnapshot => ({
  head: 'gaussian',
  actionSpace: { kind: 'box', shape: [1], low: [-2], high: [2] },
  normalizer: {
    mean: Float64Array.of(0.1, -0.2),
    deviation: Float64Array.of(1.5, 0.25),
    clip: 10,
  },
  policy: {
    inputs: 2,
    layers: [
      {
        units: 2,
        activation: 'tanh',
        kernel: Float32Array.from(weights.slice(0, 4)),
        bias: Float32Array.of(0.5, -0.5),
      },
      {
        units: 1,
        activation: 'linear',
        kernel: Float32Array.from(weights.slice(4, 6)),
        bias: Float32Array.of(0),
      },
    ],
  },
  values: [],
  valueInputs: 'observation',
  valueScale: 3,
  deviations: Float64Array.of(0.3),
})

const robot = (weights: readonly number[]): RobotFile => ({
  age: 'teenager',
  env: 'Pendulum-v1',
  envSettings: { g: 10 },
  agent: 'ppo',
  agentSettings: { activation: 'tanh', hiddenUnits: 2, scaleRewards: true },
  seed: 3,
  steps: 20_000,
  wallSeconds: 1.5,
  command: 'npm run --silent cli -- train',
  evaluation: { episodes: 100, meanReturn: -150, standardDeviation: 60, meanLength: 200 },
  policy: policy(weights),
})

const throughText = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('robot files', () => {
  it('give back the robot as it was, to the bit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 6, maxLength: 6 }),
        weights => {
          const before = robot(weights)
          expect(decodeRobot(throughText(encodeRobot(before)))).toEqual(before)
        },
      ),
    )
  })

  it('act as the robot did', () => {
    const before = robot([0.1, 0.2, -0.3, 0.4, 1, -1])
    const after = decodeRobot(throughText(encodeRobot(before)))
    const seen = [0.3, -0.1]
    expect(think(after.policy, seen).action).toEqual(think(before.policy, seen).action)
  })

  it.each([
    ['another format', ['format'], 'good-robot-run', /format/],
    ['a newer version', ['version'], 2, /newer Good Robot/],
    ['weights that are not base64', ['policy', 'policy', 'layers', '0', 'kernel'], '!!!!', /kernel .*base64/],
    [
      'a weight that is no number',
      ['policy', 'policy', 'layers', '1', 'bias'],
      'AADAfw==',
      /bias .*finite numbers/,
    ],
    ['layers that do not fit', ['policy', 'policy', 'layers', '1', 'kernel'], 'AAAAAA==', /fit one another/],
    ['an age nobody has', ['age'], 'senior', /baby, teenager, adult/],
  ])('are refused with %s', (_, path, value, message) => {
    const file = throughText(encodeRobot(robot([1, 2, 3, 4, 5, 6])))
    let place = file as Record<string, unknown>
    for (const key of path.slice(0, -1)) place = place[key] as Record<string, unknown>
    place[path.at(-1)!] = value
    expect(() => decodeRobot(file)).toThrow(message)
  })
})
