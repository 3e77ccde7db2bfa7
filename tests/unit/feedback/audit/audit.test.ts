import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Comparison, LABEL_SCHEMA, type Label, type Rating } from '../../../../src/core/label.ts'
import { Rng } from '../../../../src/core/rng.ts'
import { fitAnswers, LAPSE, SIDE } from '../../../../src/feedback/audit/answer-fit.ts'
import { answerChances, sidePoints } from '../../../../src/feedback/audit/answer-model.ts'
import { secondsOf } from '../../../../src/feedback/audit/answer-times.ts'
import { answerFindings, auditRaters } from '../../../../src/feedback/audit/audit.ts'
import { heldCost, profileInterval } from '../../../../src/feedback/audit/profile-interval.ts'
import { fittedRater, raterModels } from '../../../../src/feedback/audit/rater-models.ts'
import { areaUnderCurve, simulatedAnswers } from '../../../../src/lab/simulated-raters.ts'
import { clip, DOWN, LEFT, RIGHT, UP } from '../small-garden.ts'

const BLAMELESS = { slope: 1, side: 0, band: 0.4, lapse: 0.03 }
const TRIAL = { answers: 500, spread: 3, easyShare: 0.1, modelError: 0 }
const rng = (name: string) => Rng.fromSeed(11, name)

const about = (index: number, rater: string) => ({
  schema: LABEL_SCHEMA as typeof LABEL_SCHEMA,
  id: `label-${index}-${rater}`,
  env: 'small-garden',
  envSettings: {},
  worldHash: '',
  seed: 1,
  rater,
  shownAt: '2026-01-01T00:00:00.000Z',
  answeredAt: '2026-01-01T00:00:02.500Z',
  modelVersion: 0,
  policyStep: 0,
  queryRule: 'uniform',
  reason: '',
  check: null,
  inputDevice: 'keyboard' as const,
  replaces: null,
})

const compared = (
  index: number,
  answer: Comparison,
  rater = 'person',
  [left, right] = [clip(index, RIGHT), clip(index, LEFT)],
): Label => ({ ...about(index, rater), kind: 'compare', left, right, swapped: false, answer, strength: null })

describe('model of one rater', () => {
  it('chances sum to one, and the side leans', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -10, max: 10, noNaN: true }),
        (slope, side, band, lapse, difference) => {
          const { left, equal, right } = answerChances({ slope, side, band, lapse }, difference)
          expect(left + equal + right).toBeCloseTo(1, 10)
          const mirrored = answerChances({ slope, side: -side, band, lapse }, -difference)
          expect(mirrored.left).toBeCloseTo(right, 10)
        },
      ),
    )
    expect(sidePoints(0.4055)).toBeCloseTo(10, 2)
  })

  it('finds its parameters again from many answers, whatever the unit of return', () => {
    const truth = { slope: 0.02, side: 0.5, band: 0.6, lapse: 0.15 }
    const pairs = simulatedAnswers({ ...TRIAL, answers: 20_000, spread: 150, easyShare: 0 }, truth, rng('a'))
    const { parameters } = fitAnswers(pairs)
    expect(parameters.slope).toBeCloseTo(0.02, 2)
    expect(Math.abs(parameters.slope - 0.02)).toBeLessThan(0.0015)
    expect(Math.abs(parameters.side - 0.5)).toBeLessThan(0.08)
    expect(Math.abs(parameters.band - 0.6)).toBeLessThan(0.06)
    expect(Math.abs(parameters.lapse - 0.15)).toBeLessThan(0.02)
  })

  it('has no band where equal is never said', () => {
    const pairs = simulatedAnswers(TRIAL, { ...BLAMELESS, band: 0 }, rng('b'))
    expect(fitAnswers(pairs).parameters.band).toBe(0)
    expect(answerFindings(pairs).tieBand).toBeNull()
  })

  it('stands answers that are all alike', () => {
    const pairs = Array.from({ length: 120 }, () => ({ difference: 0, answer: 'left' as const }))
    const { sideBias } = answerFindings(pairs)
    expect(sideBias.verdict).toBe('found')
    expect(Number.isFinite(sideBias.estimate!.high)).toBe(true)
  })

  it('an interval ends where the fit has become worse by as much as it says', () => {
    const pairs = simulatedAnswers(TRIAL, { ...BLAMELESS, lapse: 0.2 }, rng('c'))
    const fit = fitAnswers(pairs)
    for (const index of [SIDE, LAPSE]) {
      for (const end of profileInterval(pairs, fit, index)) {
        expect(Math.abs(heldCost(pairs, fit, index, end) - 3.841)).toBeLessThan(0.3)
      }
    }
  })
})

describe('findings', () => {
  const group = (truth: typeof BLAMELESS, name: string, answers = 500, size = 30) =>
    Array.from({ length: size }, (_, i) =>
      simulatedAnswers({ ...TRIAL, answers }, truth, Rng.fromSeed(i, name)),
    )

  it('tells lapses and a leaning of ten points from their absence at 500 answers', () => {
    const numbers = (truth: typeof BLAMELESS, name: string) =>
      group(truth, name).map(pairs => fitAnswers(pairs))
    const blameless = numbers(BLAMELESS, 'blameless')
    const careless = numbers({ ...BLAMELESS, lapse: 0.2 }, 'careless')
    const biased = numbers({ ...BLAMELESS, side: 0.405 }, 'biased')
    const lapse = (fits: typeof blameless) => fits.map(fit => fit.parameters.lapse)
    const side = (fits: typeof blameless) => fits.map(fit => Math.abs(fit.parameters.side))
    expect(areaUnderCurve(lapse(blameless), lapse(careless))).toBeGreaterThan(0.95)
    expect(areaUnderCurve(side(blameless), side(biased))).toBeGreaterThan(0.9)
  })

  it('names few of the blameless, and most of the careless and the tired', () => {
    const verdicts = group(BLAMELESS, 'x', 500, 10).map(answerFindings)
    const alarms = verdicts.filter(({ sideBias, lapse, drift }) =>
      [sideBias, lapse, drift].some(finding => finding.verdict === 'found'),
    )
    expect(alarms.length).toBeLessThanOrEqual(2)
    const careless = group({ ...BLAMELESS, lapse: 0.25 }, 'y', 500, 5).map(answerFindings)
    expect(careless.filter(({ lapse }) => lapse.verdict === 'found').length).toBeGreaterThanOrEqual(4)
    const tired = Array.from({ length: 5 }, (_, i) =>
      answerFindings([
        ...simulatedAnswers({ ...TRIAL, answers: 250 }, BLAMELESS, Rng.fromSeed(i, 'fresh')),
        ...simulatedAnswers(
          { ...TRIAL, answers: 250 },
          { ...BLAMELESS, lapse: 0.5 },
          Rng.fromSeed(i, 'tired'),
        ),
      ]),
    )
    expect(tired.filter(({ drift }) => drift.verdict === 'found').length).toBeGreaterThanOrEqual(4)
    expect(tired[0]!.drift.estimate!.value).toBeGreaterThan(0.1)
  })

  it('says below a hundred answers that it is too early, but for gross faults', () => {
    for (const pairs of group({ ...BLAMELESS, side: 0.405, lapse: 0.1 }, 'z', 60, 10)) {
      const { sideBias, lapse, drift } = answerFindings(pairs)
      for (const finding of [sideBias, lapse, drift]) expect(finding.verdict).toBe('too-early')
      expect(sideBias.sentence).toContain('60 of the 100')
    }
    const gross = group({ ...BLAMELESS, side: 3 }, 'gross', 80, 10).map(answerFindings)
    expect(gross.filter(({ sideBias }) => sideBias.verdict === 'found').length).toBeGreaterThanOrEqual(8)
    expect(answerFindings([]).slope).toBeNull()
  })
})

describe('report', () => {
  it('keeps raters apart and counts what each did', () => {
    const labels = [
      ...Array.from({ length: 8 }, (_, i) => compared(i, 'left', 'person:Ada')),
      ...Array.from({ length: 4 }, (_, i) => compared(i, 'right', 'person:Bo')),
    ]
    const report = auditRaters(labels, new Map(), 7)
    expect(report.epoch).toBe(7)
    expect(report.raters.map(({ rater, comparisons }) => [rater, comparisons])).toEqual([
      ['person:Ada', 8],
      ['person:Bo', 4],
    ])
    expect(report.raters[0]!.seconds).toEqual({ median: 2.5, tooFast: 0 })
    // Four shared questions, always answered the other way round.
    expect(report.alpha!.items).toBe(4)
    expect(report.alpha!.value).toBeLessThan(0)
  })

  it('compares mirrored repeats with the first answer', () => {
    const [a, b] = [clip(0, RIGHT), clip(0, DOWN)]
    const again = (index: number, answer: Comparison, of: string): Label => ({
      ...compared(index, answer, 'person', [b, a]),
      check: { kind: 'repeat', of },
    })
    const first = compared(0, 'left', 'person', [a, b])
    const labels = [first, again(1, 'right', first.id), again(2, 'left', first.id), again(3, 'right', 'gone')]
    expect(auditRaters(labels, new Map()).raters[0]!.repeats).toEqual({ asked: 2, same: 1 })
  })

  it('counts circles among triples', () => {
    const [a, b, c, d] = [clip(0, UP), clip(0, RIGHT), clip(0, DOWN), clip(0, LEFT)]
    const labels = [
      compared(0, 'left', 'person', [a, b]),
      compared(1, 'left', 'person', [b, c]),
      compared(2, 'right', 'person', [a, c]),
      compared(3, 'left', 'person', [a, d]),
      compared(4, 'right', 'person', [d, b]),
    ]
    // a > b > c > a goes round; a > b, a > d, b > d does not.
    expect(auditRaters(labels, new Map()).raters[0]!.cycles).toEqual({ triples: 2, circular: 1 })
  })

  it('one triple in four of answers pressed by chance goes round', () => {
    const luck = rng('cycles')
    const clips = Array.from({ length: 14 }, (_, i) => clip(i, UP))
    const labels = clips.flatMap((left, i) =>
      clips
        .slice(i + 1)
        .map((right, j) =>
          compared(100 * i + j, luck.uniform() < 0.5 ? 'left' : 'right', 'person', [left, right]),
        ),
    )
    const { triples, circular } = auditRaters(labels, new Map()).raters[0]!.cycles
    expect(triples).toBe(364)
    expect(circular / triples).toBeCloseTo(0.25, 1)
  })

  it('finds the severe by their ratings, and only answers that were quick too quick', () => {
    const luck = rng('ratings')
    const predicted = new Map<string, number>()
    const labels = Array.from({ length: 80 }, (_, i): Label => {
      const felt = luck.normal()
      const head = about(i, 'person')
      predicted.set(head.id, felt)
      const rating = Math.max(-3, Math.min(3, Math.round(felt - 1.3))) as Rating
      return { ...head, kind: 'rate', clip: clip(i, UP), rating }
    })
    const quick = { ...compared(200, 'left'), answeredAt: '2026-01-01T00:00:00.200Z' }
    const [audit] = auditRaters([...labels, quick], predicted).raters
    expect(audit!.severity.verdict).toBe('found')
    expect(audit!.severity.estimate!.value).toBeCloseTo(-1.3, 0)
    expect(audit!.severity.sentence).toContain('strict')
    expect(audit!.seconds.tooFast).toBe(1)
  })

  it('reads times across days, months and leap years', () => {
    const between = (a: string, b: string) => secondsOf(b) - secondsOf(a)
    expect(between('2024-02-28T23:59:59.500Z', '2024-02-29T00:00:00.500Z')).toBe(1)
    expect(between('2024-02-28T00:00:00Z', '2024-03-01T00:00:00Z')).toBe(2 * 86_400)
    expect(between('2025-12-31T23:00:00Z', '2026-01-01T01:00:00Z')).toBe(7200)
    expect(secondsOf('yesterday')).toBeNaN()
  })

  it('hands found faults alone to the likelihood', () => {
    const truth = { ...BLAMELESS, side: 1.5 }
    const pairs = simulatedAnswers(TRIAL, truth, rng('models'))
    const predicted = new Map<string, number>()
    const labels = pairs.map(({ answer, difference }, i) => {
      const label = compared(i, answer)
      predicted.set(label.id, difference)
      return label
    })
    const model = raterModels(auditRaters(labels, predicted)).get('person')!
    expect(Math.abs(model.side - 1.5)).toBeLessThan(0.4)
    expect(Math.abs(model.slope! - 1)).toBeLessThan(0.3)
    const fitted = fittedRater(model, 1)
    expect(Math.abs(fitted.band - 0.4)).toBeLessThan(0.3)
    const few = raterModels(auditRaters(labels.slice(0, 30), predicted)).get('person')!
    expect(few.slope).toBeNull()
    expect(fittedRater(few, 2).slope).toBe(2)
  })
})
