/**
 * A simulated teacher with the habits of the person who gave some labels. Audits measure how decisive someone is per unit of
 * learned reward, which has a size of its own; in simulation the teacher judges by the world's own reward. So slopes are carried
 * over by what the person's own questions were worth: the same logits per typical difference between two clips.
 */
import type { World } from '../../core/environment.ts'
import { PlaygroundError } from '../../core/errors.ts'
import type { Label, LabelOf } from '../../core/label.ts'
import { loadWorld } from '../../core/load-world.ts'
import { uniformPolicy } from '../../core/planning.ts'
import type { SettingValues } from '../../core/settings.ts'
import type { RaterAudit } from '../../core/teaching-reports.ts'
import { environmentById } from '../../envs/registry.ts'
import { auditRater, FEWEST_FITTED } from '../../feedback/audit/audit.ts'
import { fittedRater, logitOf } from '../../feedback/audit/rater-models.ts'
import { ControlFeedback } from '../../feedback/control/control-feedback.ts'
import type { Feedback } from '../../feedback/feedback.ts'
import { TabularFeedback } from '../../feedback/tabular-feedback.ts'
import { clipJudgement } from '../../feedback/teachers/reward-scale.ts'
import type { FittedRater } from '../../feedback/teachers/teacher-forms.ts'
import { beginWithRandomSteps, ControlExperience } from '../control-experience.ts'

const SEED = 1
const RANDOM_EPISODES = 4
/** What `describeTeacher` accepts. */
const LARGEST_SLOPE = 1000
const LARGEST_SIDE = 20
const LARGEST_BAND = 20
const LARGEST_OFFSET = 6

/**
 * @param labels that stand. Of one rater, those in the world that most of the comparisons are about count.
 * @param wanted the rater; may be left out where there is one alone.
 * @throws PlaygroundError `bad-flag`, path `--teacher`, where nothing can be fitted; `unknown-env` and `bad-clip` as they come.
 */
export async function fittedFromLabels(
  labels: readonly Label[],
  wanted: string | null,
  file: string,
): Promise<FittedRater> {
  const rater = raterOf(labels, wanted, file)
  const own = mostInOneWorld(labels.filter(label => label.rater === rater))
  const comparisons = own.filter((label): label is LabelOf<'compare'> => label.kind === 'compare')
  const first = comparisons[0]
  if (!first || comparisons.length < FEWEST_FITTED) {
    throw refused(
      file,
      `holds ${comparisons.length} comparisons by '${rater}' in one world; at least ${FEWEST_FITTED} are needed to tell how someone answers`,
    )
  }
  const world = await loadWorld(environmentById(first.env), first.envSettings)
  const feedback = await openFeedback(world)
  try {
    await feedback.setLabels(own)
    const predicted = feedback.predictedReturns()
    const audit = auditRater(rater, own, predicted)
    const found = likeliest(audit)
    const judged = comparisons.filter(({ id }) => predicted.has(id))
    const learned = rootMeanSquare(judged.map(({ id }) => predicted.get(id)!))
    const atStake = rootMeanSquare(
      judged.map(({ left, right }) => clipJudgement(world, left) - clipJudgement(world, right)),
    )
    const slope = atStake > 0 && learned > 0 ? (found.slope * learned) / atStake : found.slope
    return {
      slope: short(Math.min(LARGEST_SLOPE, slope)),
      side: short(within(found.side, LARGEST_SIDE)),
      band: short(Math.min(LARGEST_BAND, found.band)),
      lapse: short(found.lapse),
      offset: short(within(found.offset, LARGEST_OFFSET)),
    }
  } finally {
    feedback.dispose()
  }
}

/** Of habits the likeliest, also where too little is known to name them faults: an imitation accuses nobody. */
function likeliest({ sideBias, lapse, tieBand, slope, severity }: RaterAudit): FittedRater {
  const points = sideBias.estimate?.value ?? 0
  const model = {
    side: logitOf(0.5 + points / 100),
    lapse: lapse.estimate?.value ?? null,
    tieBand: tieBand?.value ?? null,
    slope: slope?.value ?? null,
    ratingOffset: severity.verdict === 'found' ? severity.estimate!.value : 0,
  }
  return fittedRater(model, 1)
}

function raterOf(labels: readonly Label[], wanted: string | null, file: string): string {
  const raters = [...new Set(labels.map(({ rater }) => rater))]
  const named = raters.map(rater => `'${rater}'`).join(', ')
  if (raters.length === 0)
    throw refused(file, 'holds no labels that stand; a label file with answers is needed')
  if (wanted !== null) {
    if (raters.includes(wanted)) return wanted
    throw refused(file, `holds nothing by '${wanted}', only by ${named}`)
  }
  if (raters.length === 1) return raters[0]!
  throw refused(
    file,
    `holds answers by ${raters.length} raters (${named}); say which, as fitted:${file}#${raters[0]}`,
  )
}

function mostInOneWorld(labels: readonly Label[]): readonly Label[] {
  const groups = new Map<string, Label[]>()
  for (const label of labels) {
    const key = `${label.env} ${label.worldHash} ${JSON.stringify(label.envSettings)}`
    const others = groups.get(key)
    if (others) others.push(label)
    else groups.set(key, [label])
  }
  const compared = (group: readonly Label[]) => group.filter(({ kind }) => kind === 'compare').length
  return [...groups.values()].reduce((best, group) => (compared(group) > compared(best) ? group : best))
}

async function openFeedback(world: World): Promise<Feedback> {
  const settings: SettingValues = {}
  if (world.form === 'tabular') {
    const uniform = uniformPolicy(world.model)
    return new TabularFeedback(world, settings, SEED, { policy: () => uniform })
  }
  const experience = new ControlExperience(world, 1)
  beginWithRandomSteps(experience, world, SEED, RANDOM_EPISODES * world.maxEpisodeSteps)
  return ControlFeedback.open({ world, settings, seed: SEED, experience })
}

/** To as many digits as the name of a teacher can carry without harm to a reader. */
const short = (value: number): number => Number(value.toPrecision(4))

const within = (value: number, largest: number): number => Math.max(-largest, Math.min(largest, value))

const rootMeanSquare = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length))

const refused = (file: string, why: string): PlaygroundError =>
  new PlaygroundError('bad-flag', `--teacher fitted: '${file}' ${why}.`, { path: '--teacher' })
