/** The learners from labels: what each learns, what it keeps, and what it does with more of the same. */
import { describe, expect, it } from 'vitest'
import { traceWeights } from '../../../src/agents/coach-learner.ts'
import { contrastiveLoss } from '../../../src/agents/cpl-learner.ts'
import { agents } from '../../../src/agents/registry.ts'
import type { BatchAgent, Evidence } from '../../../src/core/agent.ts'
import { Rng } from '../../../src/core/rng.ts'
import type { Space } from '../../../src/core/space.ts'
import { ruleFor, sampleEvidence } from './sample-evidence.ts'
import { box, choice, openAgent, ToyLoop } from './toy-loop.ts'

const learners = agents.filter(({ learnsFrom }) => learnsFrom !== undefined)
const cases = learners.flatMap(({ id, actions }) =>
  actions === 'discrete'
    ? [[id, choice] as const]
    : ([
        [id, choice],
        [id, box],
      ] as const),
)

/** Share of fresh observations at which the greedy action is on the right side. @param sign of the rule. */
function agreement(agent: BatchAgent, actionSpace: Space, sign: number, count = 200): number {
  const rng = Rng.fromSeed(11, 'exam')
  const observations = Float32Array.from({ length: 2 * count }, () => rng.normal())
  const perAction = actionSpace.kind === 'discrete' ? 1 : actionSpace.low.length
  const actions = new Float32Array(count * perAction)
  agent.greedy(observations, count, actions)
  let right = 0
  for (let i = 0; i < count; i++) {
    const first = observations[2 * i]! * sign
    const action = actions[i * perAction]!
    const asked = actionSpace.kind === 'discrete' ? (first > 0 ? 1 : 0) : Math.sign(first)
    if ((actionSpace.kind === 'discrete' ? action : Math.sign(action)) === asked) right++
  }
  return right / count
}

/** Enough to learn the toy problem quickly, whatever the learner. */
const settingsOf = (id: string) => (id === 'coach' ? { learningRate: 0.02, maxGradientNorm: 1000 } : {})

describe.each(cases)('%s over %j', (id, actionSpace) => {
  const open = () => openAgent(id, actionSpace, settingsOf(id))
  const evidence = (clips: number) => sampleEvidence(ruleFor(2, actionSpace), clips)

  it('learns what it is told, clips coming a few at a time', async () => {
    const agent = await open()
    // The opposite of what it happens to do at first.
    const sign = agreement(agent, actionSpace, 1) > 0.5 ? -1 : 1
    const whole = sampleEvidence(ruleFor(2, actionSpace, sign), 60)
    const loop = new ToyLoop(agent, actionSpace)
    for (let clips = 4; clips <= 60; clips += 4) {
      agent.study?.(firstClips(whole, clips, actionSpace))
      loop.step(40)
    }
    expect(agreement(agent, actionSpace, sign)).toBeGreaterThan(0.85)
  })

  it('learns nothing from rewards', async () => {
    const agent = await open()
    const { arrays } = structuredClone(agent.save())
    new ToyLoop(agent, actionSpace).step(100)
    const [name] = Object.keys(arrays).filter(key => key.endsWith('weights'))
    expect(agent.save().arrays[name!]).toEqual(arrays[name!])
  })

  it('goes on bit for bit from what it saved, and hearing the same again changes nothing', async () => {
    const agent = await open()
    const loop = new ToyLoop(agent, actionSpace)
    agent.study?.(evidence(10))
    loop.step(23)
    agent.study?.(evidence(20))
    const copy = await open()
    copy.load(structuredClone(agent.save()))
    const other = loop.copyFor(copy)
    copy.study?.(evidence(20))
    loop.step(60)
    other.step(60)
    expect(copy.save()).toEqual(agent.save())
  })

  it('takes answers back', async () => {
    const agent = await open()
    const loop = new ToyLoop(agent, actionSpace)
    agent.study?.(evidence(10))
    loop.step(10)
    agent.study?.(evidence(0))
    loop.step(10)
    agent.study?.(evidence(3))
    expect(() => loop.step(50)).not.toThrow()
  })

  it('refuses a saved state whose clips do not add up', async () => {
    const agent = await open()
    agent.study?.(evidence(4))
    const state = agent.save()
    const name = Object.keys(state.arrays).find(key => key.endsWith('.starts'))!
    const broken = { ...state, arrays: { ...state.arrays, [name]: Int32Array.of(0, 9, 3) } }
    expect(() => agent.load(broken)).toThrow(expect.objectContaining({ code: 'bad-checkpoint' }))
  })
})

/** The first clips of each kind. */
function firstClips(whole: Evidence, clips: number, actionSpace: Space): Evidence {
  const perAction = actionSpace.kind === 'discrete' ? 1 : actionSpace.low.length
  const cut = ({ starts, observations, actions }: Evidence['demonstrations']) => ({
    starts: starts.slice(0, clips + 1),
    observations: observations.slice(0, 2 * starts[clips]!),
    actions: actions.slice(0, perAction * starts[clips]!),
  })
  const { demonstrations, preferences, praise } = whole
  return {
    demonstrations: cut(demonstrations),
    preferences: {
      left: cut(preferences.left),
      right: cut(preferences.right),
      targets: preferences.targets.slice(0, clips),
    },
    praise: {
      clips: cut(praise.clips),
      credit: praise.credit.slice(0, praise.clips.starts[clips]!),
      signals: praise.signals.slice(0, clips),
    },
  }
}

describe('imitation', () => {
  it('rests once held-out steps get no likelier, and wakes when more is shown', async () => {
    const agent = await openAgent('bc', choice, { patience: 3 })
    const loop = new ToyLoop(agent, choice)
    const rule = ruleFor(2, choice)
    agent.study?.(sampleEvidence(rule, 20))
    loop.step(2000)
    expect(agent.diagnostics().resting).toBe(1)
    const { updates } = agent.diagnostics()
    loop.step(100)
    expect(agent.diagnostics().updates).toBe(updates)
    agent.study?.(sampleEvidence(rule, 24))
    loop.step(10)
    expect(agent.diagnostics().updates).toBeGreaterThan(updates!)
  })
})

describe('the contrastive loss', () => {
  it('has the slopes that finite differences give', () => {
    const step = 1e-6
    for (const [left, right, target, bias] of [
      [0.3, -0.2, 1, 0.5],
      [-2, 1.5, 0.5, 1],
      [4, -4, 0, 0.1],
      [40, 60, 1, 0.7],
    ] as const) {
      const at = (l: number, r: number) => contrastiveLoss(l, r, target, bias).loss
      const { leftSlope, rightSlope } = contrastiveLoss(left, right, target, bias)
      expect(leftSlope).toBeCloseTo((at(left + step, right) - at(left - step, right)) / (2 * step), 6)
      expect(rightSlope).toBeCloseTo((at(left, right + step) - at(left, right - step)) / (2 * step), 6)
    }
  })
})

describe('COACH that thinks an episode over at its end', () => {
  const evidence = (clips: number) => firstClips(sampleEvidence(ruleFor(2, choice), 9), clips, choice)
  /** Is told more and less in turn, while nothing ends, and then ends the episode. */
  async function afterEpisode(told: readonly number[]) {
    const agent = await openAgent('coach', choice, { episodic: true })
    const { batch } = new ToyLoop(agent, choice)
    const rng = Rng.fromSeed(1, 'agent')
    for (const clips of told) {
      agent.study?.(evidence(clips))
      batch.terminated[0] = 0
      agent.learn(batch, rng)
    }
    const before = structuredClone(agent.save().arrays)
    batch.terminated[0] = 1
    agent.learn(batch, rng)
    const after = agent.save().arrays
    agent.learn(batch, rng)
    return { agent, before, after, again: agent.save().arrays }
  }

  it('uses every signal that stands by then, once', async () => {
    const { before, after, again, agent } = await afterEpisode([5, 3, 7])
    const straight = await afterEpisode([7])
    expect(before['policy.weights']).toEqual(straight.before['policy.weights'])
    expect(after['policy.weights']).not.toEqual(before['policy.weights'])
    expect(after).toEqual(straight.after)
    expect(again).toEqual(after)
    expect(agent.diagnostics()).toMatchObject({ 'signals used': 7, 'signals waiting': 0 })
  })
})

describe('the eligibility trace', () => {
  const credit = Float64Array.of(0, 0, 0.25, 0.75)
  const weigh = (decay: number, discount: number) => {
    const into = new Float64Array(4)
    traceWeights(credit, 0, 4, { decay, discount }, into)
    return [...into]
  }

  it('gives a signal to the steps it was meant for alone where the trace does not last', () => {
    expect(weigh(0, 1)).toEqual([...credit])
  })

  it('reaches back with its decay, and discounts by the step of the episode', () => {
    expect(weigh(0.5, 1)).toEqual([0.15625, 0.3125, 0.625, 0.75])
    expect(weigh(1, 0.5)).toEqual([0.15625, 0.15625, 0.15625, 0.09375])
  })
})
