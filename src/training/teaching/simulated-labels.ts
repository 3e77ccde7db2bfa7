/** Labels as a simulated teacher gives them, one after another, by turns where several kinds are wanted. */
import { clipFrom, shownActions } from '../../core/clip-replay.ts'
import type { World } from '../../core/environment.ts'
import { PlaygroundError } from '../../core/errors.ts'
import {
  type Clip,
  type Given,
  LABEL_SCHEMA,
  type Label,
  type LabelContent,
  type LabelKind,
  type Query,
} from '../../core/label.ts'
import { Rng } from '../../core/rng.ts'
import type { RunConfig } from '../../core/run-config.ts'
import type { Demonstrator } from '../../feedback/demonstrator.ts'
import type { Feedback } from '../../feedback/feedback.ts'
import { stepsOf } from '../../feedback/teachers/reward-scale.ts'
import type { Teacher } from '../../feedback/teachers/teacher.ts'
import { demonstratorFor } from '../demonstrator.ts'
import { worldHash } from '../world-hash.ts'

/** Simulated answers have no clock. */
const NO_TIME = '1970-01-01T00:00:00.000Z'

/** A person's reaction to what she sees, milliseconds; uniform in between: Knox & Stone, K-CAP 2009. */
const SOONEST = 200
const LATEST = 600
/** Pace at which grid clips are shown. */
const GRID_STEP_MILLISECONDS = 300

type Asked = Pick<Query, 'left' | 'right' | 'swapped'> | Clip | undefined
/** Clips looked at for one that there is something to say about. */
const LOOKS = 20
/** Steps of a demonstration in a world of real-valued states, at most. */
const SHOWN_STEPS = 200

type RaterConfig = Pick<RunConfig, 'env' | 'envSettings' | 'seed'>

/** Judges by a teacher; shows and corrects by someone who can do the task. */
export class SimulatedRater {
  private readonly world: World
  private readonly teacher: Teacher
  private readonly demonstrator: Demonstrator | null
  private readonly rng: Rng
  /** Ratings of what was seen for praise. */
  private worst = Infinity
  private best = -Infinity

  /** @param kinds that will be asked for. @throws PlaygroundError `no-demonstrator` where nobody can show the task. */
  static async open(
    world: World,
    teacher: Teacher,
    kinds: readonly LabelKind[],
    { env, envSettings, seed }: RaterConfig,
  ): Promise<SimulatedRater> {
    const shows = kinds.includes('demo') || kinds.includes('correct')
    return new SimulatedRater(world, teacher, shows ? await demonstratorFor(env, envSettings) : null, seed)
  }

  private constructor(world: World, teacher: Teacher, demonstrator: Demonstrator | null, seed: number) {
    this.world = world
    this.teacher = teacher
    this.demonstrator = demonstrator
    this.rng = Rng.fromSeed(seed, 'rater')
  }

  /** Of the first of the next clips that there is something to say about; of the last where there is none. */
  sayOf(kind: Exclude<LabelKind, 'compare'>, next: () => Clip, given: number): LabelContent {
    for (let look = 1; ; look++) {
      const clip = next()
      const felt = kind === 'praise' ? this.feel(clip, given) : 1
      const content = kind === 'praise' ? this.praise(clip, felt) : this.say(kind, clip, given)
      const passed = felt === 0 && this.world.form === 'control'
      if (look === LOOKS || (!passed && this.isBetter(content, given))) return content
    }
  }

  /** By its own judgement; what is no correction is taken as it is. */
  private isBetter(content: LabelContent, given: number): boolean {
    if (content.kind !== 'correct') return true
    const { clip, at, better } = content
    const actions = shownActions(this.world, clip)
    const perStep = actions.length / Math.max(1, stepsOf(this.world, clip))
    const begun = better.lead ?? 0
    const moment = { start: better.start, lead: better.actions.slice(0, begun * perStep) }
    const rest = clipFrom(this.world, moment, clip.seed, actions.slice(at * perStep))
    return (
      this.teacher.answer({ left: better, right: rest, modelVersion: given }, this.world, this.rng) === 'left'
    )
  }

  /**
   * @param asked a pair for a comparison, else a clip.
   * @param given labels so far.
   * @param recentReturn mean true return of the learner's last episodes, where it is known.
   */
  say(kind: LabelKind, asked: Asked, given: number, recentReturn: number | null = null): LabelContent {
    const { world, teacher, rng } = this
    if (!asked) throw new PlaygroundError('no-clips', 'The robots have done too little to ask about.')
    if ('left' in asked) {
      const { left, right, swapped } = asked
      const question = { left, right, modelVersion: given, recentReturn }
      const answer = teacher.answer(question, world, rng)
      return { kind: 'compare', left, right, swapped, answer, strength: null }
    }
    switch (kind) {
      case 'demo': {
        const { seed } = asked
        const whole = world.form === 'control'
        // Where a robot has fallen there is nothing to show.
        const start = whole ? this.shower.start(seed) : asked.start
        const steps = whole ? Math.min(SHOWN_STEPS, world.maxEpisodeSteps) : stepsOf(world, asked)
        const clip = teacher.demonstrate({ start, seed, steps }, world, this.shower, rng, given)
        return { kind, clip, from: whole ? 'start' : 'takeover' }
      }
      case 'correct':
        return { kind, clip: asked, ...teacher.correct(asked, world, this.shower, rng, { given }) }
      case 'praise':
        return this.praise(asked, this.feel(asked, given))
      default:
        return { kind: 'rate', clip: asked, rating: teacher.rate(asked, world, rng, given) }
    }
  }

  /**
   * How much better than neutral a clip is, in rating points. On a grid a usual step is worth 0; in a world of real-valued states
   * the middle between the worst and the best seen so far is neutral, so that there is something to praise and to scold.
   */
  private feel(seen: Clip, given: number): number {
    const rating = this.teacher.rate(seen, this.world, this.rng, given)
    this.worst = Math.min(this.worst, rating)
    this.best = Math.max(this.best, rating)
    return this.world.form === 'tabular' ? rating : rating - (this.worst + this.best) / 2
  }

  /** Of the end of a clip that has just been seen, in her reaction time after its last step. */
  private praise(seen: Clip, felt: number): LabelContent {
    const { world, rng } = this
    const steps = stepsOf(world, seen)
    const milliseconds = world.form === 'control' ? 1000 * world.stepSeconds : GRID_STEP_MILLISECONDS
    const delay = SOONEST + (LATEST - SOONEST) * rng.uniform()
    const ages = Array.from({ length: steps }, (_, t) => delay + (steps - 1 - t) * milliseconds)
    // Of what is neither better nor worse she says either, where it has to be something.
    const signal = felt === 0 ? (rng.uniform() < 0.5 ? 1 : -1) : felt > 0 ? 1 : -1
    return { kind: 'praise', clip: seen, ages, signal }
  }

  private get shower(): Demonstrator {
    if (this.demonstrator) return this.demonstrator
    throw new PlaygroundError('no-demonstrator', 'Nobody is at hand to show how it is done.')
  }
}

export class SimulatedLabels {
  readonly all: Label[] = []
  private readonly feedback: Pick<Feedback, 'nextQueries' | 'nextClip' | 'queryRule'>
  private readonly kinds: readonly LabelKind[]
  private readonly rater: SimulatedRater
  private readonly about: Omit<Given, 'id' | 'modelVersion' | 'policyStep' | 'reason' | 'check'>
  /** Labels the reward model has seen. */
  private modelVersion = 0

  static async open(
    world: World,
    feedback: Pick<Feedback, 'nextQueries' | 'nextClip' | 'queryRule'>,
    teacher: Teacher,
    kinds: readonly LabelKind[],
    config: RaterConfig,
  ): Promise<SimulatedLabels> {
    const rater = await SimulatedRater.open(world, teacher, kinds, config)
    const { env, envSettings, seed } = config
    return new SimulatedLabels(feedback, kinds, rater, {
      schema: LABEL_SCHEMA,
      env,
      envSettings,
      worldHash: worldHash(world, env, envSettings),
      seed,
      rater: `simulated:${teacher.name}`,
      shownAt: NO_TIME,
      answeredAt: NO_TIME,
      queryRule: feedback.queryRule,
      inputDevice: 'simulated',
      replaces: null,
    })
  }

  private constructor(
    feedback: Pick<Feedback, 'nextQueries' | 'nextClip' | 'queryRule'>,
    kinds: readonly LabelKind[],
    rater: SimulatedRater,
    about: SimulatedLabels['about'],
  ) {
    this.feedback = feedback
    this.kinds = kinds
    this.rater = rater
    this.about = about
  }

  /** Gives `count` more. @param recentReturn mean true return of the learner's last episodes, where it is known. */
  give(count: number, policyStep: number, recentReturn: number | null = null): void {
    for (let i = 0; i < count; i++) {
      const given = this.all.length
      const kind = this.kinds[given % this.kinds.length]!
      const query = kind === 'compare' ? this.feedback.nextQueries(1, policyStep)[0] : undefined
      const clip = () => this.feedback.nextClip()
      const content =
        kind === 'compare'
          ? this.rater.say(kind, query, given, recentReturn)
          : this.rater.sayOf(kind, clip, given)
      const id = `${this.about.seed}-${given}`
      const { modelVersion } = this
      const reason = query?.reason ?? ''
      this.all.push({ ...this.about, id, modelVersion, policyStep, reason, check: null, ...content })
    }
  }

  /** The reward model has seen all of them. */
  fitted(): void {
    this.modelVersion = this.all.length
  }
}
