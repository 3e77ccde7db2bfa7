/**
 * Reward-shaping terms that worlds share. Potentials are scaled to about [-1, 0]; free terms are 1 per event, so that a
 * negative weight punishes and a weight reads as an amount of reward.
 *
 * Ng, Harada & Russell, "Policy invariance under reward transformations", ICML 1999
 * (https://people.eecs.berkeley.edu/~pabbeel/cs287-fa09/readings/NgHaradaRussell-shaping-ICML1999.pdf).
 */
import type { ShapingTerm } from '../core/environment.ts'
import type { TabularModel } from '../core/tabular-model.ts'

type Test = (outcome: number, state: number, action: number) => boolean

/**
 * Fewest steps from each state until an outcome that passes `isTarget` can happen, luck permitting; Infinity where it
 * never can. [S]
 */
export function stepsTo(model: TabularModel, isTarget: Test): Float64Array {
  const steps = new Float64Array(model.states).fill(Infinity)
  const sources: number[][] = Array.from({ length: model.states }, () => [])
  const frontier: number[] = []
  forEachOutcome(model, (outcome, state, action) => {
    if (model.probability[outcome] === 0) return
    if (isTarget(outcome, state, action)) {
      if (steps[state] === Infinity) frontier.push(state)
      steps[state] = 1
    } else if (!model.terminated[outcome]) {
      sources[model.next[outcome]!]!.push(state)
    }
  })
  for (let i = 0; i < frontier.length; i++) {
    const state = frontier[i]!
    for (const source of sources[state]!) {
      if (steps[source] !== Infinity) continue
      steps[source] = steps[state]! + 1
      frontier.push(source)
    }
  }
  return steps
}

/** phi = -steps / longest steps: 0 at the target, -1 farthest away or where it is out of reach. [S] */
export function closeness(steps: Float64Array): Float64Array {
  const longest = steps.reduce((a, b) => (b === Infinity ? a : Math.max(a, b)), 1)
  return steps.map(count => -Math.min(count, longest) / longest)
}

/** 1 on outcomes that pass, 0 elsewhere. [K] */
export function amountWhere(model: TabularModel, test: Test): Float64Array {
  const amount = new Float64Array(model.outcomes)
  forEachOutcome(model, (outcome, state, action) => {
    if (test(outcome, state, action)) amount[outcome] = 1
  })
  return amount
}

export function forEachOutcome(
  model: TabularModel,
  visit: (outcome: number, state: number, action: number) => void,
): void {
  for (let state = 0; state < model.states; state++) {
    for (let action = 0; action < model.actions; action++) {
      const pair = state * model.actions + action
      for (let k = model.offsets[pair]!; k < model.offsets[pair + 1]!; k++) visit(k, state, action)
    }
  }
}

/** Is the outcome's kind one of these (`goal` also meaning `goal-2` and its like)? */
export function ofKind(model: TabularModel, ...kinds: readonly string[]): (outcome: number) => boolean {
  const wanted = model.kinds.map(kind => kinds.some(name => kind === name || kind.startsWith(`${name}-`)))
  return outcome => wanted[model.kind[outcome]!]!
}

export function closerToGoal(model: TabularModel): ShapingTerm {
  const isGoal = ofKind(model, 'goal')
  return {
    id: 'distance',
    title: 'Getting closer to the flag',
    help: 'Rewards every step that shortens the way to the nearest flag and takes it back when the way grows.',
    kind: 'potential',
    potential: closeness(stepsTo(model, isGoal)),
    range: [-2, 2],
    suggestedWeight: 0.3,
  }
}

/** phi falls from 0, three or more steps away from a hazard, to -2/3 beside it. */
export function awayFrom(model: TabularModel, kind: string, name: string): ShapingTerm {
  const near = stepsTo(model, ofKind(model, kind))
  return {
    id: 'away',
    title: `Keeping away from ${name}`,
    help: `Rewards steps that lead away from ${name} and takes it back on the way there.`,
    kind: 'potential',
    potential: near.map(steps => (Math.min(steps, 3) - 3) / 3),
    range: [-2, 2],
    suggestedWeight: 0.3,
  }
}

export const eachStep = (model: TabularModel): ShapingTerm => ({
  id: 'step',
  title: 'Each step',
  help: 'Counts every step: below zero it hurries the robot, above zero it invites dawdling.',
  kind: 'free',
  amount: new Float64Array(model.outcomes).fill(1),
  range: [-1, 1],
  suggestedWeight: -0.02,
})

/** Outcomes that leave the robot where it was. */
export const bumping = (model: TabularModel, isBump: Test): ShapingTerm => ({
  id: 'bump',
  title: 'Bumping into a wall',
  help: 'Counts every move that leaves the robot where it was.',
  kind: 'free',
  amount: amountWhere(model, (outcome, state, action) => {
    return model.next[outcome] === state && !model.terminated[outcome] && isBump(outcome, state, action)
  }),
  range: [-1, 1],
  suggestedWeight: -0.1,
})

/** Counts outcomes of one kind. */
export function entering(
  model: TabularModel,
  kind: string,
  words: { readonly title: string; readonly help: string; readonly suggestedWeight: number },
): ShapingTerm {
  const isKind = ofKind(model, kind)
  return { id: kind, kind: 'free', amount: amountWhere(model, isKind), range: [-2, 2], ...words }
}

export const newSquares = (): ShapingTerm => ({
  id: 'visits',
  title: 'Seeing new squares',
  help: 'A bonus for entering a square that fades each time the square is seen again.',
  kind: 'visits',
  range: [0, 1],
  suggestedWeight: 0.1,
})
