/** Every recorded step of the robots on MuJoCo is reproduced, and a file with one wrong number is not. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../src/core/errors.ts'
import { replayGolden } from '../../src/training/golden-replay.ts'

interface Step {
  a: number[]
  r: number
  te: number
  qpos?: number[]
  qvel?: number[]
  obs?: number[]
}

interface Episode {
  env_id: string
  qpos0: number[]
  qvel0: number[]
  obs0: number[]
  steps: Step[]
  [key: string]: unknown
}

interface GoldenFile {
  episodes: Episode[]
  [key: string]: unknown
}

const file: GoldenFile = JSON.parse(readFileSync(new URL('./data/mujoco-v5.json', import.meta.url), 'utf8'))
const only = (id: string): GoldenFile => ({
  ...file,
  episodes: structuredClone(file.episodes.filter(episode => episode.env_id === id)),
})

const worlds = [
  { id: 'Reacher-v5', steps: 30 },
  { id: 'InvertedPendulum-v5', steps: 4 },
  { id: 'InvertedDoublePendulum-v5', steps: 5 },
  { id: 'Hopper-v5', steps: 11 },
  { id: 'HalfCheetah-v5', steps: 30 },
  { id: 'Walker2d-v5', steps: 20 },
]

describe('the whole file', () => {
  it('is reproduced, world by world, but for the worlds that are not here', async () => {
    const replay = await replayGolden(file)
    expect(replay).toMatchObject({
      type: 'replay',
      transitions: 100,
      maxValueError: null,
      flagsEqual: true,
      ok: true,
      skipped: { 'Pusher-v5': 1, 'Ant-v5': 1 },
    })
    for (const { id } of worlds) expect(replay.env).toContain(id)
  })
})

describe.each(worlds)('$id', ({ id, steps }) => {
  it('is reproduced alone, far closer than it must be', async () => {
    const replay = await replayGolden(only(id))
    expect(replay).toMatchObject({ env: id, transitions: steps, flagsEqual: true, ok: true, skipped: {} })
    expect(replay.maxStateError).toBeLessThan(1e-9)
    expect(replay.maxObservationError).toBeLessThan(1e-9)
    expect(replay.maxRewardError).toBeLessThan(1e-9)
    expect(replay.maxOpenLoopError).toBeLessThan(1e-9)
  })

  const little = 1e-7
  const corruptions: Record<string, (episode: Episode) => void> = {
    'a place': ({ steps }) => {
      steps[1]!.qpos![0]! += little
    },
    'a speed': ({ steps }) => {
      steps[1]!.qvel![0]! += little
    },
    'the place it starts from': episode => {
      episode.qpos0[1]! += little
    },
    'the first observation': episode => {
      episode.obs0[1]! += little
    },
    'a later observation': ({ steps }) => {
      steps[2]!.obs![0]! += little
    },
    'a reward': ({ steps }) => {
      steps.at(-1)!.r += little
    },
    'a flag': ({ steps }) => {
      steps.at(-1)!.te = 1 - steps.at(-1)!.te
    },
    'an action': ({ steps }) => {
      steps[1]!.a[0]! = -0.7 * steps[1]!.a[0]!
    },
  }
  it.each(Object.keys(corruptions))('fails with %s wrong', async what => {
    const copy = only(id)
    corruptions[what]!(copy.episodes[0]!)
    expect((await replayGolden(copy)).ok).toBe(false)
  })
})

it('takes actions that are no single-precision numbers as they are', async () => {
  const copy = only('Reacher-v5')
  copy.episodes[0]!.steps[0]!.a[0]! += 1e-7
  expect((await replayGolden(copy)).maxStateError).toBeGreaterThan(1e-9)
})

describe('malformed files', () => {
  const changed = (change: (episode: Episode) => void) => {
    const copy = only('Hopper-v5')
    change(copy.episodes[0]!)
    return copy
  }

  it.each<[string, unknown, string]>([
    ['no episodes', { mujoco: '3.14.0' }, 'episodes'],
    ['an empty list', { mujoco: '3.14.0', episodes: [] }, 'episodes'],
    ['only worlds that are not here', only('Ant-v5'), 'episodes'],
    ['an episode that is no object', { mujoco: '3.14.0', episodes: [3] }, 'episodes[0]'],
    ['no world', changed(episode => Object.assign(episode, { env_id: undefined })), 'episodes[0].env_id'],
    ['a short place', changed(episode => episode.qpos0.pop()), 'episodes[0].qpos0'],
    ['a short speed', changed(({ steps }) => steps[3]!.qvel!.pop()), 'episodes[0].steps[3].qvel'],
    [
      'a place without a speed',
      changed(({ steps }) => Object.assign(steps[3]!, { qvel: undefined })),
      'episodes[0].steps[3].qvel',
    ],
    ['too many actions', changed(({ steps }) => steps[3]!.a.push(0)), 'episodes[0].steps[3].a'],
    [
      'a number that is text',
      changed(({ steps }) => Object.assign(steps[2]!.qpos!, ['x'])),
      'episodes[0].steps[2].qpos[0]',
    ],
    [
      'a reward that is null',
      changed(({ steps }) => Object.assign(steps[2]!, { r: null })),
      'episodes[0].steps[2].r',
    ],
    [
      'a flag that is none',
      changed(({ steps }) => Object.assign(steps[2]!, { te: 2 })),
      'episodes[0].steps[2].te',
    ],
    [
      'an unknown argument',
      changed(episode => Object.assign(episode, { kwargs: { gravity: 1 } })),
      'kwargs.gravity',
    ],
  ])('%s', async (_, json, path) => {
    let error: unknown
    try {
      await replayGolden(json)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(PlaygroundError)
    expect((error as PlaygroundError).path).toBe(path)
    expect((error as PlaygroundError).message).toContain(path)
  })
})
