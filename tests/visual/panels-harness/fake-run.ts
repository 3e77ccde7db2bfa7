import type { TabularWorld } from '../../../src/core/environment.ts'
import type { Curves, Frame } from '../../../src/core/frame.ts'
import { valueIteration } from '../../../src/core/planning.ts'
import { Rng } from '../../../src/core/rng.ts'

const solutions = new WeakMap<TabularWorld, ReturnType<typeof valueIteration>>()

export function fakeFrame(world: TabularWorld, epoch: number, step: number, rng: Rng): Frame {
  const { model } = world
  let solution = solutions.get(world)
  if (!solution) {
    solution = valueIteration(model, { discount: 0.95 })
    solutions.set(world, solution)
  }
  const policy = new Float64Array(model.states * model.actions).fill(0.05)
  solution.greedy.forEach((action, state) => {
    policy[state * model.actions + action] = 0.85
  })
  return {
    epoch,
    step,
    episode: Math.floor(step / 180),
    episodeStep: step % 180,
    state: rng.integer(model.states),
    previousState: 0,
    action: 0,
    lastReward: { reward: 0, shapingReward: 0, learnedReward: 0 },
    event: 'none',
    values: solution.values,
    actionValues: solution.actionValues,
    policy,
    visits: new Uint32Array(model.states),
    trail: new Int32Array(),
    pastTrails: [],
    tdErrors: new Float64Array(),
    parts: { reward: 0, shapingReward: 0, learnedReward: 0 },
  }
}

export function fakeCurves(epoch: number, episodes: number): Curves {
  const n = 256
  const rng = Rng.fromSeed(4, 'curves')
  const at = Float64Array.from({ length: n }, (_, i) => Math.round(((i + 1) * episodes) / n))
  const noise = () => (rng.uniform() - 0.5) * 0.25
  const rise = (i: number) => 1 - 1 / (1 + (i / 60) ** 2)
  const reward = Float64Array.from({ length: n }, (_, i) => -3.6 + 4 * rise(i) + noise())
  return {
    epoch,
    binSize: 1,
    episode: at,
    reward,
    shapingReward: reward.map(v => v * 0.3 + 0.6 + noise()),
    learnedReward: reward.map((_, i) => -1.2 * (1 - rise(i)) + noise() * 0.4),
    length: reward.map(() => 18),
    evaluationEpisode: Float64Array.from({ length: 12 }, (_, i) => ((i + 1) * episodes) / 12),
    evaluationReturn: Float64Array.from({ length: 12 }, (_, i) => -2.6 + 3.1 * rise(i * 20)),
    lastEvaluation: null,
    recent: { reward: reward.at(-1)!, shapingReward: 0.28, learnedReward: -0.11, length: 18 },
  }
}
