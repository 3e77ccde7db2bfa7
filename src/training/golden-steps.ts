/** Reads recorded transitions and episodes of worlds of real-valued states; everything names its place in the file. */
import { asArray, asFlag, asIndex, asNumber, type GoldenFile, refuse } from './golden-file.ts'

/** How a file's steps are written. */
export interface StepFormat {
  readonly stateSize: number
  readonly actionSize: number
  readonly observationSize: number
  /** Actions came as double-precision arrays. */
  readonly isDoubleAction: boolean
  /** States are single precision, written with fewer digits than they have. */
  readonly isSingleState: boolean
}

/** A recorded step, whatever it started from. */
export interface RecordedStep {
  /** As wide as it was. [actionSize] */
  readonly action: Float32Array | Float64Array
  /** State after it. [stateSize] */
  readonly state: Float64Array
  /** Null where it was not kept. [observationSize] */
  readonly observation: Float64Array | null
  readonly reward: number
  readonly terminated: boolean
  readonly truncated: boolean
  /** Place of its action in the file. */
  readonly path: string
}

/**
 * An entry of `one_step`: `s`, `a`, `s2`, `obs`, `r`, `terminated`.
 * @throws PlaygroundError `bad-golden-file`, as the others here do.
 */
export function readTransition(
  entry: GoldenFile,
  path: string,
  format: StepFormat,
): { readonly start: Float64Array; readonly step: RecordedStep } {
  return {
    start: numbersIn(entry.s, `${path}.s`, format.stateSize),
    step: {
      action: actionIn(entry.a, `${path}.a`, format),
      state: stateIn(entry.s2, `${path}.s2`, format),
      observation: numbersIn(entry.obs, `${path}.obs`, format.observationSize),
      reward: asNumber(entry.r, `${path}.r`),
      terminated: asFlag(entry.terminated, `${path}.terminated`),
      truncated: false,
      path: `${path}.a`,
    },
  }
}

/** An entry of `episodes`: `init_state`, then lists with an item per step; `obs` has `obs_recorded` items where that is given. */
export function readEpisode(
  entry: GoldenFile,
  path: string,
  format: StepFormat,
): { readonly start: Float64Array; readonly steps: readonly RecordedStep[] } {
  const actions = asArray(entry.actions, `${path}.actions`)
  const { length } = actions
  if (entry.length !== undefined && entry.length !== length) {
    refuse(`${path}.length`, entry.length, `${length}, the number of actions`)
  }
  const listOf = (key: string, items = length) => asArray(entry[key], `${path}.${key}`, items)
  const kept = entry.obs_recorded ?? length
  const observations = listOf('obs', asIndex(kept, `${path}.obs_recorded`, length + 1))
  const states = listOf('states')
  const rewards = listOf('rewards')
  const terminated = listOf('terminated')
  const truncated = listOf('truncated')
  return {
    start: numbersIn(entry.init_state, `${path}.init_state`, format.stateSize),
    steps: actions.map((action, t) => ({
      action: actionIn(action, `${path}.actions[${t}]`, format),
      state: stateIn(states[t], `${path}.states[${t}]`, format),
      observation:
        t < observations.length
          ? numbersIn(observations[t], `${path}.obs[${t}]`, format.observationSize)
          : null,
      reward: asNumber(rewards[t], `${path}.rewards[${t}]`),
      terminated: asFlag(terminated[t], `${path}.terminated[${t}]`),
      truncated: asFlag(truncated[t], `${path}.truncated[${t}]`),
      path: `${path}.actions[${t}]`,
    })),
  }
}

/** A single number may stand for a list of one. */
function actionIn(value: unknown, path: string, format: StepFormat): Float32Array | Float64Array {
  const isList = Array.isArray(value) || format.actionSize > 1
  const numbers = isList ? numbersIn(value, path, format.actionSize) : Float64Array.of(asNumber(value, path))
  // An action that single precision cannot hold was double, whatever its name says.
  const isDouble = format.isDoubleAction || numbers.some(number => Math.fround(number) !== number)
  return isDouble ? numbers : Float32Array.from(numbers)
}

function stateIn(value: unknown, path: string, { stateSize, isSingleState }: StepFormat): Float64Array {
  const state = numbersIn(value, path, stateSize)
  return isSingleState ? state.map(Math.fround) : state
}

function numbersIn(value: unknown, path: string, length: number): Float64Array {
  return Float64Array.from(asArray(value, path, length), (item, i) => asNumber(item, `${path}[${i}]`))
}
