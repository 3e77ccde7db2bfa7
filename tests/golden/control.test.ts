/** Every recorded transition and episode of Gymnasium's classic control is reproduced, and a file with one wrong number is not. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../src/core/errors.ts'
import { replayGolden } from '../../src/training/golden-replay.ts'

interface Transition {
  s: number[]
  a: number
  s2: number[]
  obs: number[]
  r: number
  terminated: number
}

interface Episode {
  init_state: number[]
  actions: number[]
  states: number[][]
  obs: number[][]
  obs_recorded?: number
  rewards: number[]
  terminated: number[]
  truncated: number[]
  length: number
}

interface GoldenFile {
  env_id: string
  max_episode_steps: number
  episodes: Episode[]
  one_step: Transition[]
  episodes_float64_action?: Episode[]
  one_step_float64_action?: Transition[]
  [key: string]: unknown
}

/** Largest errors allowed here, well under what `replay` allows; steps with single-precision parts are exact as well. */
const files = [
  { name: 'CartPole-v1', transitions: 764, state: 0, openLoop: 0 },
  { name: 'MountainCar-v0', transitions: 640, state: 1e-17, openLoop: 1e-15 },
  { name: 'MountainCarContinuous-v0', transitions: 1598, state: 0, openLoop: 0 },
  { name: 'Acrobot-v1', transitions: 741, state: 1e-14, openLoop: 1e-10 },
  { name: 'Pendulum-v1', transitions: 910, state: 1e-15, openLoop: 1e-13 },
]

const read = (name: string): GoldenFile =>
  JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), 'utf8'))

describe.each(files)('$name', ({ name, transitions, state, openLoop }) => {
  const file = read(name)

  it('is reproduced', async () => {
    const replay = await replayGolden(file)
    expect(replay).toMatchObject({
      type: 'replay',
      env: name,
      transitions,
      maxObservationError: 0,
      maxValueError: null,
      flagsEqual: true,
      ok: true,
    })
    expect(replay.maxStateError).toBeLessThanOrEqual(state)
    expect(replay.maxRewardError).toBeLessThanOrEqual(1e-15)
    expect(replay.maxReturnError).toBeLessThanOrEqual(1e-12)
    expect(replay.maxOpenLoopError).toBeLessThanOrEqual(openLoop)
  })

  it('is checked by its transitions or its episodes alone', async () => {
    const { one_step, episodes, one_step_float64_action: _, episodes_float64_action: __, ...rest } = file
    expect(await replayGolden({ ...rest, one_step })).toMatchObject({
      transitions: one_step.length,
      maxReturnError: null,
      maxOpenLoopError: null,
      ok: true,
    })
    expect(await replayGolden({ ...rest, episodes })).toMatchObject({
      transitions: episodes.reduce((sum, { length }) => sum + length, 0),
      ok: true,
    })
  })

  const isSingle = name === 'MountainCarContinuous-v0' || name === 'Pendulum-v1'
  const little = isSingle ? 2e-6 : 2e-12
  /** What no rounding of an observation explains. */
  const visible = 1e-5
  const longest = file.episodes.reduce(
    (best, { length }, i, all) => (length > all[best]!.length ? i : best),
    0,
  )
  const flip = (flags: number[], t: number) => {
    flags[t] = 1 - flags[t]!
  }
  const corruptions: Record<string, (copy: GoldenFile) => void> = {
    'a state': copy => {
      copy.one_step[7]!.s2[1]! += little
    },
    'a state to start from': copy => {
      copy.one_step[7]!.s[0]! += 2 * little
    },
    'an observation': copy => {
      copy.one_step[7]!.obs[0]! += visible
    },
    'a reward': copy => {
      copy.one_step[7]!.r -= little
    },
    'a terminated flag': copy => {
      copy.one_step[7]!.terminated = 1 - copy.one_step[7]!.terminated
    },
    'the first state of an episode': copy => {
      copy.episodes[longest]!.init_state[0]! += 2 * little
    },
    'a late state of an episode': copy => {
      copy.episodes[longest]!.states[90]![0]! += 2 * little
    },
    'the last state of an episode': copy => {
      copy.episodes[longest]!.states.at(-1)![1]! += little
    },
    'an observation of an episode': copy => {
      copy.episodes[longest]!.obs[50]![1]! += visible
    },
    'a reward of an episode': copy => {
      copy.episodes[longest]!.rewards[90]! += little
    },
    'a late terminated flag': copy => flip(copy.episodes[longest]!.terminated, 90),
    'the last truncated flag': copy =>
      flip(copy.episodes[longest]!.truncated, file.episodes[longest]!.length - 1),
    'an early truncated flag': copy => flip(copy.episodes[longest]!.truncated, 3),
    'another time limit': copy => {
      copy.max_episode_steps -= 1
    },
    'an action': copy => {
      const { actions } = copy.episodes[longest]!
      actions[80] = isSingle ? -0.5 * actions[80]! : actions[80] === 0 ? 1 : 0
    },
  }
  it.each(Object.keys(corruptions))('fails with %s wrong', async what => {
    const copy = structuredClone(file)
    corruptions[what]!(copy)
    expect((await replayGolden(copy)).ok).toBe(false)
  })
})

describe('actions in double precision', () => {
  it.each(['Pendulum-v1', 'MountainCarContinuous-v0'])('differ from single ones: %s', async name => {
    const file = read(name)
    const { one_step_float64_action: double, one_step: single } = file
    const swapped = { ...file, one_step: double, one_step_float64_action: single }
    expect((await replayGolden(swapped)).maxStateError).toBeGreaterThan(5e-11)
  })

  it('are held to the tolerance of double precision', async () => {
    const file = read('Pendulum-v1')
    const copy = structuredClone(file)
    copy.one_step_float64_action![3]!.s2[0]! += 1e-10
    expect((await replayGolden(copy)).ok).toBe(false)
    const single = structuredClone(file)
    single.one_step[3]!.s2[0]! += 1e-10
    expect((await replayGolden(single)).ok).toBe(true)
  })
})

describe('kwargs', () => {
  const change = (name: string, kwargs: Record<string, unknown>) => replayGolden({ ...read(name), kwargs })

  it('are the settings of the world', async () => {
    expect((await change('Pendulum-v1', { g: 10, render_mode: null })).ok).toBe(true)
    expect((await change('Pendulum-v1', { g: 9.81 })).ok).toBe(false)
    expect(await change('CartPole-v1', { sutton_barto_reward: true })).toMatchObject({
      ok: false,
      maxRewardError: 2,
      maxStateError: 0,
    })
    expect((await change('MountainCar-v0', { goal_velocity: 0.06 })).flagsEqual).toBe(false)
  })
})

describe('malformed files', () => {
  const file = read('CartPole-v1')
  const changed = (change: (copy: GoldenFile) => void) => {
    const copy = structuredClone(file)
    change(copy)
    return copy
  }
  const setIn = (target: unknown, key: string | number, value: unknown) => {
    ;(target as Record<string | number, unknown>)[key] = value
  }

  it.each<[string, unknown, string]>([
    ['nothing to check', { env_id: 'CartPole-v1' }, 'episodes'],
    ['empty lists', { env_id: 'CartPole-v1', episodes: [], one_step: [] }, 'episodes'],
    ['episodes that are no list', { ...file, episodes: 3 }, 'episodes'],
    ['an episode that is no object', { ...file, episodes: [3] }, 'episodes[0]'],
    ['a short state', changed(copy => copy.one_step[2]!.s.pop()), 'one_step[2].s'],
    ['a number that is text', changed(copy => setIn(copy.one_step[2]!.s2, 1, 'x')), 'one_step[2].s2[1]'],
    ['a missing observation', changed(copy => setIn(copy.one_step[2]!, 'obs', undefined)), 'one_step[2].obs'],
    ['an action outside the space', changed(copy => setIn(copy.one_step[2]!, 'a', 2)), 'one_step[2].a'],
    ['an action in parts', changed(copy => setIn(copy.one_step[2]!, 'a', [0, 1])), 'one_step[2].a'],
    ['a reward that is null', changed(copy => setIn(copy.one_step[2]!, 'r', null)), 'one_step[2].r'],
    [
      'a flag that is no flag',
      changed(copy => setIn(copy.episodes[0]!.truncated, 4, 2)),
      'episodes[0].truncated[4]',
    ],
    ['a state missing', changed(copy => copy.episodes[1]!.states.pop()), 'episodes[1].states'],
    ['another length', changed(copy => setIn(copy.episodes[1]!, 'length', 5)), 'episodes[1].length'],
    ['observations missing', changed(copy => copy.episodes[1]!.obs.pop()), 'episodes[1].obs'],
    [
      'more observations than said',
      changed(copy => setIn(copy.episodes[0]!, 'obs_recorded', 59)),
      'episodes[0].obs',
    ],
    [
      'more observations than steps',
      changed(copy => setIn(copy.episodes[1]!, 'obs_recorded', 99)),
      'episodes[1].obs_recorded',
    ],
    ['a time limit of -1', { ...file, max_episode_steps: -1 }, 'max_episode_steps'],
    ['an unknown argument', { ...file, kwargs: { gravity: 9 } }, 'kwargs.gravity'],
    ['an argument out of range', { ...read('Pendulum-v1'), kwargs: { g: -1 } }, 'kwargs.g'],
  ])('%s', async (_, json, path) => {
    const error = await errorOf(() => replayGolden(json))
    expect(error.path).toBe(path)
    expect(error.message).toContain(path)
  })
})

async function errorOf(run: () => Promise<unknown>): Promise<PlaygroundError> {
  try {
    await run()
  } catch (error) {
    if (error instanceof PlaygroundError) return error
    throw error
  }
  throw new Error('expected a PlaygroundError')
}
