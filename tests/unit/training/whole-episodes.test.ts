/** Worlds that bring only whole episodes back: checkpoints, and what is kept of the robots' steps. */
import { describe, expect, it } from 'vitest'
import { replayControlClip } from '../../../src/core/clip-replay.ts'
import type { Clip } from '../../../src/core/label.ts'
import { Rng } from '../../../src/core/rng.ts'
import { ClipSource } from '../../../src/feedback/control/clip-source.ts'
import { StepFeatures } from '../../../src/feedback/control/step-features.ts'
import { beginWithRandomSteps, ControlExperience } from '../../../src/training/control-experience.ts'
import type { ControlRun } from '../../../src/training/control-run.ts'
import { createRun, restoreRun } from '../../../src/training/run.ts'
import type { Catalogue } from '../../../src/training/run-setup.ts'
import { worldHash } from '../../../src/training/world-hash.ts'
import { linearDefinition, withAgent } from './fake-agents.ts'
import { gustyWorld, openGustyWorld } from './gusty-world.ts'
import { configOf } from './tiny-worlds.ts'

const catalogueOf = (definition = gustyWorld()): Catalogue => ({
  ...withAgent(linearDefinition),
  environmentById: () => definition,
})

const open = async () => (await createRun(configOf('Gusty-v0', 'linear'), catalogueOf())) as ControlRun

describe('a checkpoint from the middle of episodes', () => {
  it.each([0, 3, 100, 1000])('after %i steps goes on bit for bit', async steps => {
    const run = await open()
    run.record()
    run.advance(steps)
    const forms = [JSON.parse(JSON.stringify(run.save())), structuredClone(run.capture())]
    const others = await Promise.all(forms.map(form => restoreRun(form, catalogueOf())))
    for (const other of others) expect(other.hash()).toBe(run.hash())
    run.advance(400)
    for (const other of others) {
      other.advance(400)
      expect(other.hash()).toBe(run.hash())
      expect(JSON.stringify(other.save()) === JSON.stringify(run.save())).toBe(true)
    }
  })

  // biome-ignore lint/suspicious/noExplicitAny: a file from outside, about to be damaged
  const damages: [string, (file: any) => void, string][] = [
    ['no pasts', ({ loop }) => delete loop.pasts, 'loop.pasts'],
    ['a step too many', ({ loop }) => loop.pasts.steps[0]++, 'loop.pasts.actions'],
    ['an action that is no number', ({ loop }) => (loop.pasts.actions[0] = Number.NaN), 'loop.pasts.actions'],
    ['another action', ({ loop }) => (loop.pasts.actions[0] = 0.123), 'loop.pasts'],
    ['a step in no episode', ({ experience }) => (experience.pasts.of[0] = 9999), 'experience.pasts.of'],
    [
      'a step older than its episode',
      ({ experience }) => (experience.pasts.ages[0] = 99),
      'experience.pasts.of',
    ],
  ]
  it.each(damages)('with %s is refused by place', async (_, damage, path) => {
    const run = await open()
    run.record()
    run.advance(100)
    const file = structuredClone(run.capture())
    damage(file)
    await expect(restoreRun(file, catalogueOf())).rejects.toMatchObject({ code: 'bad-checkpoint', path })
  })
})

describe('clips of what the robots did', () => {
  const drawn = async (experience: ControlExperience, count: number): Promise<[ClipSource, Clip[]]> => {
    const world = await openGustyWorld()
    const source = new ClipSource(world, experience, new StepFeatures(world), 8, 100_000)
    const rng = Rng.fromSeed(1, 'test')
    return [source, Array.from({ length: count }, () => source.draw(rng)!)]
  }

  it('start with their episode and show what was done then, from whenever steps were recorded', async () => {
    const world = await openGustyWorld()
    const run = await open()
    // In the middle of episodes.
    run.advance(50)
    const experience = run.record()
    run.advance(600)
    const [source, clips] = await drawn(experience, 200)
    expect(clips.some(({ lead }) => lead !== undefined && lead > 20)).toBe(true)
    expect(clips.some(({ lead }) => lead === undefined)).toBe(true)
    for (const clip of clips) {
      const replayed = replayControlClip(world, clip)
      const shown = source.shown(clip)!
      expect(replayed.steps).toBe(8)
      expect(replayed.observations).toEqual(shown.observations)
      expect(replayed.actions).toEqual(shown.actions)
      expect([...replayed.states.subarray(2, 3)]).toEqual([clip.lead ?? 0])
    }
    expect(source.shown({ ...clips[0]! }), 'not one of its own').toBeNull()
  })

  it('go on through a checkpoint', async () => {
    const run = await open()
    run.record()
    run.advance(300)
    const file = JSON.parse(JSON.stringify(run.save()))
    const other = (await restoreRun(file, catalogueOf())) as ControlRun
    run.advance(300)
    other.advance(300)
    const [, clips] = await drawn(run.record(), 50)
    const [, again] = await drawn(other.record(), 50)
    expect(again).toEqual(clips)
  })

  it('are there from the first, random steps on', async () => {
    const world = await openGustyWorld()
    const experience = new ControlExperience(world, 3)
    beginWithRandomSteps(experience, world, 1, 200)
    const [source, clips] = await drawn(experience, 50)
    for (const clip of clips)
      expect(replayControlClip(world, clip).observations).toEqual(source.shown(clip)!.observations)
  })
})

it('evaluates, and is named, like any other world', async () => {
  const run = await open()
  run.advance(10)
  expect(run.evaluate(5).returns).toEqual(run.evaluate(5).returns)
  const hashes = await Promise.all([openGustyWorld(), openGustyWorld()])
  expect(new Set(hashes.map(world => worldHash(world, 'Gusty-v0', {}))).size).toBe(1)
})

it('says of a run what its engine says, before the engine is here', async () => {
  const failing = gustyWorld(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(createRun(configOf('Gusty-v0', 'linear'), catalogueOf(failing))).rejects.toMatchObject({
    code: 'engine-unavailable',
    message: expect.stringContaining('Gusty'),
  })
  expect(() => failing.create()).toThrow('not here')
})
