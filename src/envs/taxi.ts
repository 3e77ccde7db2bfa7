/**
 * Taxi-v4: fetch the passenger from one of four depots and drop them at another. Dietterich, "Hierarchical reinforcement
 * learning with the MAXQ value function decomposition", JAIR 13, 2000 (https://doi.org/10.1613/jair.639). Tables equal to
 * Gymnasium 1.3.0's `P` (https://gymnasium.farama.org/environments/toy_text/taxi/):
 *
 *   state = ((row * 5 + column) * 5 + passenger) * 4 + destination     passenger 4 = in the taxi
 *
 * Rain: a move that is possible goes ahead with `rainy_probability`, to its left and to its right with half the rest each;
 * a blocked move stays put. Settings carry Gymnasium's argument names.
 *
 * Fickle passenger: on the first real move with the passenger aboard, the destination changes with `fickle_probability`
 * to one of the three others, once an episode. Gymnasium keeps that outside `P`, in a flag it draws at reset and never
 * shows. Here "has it been settled yet" is part of the state, s + 500 once settled, so the world is an MDP of 1000
 * states whose every episode has the same distribution.
 */
import type { Board, Edge, Marker, TileKind } from '../core/board.ts'
import type { EnvironmentDefinition, TabularWorld } from '../core/environment.ts'
import { optimalReturnWithin } from '../core/planning.ts'
import { decodeSettings, flagOf, numberOf, type SettingsSchema } from '../core/settings.ts'
import { buildModel, type Outcome } from '../core/tabular-model.ts'
import { amountWhere, bumping, closeness, eachStep, newSquares, ofKind, stepsTo } from './shaping-terms.ts'

const size = 5
const places = 500
const contexts = 20
const inTaxi = 4
/** Cells of the depots R, G, Y and B. */
const depots = [0, 4, 20, 23]
const depotNames = ['R', 'G', 'Y', 'B']
/** Cells with a wall on their right side. */
const wallsRightOf = [1, 6, 15, 17, 20, 22]

/** South, north, east, west, as [columns, rows]; then pickup and dropoff. */
const moves = [
  [0, 1],
  [0, -1],
  [1, 0],
  [-1, 0],
] as const
/** What lies to the left and to the right of each heading. */
const leftOf = [2, 3, 1, 0]
const rightOf = [3, 2, 0, 1]
const PICKUP = 4

const settings: SettingsSchema = {
  is_rainy: {
    kind: 'boolean',
    label: 'Rain',
    help: 'In the rain a move can skid to the left or to the right.',
    default: false,
  },
  rainy_probability: {
    kind: 'number',
    label: 'Grip in the rain',
    help: 'In the rain, how often a move goes where it was meant to.',
    default: 0.8,
    min: 0,
    max: 1,
  },
  fickle_passenger: {
    kind: 'boolean',
    label: 'Fickle passenger',
    help: 'The passenger may change their mind about the destination, once, just after setting off.',
    default: false,
  },
  fickle_probability: {
    kind: 'number',
    label: 'Fickleness',
    help: 'How likely a fickle passenger is to change the destination.',
    default: 0.3,
    min: 0,
    max: 1,
  },
}

export const taxi: EnvironmentDefinition<TabularWorld> = {
  id: 'Taxi-v4',
  title: 'Taxi',
  group: 'Toy text',
  task: 'Fetch the passenger, bring them to their destination, and never open the door anywhere else.',
  solved: 'Solved with a mean return within 1 of the best possible.',
  settings,
  create(values) {
    const decoded = decodeSettings(settings, values, 'env')
    return createTaxi(
      flagOf(decoded, 'is_rainy') ? numberOf(decoded, 'rainy_probability') : null,
      flagOf(decoded, 'fickle_passenger') ? numberOf(decoded, 'fickle_probability') : null,
    )
  },
}

interface Place {
  readonly cell: number
  /** Depot, or 4 in the taxi. */
  readonly passenger: number
  readonly destination: number
}

const encode = ({ cell, passenger, destination }: Place) => (cell * 5 + passenger) * 4 + destination
const decode = (state: number): Place => ({
  cell: Math.floor(state / contexts) % (size * size),
  passenger: Math.floor(state / 4) % 5,
  destination: state % 4,
})

/** @param grip probability that a move in the rain succeeds, null when dry. @param fickleness null when not fickle. */
function createTaxi(grip: number | null, fickleness: number | null): TabularWorld {
  const states = fickleness === null ? places : 2 * places
  const model = buildModel({
    states,
    actions: 6,
    kinds: ['road', 'pickup', 'dropoff', 'illegal', 'goal'],
    startStates: Array.from({ length: places }, (_, state) => state).filter(state => {
      const { passenger, destination } = decode(state)
      return passenger !== inTaxi && passenger !== destination
    }),
    outcomesOf(state, action) {
      const outcomes = dryOrRainy(decode(state % places), action, grip)
      if (fickleness === null) return outcomes
      if (state >= places) return outcomes.map(outcome => ({ ...outcome, next: outcome.next + places }))
      return outcomes.flatMap(outcome => settle(state, outcome, fickleness))
    },
  })
  return {
    form: 'tabular',
    model,
    board: boardOf(states),
    maxEpisodeSteps: 200,
    solvedReturn: optimalReturnWithin(model, 200) - 1,
    hiddenReward: null,
    shapingTerms: [
      {
        id: 'distance',
        title: 'Getting closer to the next stop',
        help: 'Rewards moves towards the passenger, then towards the destination, and takes it back on the way out.',
        kind: 'potential',
        potential: closeness(stepsTo(model, ofKind(model, 'goal'))),
        range: [-20, 20],
        suggestedWeight: 5,
      },
      eachStep(model),
      bumping(model, (_, __, action) => action < PICKUP),
      {
        id: 'illegal',
        title: 'Opening the door in the wrong place',
        help: 'Counts every pickup without a passenger there and every dropoff away from a depot.',
        kind: 'free',
        amount: amountWhere(model, ofKind(model, 'illegal')),
        range: [-20, 20],
        suggestedWeight: -5,
      },
      newSquares(),
    ],
  }
}

function dryOrRainy(place: Place, action: number, grip: number | null): Outcome[] {
  if (action >= PICKUP) return [action === PICKUP ? pickUp(place) : dropOff(place)]
  const move = (heading: number, probability: number): Outcome => ({
    probability,
    next: encode({ ...place, cell: drive(place.cell, heading) }),
    reward: -1,
    terminated: false,
    kind: 'road',
  })
  if (grip === null) return [move(action, 1)]
  const skid = (1 - grip) / 2
  const blocked = drive(place.cell, action) === place.cell
  const headings = blocked ? [action, action, action] : [action, leftOf[action]!, rightOf[action]!]
  return headings.map((heading, i) => move(heading, i === 0 ? grip : skid))
}

function pickUp(place: Place): Outcome {
  const legal = depots[place.passenger] === place.cell
  const next = encode(legal ? { ...place, passenger: inTaxi } : place)
  return {
    probability: 1,
    next,
    reward: legal ? -1 : -10,
    terminated: false,
    kind: legal ? 'pickup' : 'illegal',
  }
}

function dropOff(place: Place): Outcome {
  const depot = depots.indexOf(place.cell)
  if (place.passenger !== inTaxi || depot < 0) {
    return { probability: 1, next: encode(place), reward: -10, terminated: false, kind: 'illegal' }
  }
  const arrived = depot === place.destination
  return {
    probability: 1,
    next: encode({ ...place, passenger: depot }),
    reward: arrived ? 20 : -1,
    terminated: arrived,
    kind: arrived ? 'goal' : 'dropoff',
  }
}

/** A fickle passenger settles on a destination with the first move that changes the cell. */
function settle(state: number, outcome: Outcome, fickleness: number): Outcome[] {
  const before = decode(state)
  const after = decode(outcome.next)
  if (before.passenger !== inTaxi || before.cell === after.cell) return [outcome]
  return depots.map((_, destination) => {
    const share = destination === before.destination ? 1 - fickleness : fickleness / 3
    return {
      ...outcome,
      probability: outcome.probability * share,
      next: encode({ ...after, destination }) + places,
    }
  })
}

/** The cell after a move, the same where a wall or the border is in the way. */
function drive(cell: number, heading: number): number {
  const [right, down] = moves[heading]!
  const column = (cell % size) + right
  const row = Math.floor(cell / size) + down
  const isOutside = column < 0 || column >= size || row < 0 || row >= size
  if (isOutside || (right !== 0 && wallsRightOf.includes(Math.min(cell, cell + right)))) return cell
  return row * size + column
}

function boardOf(states: number): Board {
  const cells = size * size
  const cellOfState = Int32Array.from({ length: states }, (_, state) => decode(state).cell)
  const contextOfState = Int32Array.from(
    { length: states },
    (_, state) => (state % contexts) + (state >= places ? contexts : 0),
  )
  const stateAt = new Int32Array(states)
  cellOfState.forEach((cell, state) => {
    stateAt[contextOfState[state]! * cells + cell] = state
  })
  const isDepot = (cell: number) => depots.includes(cell)
  return {
    rows: size,
    columns: size,
    tiles: Array.from({ length: cells }, (_, cell): TileKind => (isDepot(cell) ? 'depot' : 'floor')),
    labels: Array.from({ length: cells }, (_, cell) => depotNames[depots.indexOf(cell)] ?? ''),
    edges: wallsRightOf.map((cell): Edge => ({ cell, side: 'right' })),
    cellOfState,
    contextOfState,
    stateAt,
    markers: Array.from({ length: states / cells }, (_, context) => markersOf(context)),
    actionNames: ['down', 'up', 'right', 'left', 'pick up', 'drop off'],
    actionVectors: [...moves, null, null],
  }
}

function markersOf(context: number): Marker[] {
  const { passenger, destination } = decode(context)
  const marks: Marker[] = [{ cell: depots[destination]!, kind: 'destination' }]
  if (passenger !== inTaxi) marks.push({ cell: depots[passenger]!, kind: 'passenger' })
  return marks
}
