import { describe, expect, it } from 'vitest'
import { replayClip } from '../../../../src/core/clip-replay.ts'
import type { ControlWorld } from '../../../../src/core/environment.ts'
import type { Clip, Signal } from '../../../../src/core/label.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { environmentById } from '../../../../src/envs/registry.ts'
import type { Demonstrator } from '../../../../src/feedback/demonstrator.ts'
import { clipJudgement, randomEpisode } from '../../../../src/feedback/teachers/reward-scale.ts'
import { fittedTeacher, parseTeacher } from '../../../../src/feedback/teachers/simulated-teacher.ts'
import {
  describeTeacher,
  fittedName,
  TEACHER_FORMS,
} from '../../../../src/feedback/teachers/teacher-forms.ts'
import { gridDemonstrator } from '../../../../src/training/demonstrator.ts'
import { clip, DOWN, LEFT, RIGHT, smallGarden, UP } from '../small-garden.ts'

const world = smallGarden()
const demonstrator = gridDemonstrator(world)
const flowers = clip(0, RIGHT, RIGHT)
const oneFlower = clip(0, RIGHT, DOWN)
const floor = clip(0, DOWN, RIGHT)
const request = { start: 0, seed: 1, steps: 5 }
const pendulum = environmentById('Pendulum-v1').create({}) as ControlWorld

const ask = (left: Clip, right: Clip) => ({ left, right, modelVersion: 0 })

function answers(teacher: string, left: Clip, right: Clip, count = 2000): Record<string, number> {
  const rng = Rng.fromSeed(3, 'rater')
  const shares: Record<string, number> = {}
  for (let i = 0; i < count; i++) {
    const answer = parseTeacher(teacher).answer(ask(left, right), world, rng)
    shares[answer] = (shares[answer] ?? 0) + 1 / count
  }
  return shares
}

const demonstrations = (teacher: string, count = 300): Clip[] => {
  const rng = Rng.fromSeed(4, 'rater')
  return Array.from({ length: count }, () =>
    parseTeacher(teacher).demonstrate(request, world, demonstrator, rng),
  )
}

describe('teachers with more faults', () => {
  it('severe and lenient ones shift ratings and praise, not comparisons', () => {
    const rng = Rng.fromSeed(1, 'rater')
    expect(parseTeacher('severe:1').rate(floor, world, rng)).toBe(-1)
    expect(parseTeacher('lenient:1').rate(oneFlower, world, rng)).toBe(-1)
    expect(parseTeacher('severe:3').answer(ask(floor, flowers), world, rng)).toBe('left')
    expect(parseTeacher('severe:2').distort(1, rng)).toBe(-1)
    expect(parseTeacher('severe:1').distort(1, rng)).toBeNull()
    expect(parseTeacher('severe:1').distort(1, rng, { points: 3 })).toBe(1)
    expect(parseTeacher('lenient:2').distort(-1, rng)).toBe(1)
  })

  it('an inconsistent one changes its mind, the more the larger its spread', () => {
    expect(answers('inconsistent:0', floor, flowers).left).toBeCloseTo(1)
    const some = answers('inconsistent:0.5', floor, flowers).left!
    const much = answers('inconsistent:3', floor, flowers).left!
    expect(some).toBeGreaterThan(much + 0.1)
    expect(much).toBeLessThan(0.8)
  })

  it('an adversarial one is truthful in small things and false in large ones', () => {
    expect(answers('adversarial:0', floor, flowers, 20).left).toBeCloseTo(1)
    expect(answers('adversarial:1', floor, flowers, 20).right).toBeCloseTo(1)
    // Random pairs of two steps: large gaps are rarer than small ones, so only they are among the tenth that matters.
    const arrive = clip(6, RIGHT, UP)
    expect(answers('adversarial:0.1', arrive, flowers, 20).right).toBeCloseTo(1)
    expect(answers('adversarial:0.1', clip(5, LEFT, LEFT), oneFlower, 20).left).toBeCloseTo(1)
  })

  it('a fitted one answers by its slope, leaning, band and lapses', () => {
    // floor beats flowers by 2: z = 2.4 to the left, 1.6 from the right.
    const shares = answers('fitted:slope=1,side=0.4,band=0.5,lapse=0.2', floor, flowers, 20_000)
    expect(shares.left).toBeCloseTo(0.8 / (1 + Math.exp(-1.9)) + 0.1, 1)
    expect(shares.right).toBeCloseTo(0.8 / (1 + Math.exp(2.9)) + 0.1, 1)
    const rater = { slope: 2, side: -1, band: 0.1, lapse: 0.05, offset: 1 }
    expect(describeTeacher(fittedName(rater)).rater).toEqual(rater)
    const steep = { ...rater, slope: 1000, lapse: 0 }
    expect(fittedTeacher(steep).rate(floor, world, Rng.fromSeed(1, 'rater'))).toBe(1)
  })

  it.each([
    ['fitted:speed=1', 'keys slope, side, band, lapse, offset'],
    ['fitted', 'fitted:KEY=VALUE'],
    ['fitted:lapse=2', 'lapse to be a number from 0 to 1'],
    ['severe:x', 'severe:POINTS'],
    ['adversarial:2', 'adversarial:SHARE with a number from 0 to 1'],
  ])('refuses %j', (text, expected) => {
    expect(() => parseTeacher(text)).toThrow(expected)
  })

  it('lists every form that it reads', () => {
    const example: Record<string, string> = { SIDE: 'left', 'KEY=VALUE,...': 'slope=1' }
    for (const form of TEACHER_FORMS) {
      const [kind, argument] = form.split(':')
      const text = argument === undefined ? kind! : `${kind}:${example[argument] ?? '0.5'}`
      expect(parseTeacher(text).name).toBe(text)
    }
  })
})

describe('demonstrations, corrections and strength', () => {
  it('a faultless teacher plays as the demonstrator does', () => {
    for (const teacher of ['oracle', 'equal:0.1', 'skip:0.1', 'severe:1', 'mistake:0']) {
      expect(demonstrations(teacher, 1)[0]).toEqual(demonstrator.play(0, 1, 5))
    }
  })

  it.each([
    'mistake:0.5',
    'noisy:0.1',
    'biased:left',
    'inconsistent:2',
    'adversarial:0.5',
    'fitted:slope=0.5',
  ])('%s demonstrates faultily, and what it shows replays', teacher => {
    const best = clipJudgement(world, demonstrator.play(0, 1, 5))
    const shown = demonstrations(teacher)
    for (const one of shown.slice(0, 20)) {
      expect(replayClip(world.model, one).outcomes.length).toBe(one.actions.length)
    }
    const mean = shown.reduce((sum, one) => sum + clipJudgement(world, one), 0) / shown.length
    expect(mean).toBeLessThan(best - 0.05)
  })

  it('corrects from the first wrong step on, in the state that the clip has reached', () => {
    const rng = Rng.fromSeed(1, 'rater')
    const walk = clip(0, DOWN, RIGHT, UP, LEFT)
    const { at, better } = parseTeacher('oracle').correct(walk, world, demonstrator, rng)
    expect(at).toBe(2)
    expect(better.start).toBe(replayClip(world.model, walk).states[2])
    const rest = clip(better.start as number, UP, LEFT)
    expect(clipJudgement(world, better)).toBeGreaterThan(clipJudgement(world, rest))
    expect(parseTeacher('oracle').correct(walk, world, demonstrator, rng, { at: 1 }).at).toBe(1)
  })

  it('says clearly of large differences alone', () => {
    const teacher = parseTeacher('oracle')
    expect(teacher.strength(ask(floor, flowers), 'left', world)).toBe('clearly')
    expect(teacher.strength(ask(clip(7, UP), clip(6, UP)), 'left', world)).toBe('clearly')
    expect(teacher.strength(ask(clip(0, DOWN), clip(0, DOWN, DOWN)), 'left', world)).toBe('slightly')
    expect(teacher.strength(ask(floor, floor), 'equal', world)).toBeNull()
  })

  it.each([
    'mistake:0.3',
    'noisy:1',
    'drift:0.01',
    'biased:right',
    'adversarial:0.3',
    'fitted:slope=1,lapse=0.3',
  ])('%s gives some signals wrongly', teacher => {
    const rng = Rng.fromSeed(9, 'rater')
    const context = { given: 30 }
    const wrong = Array.from({ length: 1000 }, (_, i) => {
      const signal: Signal = i % 2 === 0 ? 1 : -1
      return parseTeacher(teacher).distort(signal, rng, context) !== signal
    }).filter(Boolean).length
    expect(wrong).toBeGreaterThan(50)
    expect(wrong).toBeLessThan(500)
  })
})

describe('teachers in worlds of real-valued states', () => {
  const rng = Rng.fromSeed(8, 'clips')
  const piece = (): Clip => {
    const { start, seed, actions } = randomEpisode(pendulum, rng)
    return { start, seed, actions: actions.slice(0, 25) }
  }
  const idle: Demonstrator = {
    best: () => [0],
    start: () => [0, 0],
    play: (start, seed, steps) => ({ start, seed, actions: new Array<number>(steps).fill(0) }),
  }

  it.each(TEACHER_FORMS.map(form => form.split(':')[0]!))('%s answers, rates and shows', kind => {
    const text =
      { oracle: 'oracle', biased: 'biased:left', fitted: 'fitted:slope=0.1' }[kind] ?? `${kind}:0.5`
    const teacher = parseTeacher(text)
    const [left, right] = [piece(), piece()]
    expect(['left', 'right', 'equal', 'cant-tell']).toContain(teacher.answer(ask(left, right), pendulum, rng))
    expect(Math.abs(teacher.rate(left, pendulum, rng))).toBeLessThanOrEqual(3)
    const shown = teacher.demonstrate({ start: left.start, seed: 2, steps: 10 }, pendulum, idle, rng)
    expect(shown.actions).toHaveLength(10)
    const { at, better } = teacher.correct(left, pendulum, idle, rng)
    expect(better.actions).toHaveLength(25 - at)
  })

  it("scales thresholds by the learner's recent return as B-Pref does, above the lowest reward", () => {
    const [left, right] = [piece(), piece()]
    const gap = Math.abs(clipJudgement(pendulum, left) - clipJudgement(pendulum, right))
    const equal = (recentReturn: number) =>
      parseTeacher('equal:0.5').answer({ ...ask(left, right), recentReturn }, pendulum, rng)
    // The threshold is 0.5 x (recent - lowest x 200) x 25 / 200.
    expect(equal(1e6 + gap)).toBe('equal')
    expect(equal(-1e6)).not.toBe('equal')
    const skip = (recentReturn: number) =>
      parseTeacher('skip:0.5').answer({ ...ask(left, right), recentReturn }, pendulum, rng)
    expect(skip(1e6)).toBe('cant-tell')
    expect(skip(-1e6)).not.toBe('cant-tell')
  })
})
