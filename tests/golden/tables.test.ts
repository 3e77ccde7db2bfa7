/** Every recorded table of Gymnasium is reproduced, and a file with one wrong number is not. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PlaygroundError } from '../../src/core/errors.ts'
import { replayGolden } from '../../src/training/golden-replay.ts'

interface GoldenFile {
  env_id: string
  kwargs: Record<string, unknown>
  P: [number, number, number, number][][][]
  solutions: { gamma: number; V: number[]; V_random_policy_start: number; greedy_first_argmax: number[] }[]
  [key: string]: unknown
}

const directory = new URL('./data/', import.meta.url)
const names = readdirSync(directory).filter(name => /^(FrozenLake|CliffWalking|Taxi)/.test(name))
const read = (name: string): GoldenFile => JSON.parse(readFileSync(new URL(name, directory), 'utf8'))

async function errorOf(run: () => Promise<unknown>): Promise<PlaygroundError> {
  try {
    await run()
  } catch (error) {
    if (error instanceof PlaygroundError) return error
    throw error
  }
  throw new Error('expected a PlaygroundError')
}

describe.each(names)('%s', name => {
  const file = read(name)
  const rows = file.P.flat(2).length

  it('is reproduced', async () => {
    const replay = await replayGolden(file)
    expect(replay).toMatchObject({
      type: 'replay',
      env: file.env_id,
      transitions: rows,
      maxStateError: 0,
      maxObservationError: null,
      maxRewardError: 0,
      flagsEqual: true,
      ok: true,
    })
    expect(replay.maxValueError).toBeLessThan(1e-9)
    const hasReturns = file.optimal_undiscounted_return_within_time_limit !== undefined
    if (hasReturns) expect(replay.maxReturnError).toBeLessThan(1e-9)
    else expect(replay.maxReturnError).toBeNull()
  })

  it('is checked by its solutions alone when it has no P', async () => {
    const { P: _, ...rest } = file
    expect(await replayGolden(rest)).toMatchObject({ transitions: 0, maxRewardError: null, ok: true })
  })

  const corruptions: Record<string, (copy: GoldenFile) => void> = {
    'a probability': copy => {
      copy.P[3]![1]![0]![0] += 2 ** -52
    },
    'a next state': copy => {
      copy.P[3]![1]![0]![1] += 1
    },
    'a reward': copy => {
      copy.P[3]![1]![0]![2] += 1
    },
    'a terminated flag': copy => {
      copy.P[3]![1]![0]![3] = 1 - copy.P[3]![1]![0]![3]
    },
    'a row too many': copy => {
      copy.P[3]![1]!.push([0, 0, 0, 0])
    },
    'a value': copy => {
      copy.solutions[0]!.V[2]! += 1e-8
    },
    'the value of the random policy': copy => {
      copy.solutions[0]!.V_random_policy_start += 1e-8
    },
    'a greedy action': copy => {
      const best = copy.solutions[0]!.greedy_first_argmax
      best[0] = best[0] === 3 ? 2 : 3
    },
  }
  it.each(Object.keys(corruptions))('fails with %s wrong', async what => {
    const copy = structuredClone(file)
    corruptions[what]!(copy)
    expect((await replayGolden(copy)).ok).toBe(false)
  })
})

describe('kwargs', () => {
  const lake = read('FrozenLake-4x4.json')

  it('takes a map as a list of rows, from kwargs or beside them', async () => {
    const desc = lake.desc
    expect((await replayGolden({ ...lake, kwargs: { desc, map_name: null } })).ok).toBe(true)
    expect((await replayGolden({ ...lake, kwargs: {} })).ok).toBe(true)
    expect((await replayGolden({ ...lake, kwargs: { desc: ['SFFF', 'FFFH', 'FFFH', 'HFFG'] } })).ok).toBe(
      false,
    )
  })

  it('takes a reward schedule as a list and a success rate', async () => {
    expect(
      (await replayGolden({ ...lake, kwargs: { reward_schedule: [1, 0, 0], success_rate: 1 / 3 } })).ok,
    ).toBe(true)
    expect((await replayGolden({ ...lake, kwargs: { reward_schedule: [1, -1, 0] } })).ok).toBe(false)
    expect((await replayGolden({ ...lake, kwargs: { success_rate: 0.5 } })).ok).toBe(false)
  })

  it('compares a fickle Taxi with the tables Gymnasium keeps for it', async () => {
    expect((await replayGolden({ ...read('Taxi.json'), kwargs: { fickle_passenger: true } })).ok).toBe(true)
    expect((await replayGolden({ ...read('Taxi.json'), kwargs: { is_rainy: true } })).ok).toBe(false)
  })
})

describe('malformed files', () => {
  const lake = read('FrozenLake-4x4.json')
  const withEntry = (index: number, value: unknown) => {
    const copy = structuredClone(lake)
    copy.P[3]![1]![0]![index] = value as number
    return copy
  }

  it.each<[string, unknown, string]>([
    ['no object', 7, 'the file'],
    ['no environment', { kwargs: {} }, 'env_id'],
    ['an unknown environment', { ...lake, env_id: 'FrozenLake-v9' }, 'env_id'],
    ['an unknown argument', { ...lake, kwargs: { slippery: true } }, 'kwargs.slippery'],
    ['a bad map', { ...lake, kwargs: { desc: ['SFX', 'FFG'] } }, 'kwargs.desc'],
    ['an argument of a wrong sort', { ...lake, kwargs: { is_slippery: { a: 1 } } }, 'kwargs.is_slippery'],
    ['another number of states', { ...lake, nS: 64 }, 'nS'],
    ['a probability that is text', withEntry(0, 'x'), 'P[3][1][0][0]'],
    ['a flag that is no flag', withEntry(3, 2), 'P[3][1][0][3]'],
    ['a short table', { ...lake, P: lake.P.slice(1) }, 'P'],
    ['a row that is no list', { ...lake, P: lake.P.map(row => row.map(() => [5])) }, 'P[0][0][0]'],
    ['a discount of 2', { ...lake, solutions: [{ gamma: 2, V_start: 0 }] }, 'solutions[0].gamma'],
    ['values that are no list', { ...lake, solutions: [{ gamma: 0.9, V: 3 }] }, 'solutions[0].V'],
    ['a time limit of -1', { ...lake, max_episode_steps: -1 }, 'max_episode_steps'],
    ['nothing to check', { env_id: 'FrozenLake-v1', kwargs: {} }, 'P'],
  ])('%s', async (_, json, path) => {
    const error = await errorOf(() => replayGolden(json))
    expect(error.path).toBe(path)
    expect(error.message).toContain(
      path === 'env_id' && error.code !== 'bad-golden-file' ? 'FrozenLake-v1' : path,
    )
  })
})

it('names a world it does not know in plain words', async () => {
  await expect(replayGolden({ env_id: 'CartPole-v9' })).rejects.toThrow(/'CartPole-v9' is not an environment/)
})
