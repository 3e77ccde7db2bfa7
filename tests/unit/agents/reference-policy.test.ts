/** PPO and A2C held to the policy that teaching began with. */
import { describe, expect, it } from 'vitest'
import { agentById } from '../../../src/agents/registry.ts'
import type { BatchAgent } from '../../../src/core/agent.ts'
import { decodeSettings, type SettingValues } from '../../../src/core/settings.ts'
import type { Space } from '../../../src/core/space.ts'
import { box, choice, openAgent, ToyLoop } from './toy-loop.ts'

const small = { environments: 4, rolloutSteps: 16, hiddenUnits: 8, learningRate: 0.01, discount: 0.5 }

/** The same agent, told that all reward comes of a reward model. */
const taught = (agent: BatchAgent): BatchAgent =>
  ({
    ...Object.fromEntries(
      (['act', 'greedy', 'configure', 'inspect', 'snapshot', 'diagnostics', 'save', 'load'] as const).map(
        name => [name, (agent[name] as (...of: unknown[]) => unknown).bind(agent)],
      ),
    ),
    form: 'batch',
    environments: agent.environments,
    learn: (batch, rng) => agent.learn({ ...batch, learnedRewards: batch.rewards }, rng),
    dispose: () => agent.dispose(),
  }) as BatchAgent

async function open(id: string, space: Space, settings: SettingValues, byModel = true): Promise<ToyLoop> {
  const agent = await openAgent(id, space, { ...small, ...settings })
  return new ToyLoop(byModel ? taught(agent) : agent, space)
}

/** Probabilities, or means and deviations, in a few places. */
function policyOf({ agent }: ToyLoop, size: number): Float64Array {
  const policy = new Float64Array(4 * size)
  const observations = Float32Array.of(1, 0.3, -1, 0.3, 0.2, -2, -0.4, 1)
  agent.inspect(observations, 4, policy, new Float64Array(4))
  return policy
}

const farthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)

describe.each(['ppo', 'a2c'])('%s', id => {
  const steps = id === 'ppo' ? 400 : 3200

  it.each([
    ['a choice', choice, 3, {}],
    ['a box', box, 4, {}],
    ['a box, rewards scaled', box, 4, { scaleRewards: true }],
  ] as const)(
    'stays near the reference where it costs much to leave it: %s',
    async (_, space, size, more) => {
      const moved = async (klCoefficient: number) => {
        const loop = await open(id, space, { ...more, klCoefficient })
        const before = policyOf(loop, size)
        loop.step(steps)
        return farthest(policyOf(loop, size), before)
      }
      const [free, held] = [await moved(0), await moved(20)]
      expect(free).toBeGreaterThan(0.3)
      expect(held).toBeLessThan(free / 3)
    },
  )

  it('learns the same bits at 0, and where there is no reward model', async () => {
    const free = await open(id, choice, { klCoefficient: 0 }, false)
    const unheld = await open(id, choice, { klCoefficient: 5 }, false)
    const taughtFreely = await open(id, choice, { klCoefficient: 0 })
    for (const loop of [free, unheld, taughtFreely]) loop.step(100)
    expect(unheld.agent.save()).toEqual(free.agent.save())
    expect(taughtFreely.agent.save()).toEqual(free.agent.save())
    expect(free.agent.diagnostics()).not.toHaveProperty('KL to reference')
  })

  it('takes the policy of the moment as reference when the coefficient leaves 0', async () => {
    const settings = (klCoefficient: number) =>
      decodeSettings(agentById(id).settings, { ...small, klCoefficient }, 'agent')
    const loop = await open(id, choice, { klCoefficient: 0 })
    const reference = () => loop.agent.save().arrays['reference.weights']
    loop.step(33)
    expect(reference()).toBeUndefined()
    loop.agent.configure(settings(1))
    loop.step(1)
    const first = reference()
    loop.step(100)
    expect(reference()).toEqual(first)
    expect(loop.agent.diagnostics()['KL to reference']).toBeGreaterThan(0)
    loop.agent.configure(settings(0))
    loop.step(1)
    expect(reference()).toBeUndefined()
    loop.agent.configure(settings(1))
    loop.step(1)
    expect(reference()).not.toEqual(first)
  })

  it('goes on from a checkpoint bit for bit, reference and all', async () => {
    const settings = { klCoefficient: 0.3, scaleRewards: true }
    const first = await open(id, box, settings)
    first.step(55)
    const other = await open(id, box, settings)
    other.agent.load(structuredClone(first.agent.save()))
    const second = first.copyFor(other.agent)
    for (const loop of [first, second]) loop.step(60)
    expect(second.agent.save()).toEqual(first.agent.save())
    expect(first.agent.save().arrays).toHaveProperty(['reference.weights'])
  })

  it('refuses a reference of another size', async () => {
    const loop = await open(id, box, { klCoefficient: 1 })
    loop.step(20)
    const { arrays, numbers } = loop.agent.save()
    const wrong = { arrays: { ...arrays, 'reference.weights': new Float32Array(3) }, numbers }
    expect(() => loop.agent.load(wrong)).toThrow(expect.objectContaining({ code: 'bad-checkpoint' }))
  })
})
