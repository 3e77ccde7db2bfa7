/** Learning curves that never grow: when all bins are full, neighbours merge and every bin holds twice the episodes. */
import type { Curves } from '../core/frame.ts'
import type { Evaluation, RewardParts } from '../core/run-config.ts'

const MOST_POINTS = 512
const RECENT_EPISODES = 20

/** What an episode adds to the curves: its three undiscounted sums and its length in steps. */
export interface EpisodeSums extends RewardParts {
  readonly length: number
}

/** Numbers per episode, in the order they are stored. */
const FIELDS = 4

export class EpisodeCurves {
  private binSize = 1
  private episodes = 0
  private evaluations: { episode: number; meanReturn: number }[] = []
  private lastEvaluation: Evaluation | null = null
  /** Sums over the episodes of each bin: reward, shaping, learned, length. [MOST_POINTS x FIELDS] */
  private readonly bins = new Float64Array(MOST_POINTS * FIELDS)
  /** The last episodes, a ring. [RECENT_EPISODES x FIELDS] */
  private readonly recent = new Float64Array(RECENT_EPISODES * FIELDS)

  add(reward: number, shapingReward: number, learnedReward: number, length: number): void {
    if (this.episodes === this.binSize * MOST_POINTS) this.merge()
    const bin = Math.floor(this.episodes / this.binSize) * FIELDS
    this.bins[bin]! += reward
    this.bins[bin + 1]! += shapingReward
    this.bins[bin + 2]! += learnedReward
    this.bins[bin + 3]! += length
    const ring = (this.episodes % RECENT_EPISODES) * FIELDS
    this.recent[ring] = reward
    this.recent[ring + 1] = shapingReward
    this.recent[ring + 2] = learnedReward
    this.recent[ring + 3] = length
    this.episodes++
  }

  addEvaluation(episode: number, evaluation: Evaluation): void {
    this.evaluations.push({ episode, meanReturn: evaluation.meanReturn })
    this.lastEvaluation = evaluation
    if (this.evaluations.length > MOST_POINTS)
      this.evaluations = this.evaluations.filter((_, i) => i % 2 === 0)
  }

  curves(epoch: number): Curves {
    const { binSize, episodes } = this
    const points = Math.ceil(episodes / binSize)
    const lastOf = (bin: number) => Math.min((bin + 1) * binSize, episodes)
    const means = (field: number) =>
      Float64Array.from({ length: points }, (_, bin) => {
        return this.bins[bin * FIELDS + field]! / (lastOf(bin) - bin * binSize)
      })
    return {
      epoch,
      binSize,
      episode: Float64Array.from({ length: points }, (_, bin) => lastOf(bin)),
      reward: means(0),
      shapingReward: means(1),
      learnedReward: means(2),
      length: means(3),
      evaluationEpisode: Float64Array.from(this.evaluations, point => point.episode),
      evaluationReturn: Float64Array.from(this.evaluations, point => point.meanReturn),
      lastEvaluation: this.lastEvaluation,
      recent: this.recentMeans(),
    }
  }

  /** Mean undiscounted task return of the last (up to 20) episodes, null before the first. */
  recentReturn(): number | null {
    return this.episodes > 0 ? this.recentMeans().reward : null
  }

  save() {
    const { binSize, episodes, evaluations, lastEvaluation, bins, recent } = this
    return { binSize, episodes, evaluations, lastEvaluation, bins: bins.slice(), recent: recent.slice() }
  }

  load(saved: ReturnType<EpisodeCurves['save']>): void {
    this.binSize = saved.binSize
    this.episodes = saved.episodes
    this.evaluations = [...saved.evaluations]
    this.lastEvaluation = saved.lastEvaluation
    this.bins.set(saved.bins)
    this.recent.set(saved.recent)
  }

  private merge(): void {
    for (let bin = 0; bin < MOST_POINTS / 2; bin++) {
      for (let field = 0; field < FIELDS; field++) {
        const left = 2 * bin * FIELDS + field
        this.bins[bin * FIELDS + field] = this.bins[left]! + this.bins[left + FIELDS]!
      }
    }
    this.bins.fill(0, (MOST_POINTS / 2) * FIELDS)
    this.binSize *= 2
  }

  private recentMeans(): EpisodeSums {
    const count = Math.min(this.episodes, RECENT_EPISODES)
    const mean = (field: number) => {
      let sum = 0
      for (let i = 0; i < count; i++) sum += this.recent[i * FIELDS + field]!
      return count > 0 ? sum / count : 0
    }
    return { reward: mean(0), shapingReward: mean(1), learnedReward: mean(2), length: mean(3) }
  }
}
