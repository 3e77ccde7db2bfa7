/**
 * A trained robot as a file: its deterministic policy and values, and how anyone can train the same again. `docs/formats.md`
 * describes it for people. Weights are little-endian single precision in base64.
 */
import * as v from 'valibot'
import { AGES, type Age } from '../core/age.ts'
import { fromBase64, toBase64 } from '../core/base64.ts'
import { PlaygroundError } from '../core/errors.ts'
import type { PolicySnapshot, SnapshotNetwork } from '../core/policy-snapshot.ts'
import type { SettingValues } from '../core/settings.ts'
import { shownValue } from './shown-value.ts'

export const ROBOT_FORMAT = 'good-robot-robot'
export const ROBOT_VERSION = 1

export interface RobotFile {
  readonly age: Age
  readonly env: string
  readonly envSettings: SettingValues
  readonly agent: string
  readonly agentSettings: SettingValues
  readonly seed: number
  /** Environment steps it learnt from. */
  readonly steps: number
  /** Of training up to here, on the machine that trained it. */
  readonly wallSeconds: number
  /** The command that trains it again. */
  readonly command: string
  /** Of the deterministic policy. */
  readonly evaluation: {
    readonly episodes: number
    readonly meanReturn: number
    readonly standardDeviation: number
    readonly meanLength: number
  }
  readonly policy: PolicySnapshot
}

export const encodeRobot = ({ policy, ...about }: RobotFile): unknown => ({
  format: ROBOT_FORMAT,
  version: ROBOT_VERSION,
  ...about,
  policy: {
    ...policy,
    normalizer: policy.normalizer && {
      mean: [...policy.normalizer.mean],
      deviation: [...policy.normalizer.deviation],
      clip: policy.normalizer.clip,
    },
    policy: encodeNetwork(policy.policy),
    values: policy.values.map(encodeNetwork),
    deviations: policy.deviations && [...policy.deviations],
  },
})

const encodeNetwork = ({ inputs, layers }: SnapshotNetwork) => ({
  inputs,
  layers: layers.map(({ units, activation, kernel, bias }) => ({
    units,
    activation,
    kernel: encodeFloats(kernel),
    bias: encodeFloats(bias),
  })),
})

function encodeFloats(numbers: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(4 * numbers.length))
  numbers.forEach((number, i) => {
    bytes.setFloat32(4 * i, number, true)
  })
  return toBase64(new Uint8Array(bytes.buffer))
}

const floats = v.pipe(
  v.string('single-precision numbers in base64'),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const bytes = fromBase64(dataset.value)
    if (!bytes || bytes.length % 4 !== 0) {
      addIssue({ message: 'single-precision numbers in base64' })
      return NEVER
    }
    const view = new DataView(bytes.buffer)
    const numbers = Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true))
    if (numbers.every(Number.isFinite)) return numbers
    addIssue({ message: 'finite numbers' })
    return NEVER
  }),
)

const finite = v.pipe(v.number('a number'), v.finite('a finite number'))
const count = v.pipe(v.number('a count'), v.safeInteger('a whole number'), v.minValue(0, '0 or more'))
const units = v.pipe(count, v.minValue(1, '1 or more'), v.maxValue(4096, '4096 or fewer'))
const doubles = v.pipe(
  v.array(finite, 'a list of numbers'),
  v.transform(numbers => Float64Array.from(numbers)),
)
const text = v.pipe(v.string('text'), v.maxLength(2000, 'at most 2000 characters'))
const settings = v.record(v.string(), v.union([finite, v.boolean(), text], 'a number, true, false or text'))

const network = v.pipe(
  v.object({
    inputs: units,
    layers: v.pipe(
      v.array(
        v.object({
          units,
          activation: v.picklist(['linear', 'tanh', 'relu'], 'linear, tanh or relu'),
          kernel: floats,
          bias: floats,
        }),
        'a list of layers',
      ),
      v.minLength(1, 'a layer or more'),
    ),
  }),
  v.check(
    ({ inputs, layers }) =>
      layers.every(
        ({ units: width, kernel, bias }, i) =>
          bias.length === width && kernel.length === (layers[i - 1]?.units ?? inputs) * width,
      ),
    'layers that fit one another',
  ),
)

const space = v.variant('kind', [
  v.object({ kind: v.literal('discrete'), n: units }),
  v.object({
    kind: v.literal('box'),
    shape: v.array(units),
    low: v.array(finite),
    high: v.array(finite),
  }),
])

const robotFile = v.object({
  format: v.literal(ROBOT_FORMAT, `'${ROBOT_FORMAT}'`),
  version: v.literal(ROBOT_VERSION, `${ROBOT_VERSION}; a newer file needs a newer Good Robot`),
  age: v.picklist(AGES, AGES.join(', ')),
  env: text,
  envSettings: settings,
  agent: text,
  agentSettings: settings,
  seed: count,
  steps: count,
  wallSeconds: finite,
  command: text,
  evaluation: v.object({
    episodes: count,
    meanReturn: finite,
    standardDeviation: finite,
    meanLength: finite,
  }),
  policy: v.object({
    head: v.picklist(['softmax', 'action-values', 'gaussian', 'squashed'], 'a head that is known'),
    actionSpace: space,
    normalizer: v.nullable(v.object({ mean: doubles, deviation: doubles, clip: finite })),
    policy: network,
    values: v.array(network),
    valueInputs: v.picklist(['observation', 'observation-action']),
    valueScale: finite,
    deviations: v.nullable(doubles),
  }),
})

/** @throws PlaygroundError `bad-robot`, `path` naming the field, such as `policy.policy.layers[1].kernel`. */
export function decodeRobot(value: unknown): RobotFile {
  const result = v.safeParse(robotFile, value, { abortEarly: true })
  if (result.success) {
    const { format: _, version: __, ...robot } = result.output
    return robot
  }
  const [issue] = result.issues
  const path = v.getDotPath(issue) ?? ''
  throw new PlaygroundError(
    'bad-robot',
    `${path || 'The robot'} is ${shownValue(issue.input)}; expected ${issue.message}.`,
    { path },
  )
}
