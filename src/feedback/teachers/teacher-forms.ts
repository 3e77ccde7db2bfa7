/** Names of simulated teachers, such as `mistake:0.1`, and what they stand for. */
import { nearestId, PlaygroundError } from '../../core/errors.ts'

/** A person as their audit found them: chances of their answers as in `audit/answer-model.ts`. */
export interface FittedRater {
  /** Logits per unit of return. */
  readonly slope: number
  /** Logits by which the left side is preferred between equal clips. */
  readonly side: number
  /** Logits by which a side must win against equal. */
  readonly band: number
  /** Share of answers pressed without looking. */
  readonly lapse: number
  /** Rating points above neutral. */
  readonly offset: number
}

const FORMS = {
  oracle: null,
  mistake: { name: 'EPS', min: 0, max: 1 },
  noisy: { name: 'BETA', min: 0, max: 1000 },
  skip: { name: 'EPS', min: 0, max: 1 },
  myopic: { name: 'GAMMA', min: 0, max: 1 },
  equal: { name: 'EPS', min: 0, max: 10 },
  biased: 'side',
  drift: { name: 'RATE', min: 0, max: 1 },
  severe: { name: 'POINTS', min: 0, max: 6 },
  lenient: { name: 'POINTS', min: 0, max: 6 },
  inconsistent: { name: 'SD', min: 0, max: 10 },
  adversarial: { name: 'SHARE', min: 0, max: 1 },
  fitted: 'rater',
} as const

export type TeacherKind = keyof typeof FORMS

export interface TeacherDescription {
  readonly name: string
  readonly kind: TeacherKind
  readonly amount: number
  readonly side: 'left' | 'right'
  /** Of kind `fitted` alone. */
  readonly rater: FittedRater | null
}

const FITTED_FORM = 'fitted:KEY=VALUE,...'
const FITTED_DEFAULTS: FittedRater = { slope: 1, side: 0, band: 0, lapse: 0, offset: 0 }
const FITTED_LIMITS: Readonly<Record<keyof FittedRater, readonly [number, number]>> = {
  slope: [0, 1000],
  side: [-20, 20],
  band: [0, 20],
  lapse: [0, 1],
  offset: [-6, 6],
}

/** The forms as the command line prints them. */
export const TEACHER_FORMS: readonly string[] = Object.entries(FORMS).map(([kind, form]) => {
  if (form === null) return kind
  if (form === 'side') return `${kind}:SIDE`
  return form === 'rater' ? FITTED_FORM : `${kind}:${form.name}`
})

/** @throws PlaygroundError `bad-flag`, path `--teacher`. */
export function describeTeacher(text: string): TeacherDescription {
  const [kind, argument, ...rest] = text.trim().split(':')
  if (kind === undefined || !Object.hasOwn(FORMS, kind)) {
    const near = nearestId(kind ?? '', Object.keys(FORMS))
    throw badTeacher(text, `${near ? `'${near}', as ` : ''}one of ${TEACHER_FORMS.join(', ')}`)
  }
  const form = FORMS[kind as TeacherKind]
  const plain = {
    name: text.trim(),
    kind: kind as TeacherKind,
    amount: 0,
    side: 'left',
    rater: null,
  } as const
  if (form === null) {
    if (argument !== undefined) throw badTeacher(text, `${kind} without a value`)
    return plain
  }
  if (form === 'side') {
    if (rest.length > 0 || (argument !== 'left' && argument !== 'right')) {
      throw badTeacher(text, `${kind}:left or ${kind}:right`)
    }
    return { ...plain, side: argument }
  }
  if (form === 'rater') return { ...plain, rater: parseRater(text, argument ?? '') }
  const amount = argument === undefined || argument.trim() === '' ? Number.NaN : Number(argument)
  if (rest.length > 0 || !(amount >= form.min && amount <= form.max)) {
    throw badTeacher(text, `${kind}:${form.name} with a number from ${form.min} to ${form.max}`)
  }
  return { ...plain, amount }
}

/** The name that `describeTeacher` reads back. */
export const fittedName = (rater: FittedRater): string =>
  `fitted:${Object.entries(rater)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')}`

function parseRater(text: string, written: string): FittedRater {
  const keys = Object.keys(FITTED_LIMITS)
  const rater: Record<keyof FittedRater, number> = { ...FITTED_DEFAULTS }
  for (const assignment of written.split(',')) {
    const [key = '', value = ''] = assignment.split('=')
    if (!Object.hasOwn(FITTED_LIMITS, key)) {
      throw badTeacher(text, `${FITTED_FORM} with keys ${keys.join(', ')}, as fitted:slope=1,side=0.4`)
    }
    const [min, max] = FITTED_LIMITS[key as keyof FittedRater]
    const number = value.trim() === '' ? Number.NaN : Number(value)
    if (!(number >= min && number <= max)) {
      throw badTeacher(text, `${key} to be a number from ${min} to ${max}`)
    }
    rater[key as keyof FittedRater] = number
  }
  return rater
}

function badTeacher(text: string, expected: string): PlaygroundError {
  return new PlaygroundError('bad-flag', `--teacher is '${text.slice(0, 60)}'; expected ${expected}.`, {
    path: '--teacher',
  })
}
