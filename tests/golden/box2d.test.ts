/** Episodes of Gymnasium's Box2D robots are followed from their recorded draws, and files that say otherwise are refused. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { replayGolden } from '../../src/training/golden-replay.ts'

interface Episode {
  [key: string]: unknown
  actions: unknown[]
  obs: number[][]
  reset_obs: number[]
  rewards: number[]
  terminated: number[]
  truncated: number[]
  return?: number
}

interface GoldenFile {
  env_id: string
  kwargs?: Record<string, unknown>
  max_episode_steps?: number
  episodes: Episode[]
}

/** Largest errors allowed here, well under what `replay` allows. */
const files = [
  { name: 'LunarLander-v3', transitions: 364, observation: 5e-5, returns: 1e-3 },
  { name: 'LunarLanderContinuous-v3', transitions: 91, observation: 5e-6, returns: 1e-3 },
  { name: 'BipedalWalker-v3', transitions: 140, observation: 2e-3, returns: 2e-3 },
]

const read = (name: string): GoldenFile =>
  JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), 'utf8'))

function add(numbers: number[], place: number, amount: number): void {
  numbers[place]! += amount
}

describe.each(files)('$name', ({ name, transitions, observation, returns }) => {
  it('is followed to the end', async () => {
    const replay = await replayGolden(read(name))
    expect(replay).toMatchObject({
      type: 'replay',
      env: name,
      transitions,
      maxStateError: null,
      maxValueError: null,
      maxOpenLoopError: null,
      flagsEqual: true,
      ok: true,
    })
    expect(replay.maxObservationError).toBeLessThan(observation)
    expect(replay.maxReturnError).toBeLessThan(returns)
    expect(replay.maxRewardError).toBeLessThan(1e-3)
  })

  it.each<[string, (episode: Episode) => void, object]>([
    ['an observation', ({ obs }) => add(obs[5]!, 0, 0.03), { flagsEqual: true }],
    ['the first observation', episode => add(episode.reset_obs, 1, 0.03), { flagsEqual: true }],
    ['an end', episode => add(episode.terminated, 20, 1), { flagsEqual: false }],
    ['a limit', episode => add(episode.truncated, 20, 1), { flagsEqual: false }],
  ])('is not, with %s changed', async (_, change, expected) => {
    const file = read(name)
    change(file.episodes[0]!)
    expect(await replayGolden(file)).toMatchObject({ ok: false, ...expected })
  })

  it('may keep the observations of the first steps alone', async () => {
    const file = read(name)
    for (const episode of file.episodes) {
      episode.obs_recorded = 10
      episode.obs.length = 10
    }
    expect(await replayGolden(file)).toMatchObject({ ok: true, transitions })
  })

  it.each<[string, (episode: Episode) => unknown, string]>([
    ['an action too few', ({ actions }) => actions.pop(), 'episodes[0].'],
    ['a word for an action', ({ actions }) => actions.splice(3, 1, 'up'), 'episodes[0].actions[3]'],
    ['an observation too short', ({ obs }) => obs[2]!.pop(), 'episodes[0].obs[2]'],
    ['a reward that is none', ({ rewards }) => add(rewards, 1, Number.NaN), 'episodes[0].rewards[1]'],
  ])('says where a file has %s', async (_, change, path) => {
    const file = read(name)
    change(file.episodes[0]!)
    await expect(replayGolden(file)).rejects.toMatchObject({
      code: 'bad-golden-file',
      path: expect.stringContaining(path),
    })
  })
})

it('a recorded return that is not the sum of the rewards is found', async () => {
  const file = read('LunarLander-v3')
  file.episodes[0]!.return! += 0.02
  expect(await replayGolden(file)).toMatchObject({ ok: false, flagsEqual: true })
})

it('what is missing is said', async () => {
  await expect(replayGolden({ env_id: 'BipedalWalker-v3', episodes: [] })).rejects.toMatchObject({
    path: 'episodes',
  })
  const lander = read('LunarLander-v3')
  delete lander.episodes[1]!.initial_force
  await expect(replayGolden(lander)).rejects.toMatchObject({ path: 'episodes[1].initial_force' })
  const windy = read('LunarLander-v3')
  windy.kwargs = { enable_wind: true }
  await expect(replayGolden(windy)).rejects.toMatchObject({ path: 'episodes[0].wind_idx' })
  const walker = read('BipedalWalker-v3')
  walker.episodes[0]!.terrain_y = [1, 2, 3]
  await expect(replayGolden(walker)).rejects.toMatchObject({ path: 'episodes[0].terrain_y' })
})

it('settings are taken as Gymnasium names them', async () => {
  const named = read('LunarLanderContinuous-v3')
  named.env_id = 'LunarLander-v3'
  named.kwargs = { continuous: true, gravity: -10, enable_wind: false, wind_power: 15, turbulence_power: 1.5 }
  expect(await replayGolden(named)).toMatchObject({ ok: true, env: 'LunarLanderContinuous-v3' })
  named.kwargs.gravity = -5
  expect(await replayGolden(named)).toMatchObject({ ok: false })
  named.kwargs.gravity = 3
  await expect(replayGolden(named)).rejects.toMatchObject({ code: 'bad-setting', path: 'kwargs.gravity' })
  const hard = read('BipedalWalker-v3')
  hard.kwargs = { hardcore: true }
  await expect(replayGolden(hard)).rejects.toMatchObject({ code: 'bad-golden-file', path: 'env_id' })
})

it('an episode as long as the limit is truncated', async () => {
  const file = read('LunarLander-v3')
  file.episodes = [file.episodes[1]!]
  file.max_episode_steps = 91
  expect(await replayGolden(file)).toMatchObject({ ok: false, flagsEqual: false })
  file.episodes[0]!.truncated[90] = 1
  expect(await replayGolden(file)).toMatchObject({ ok: true })
})
