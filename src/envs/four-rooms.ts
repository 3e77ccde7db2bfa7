/**
 * Four Rooms: four rooms joined by four doorways. Sutton, Precup & Singh, "Between MDPs and semi-MDPs: a framework for
 * temporal abstraction in reinforcement learning", Artificial Intelligence 112, 1999, figure 2
 * (https://doi.org/10.1016/S0004-3702(99)00052-1): 11 x 11 squares inside a border, 104 of them free. Moves never slip here.
 */
import type { EnvironmentDefinition, TabularWorld } from '../core/environment.ts'
import { decodeSettings, type SettingsSchema } from '../core/settings.ts'
import { createGridWorld } from './grid-world.ts'

const map = [
  '#############',
  '#.....#.....#',
  '#.S...#.....#',
  '#...........#',
  '#.....#.....#',
  '#.....#.....#',
  '##.####.....#',
  '#.....###.###',
  '#.....#.....#',
  '#.....#..G..#',
  '#...........#',
  '#.....#.....#',
  '#############',
]

const settings: SettingsSchema = {}

export const fourRooms: EnvironmentDefinition<TabularWorld> = {
  id: 'FourRooms-v0',
  title: 'Four Rooms',
  group: 'Own grid worlds',
  task: 'Find the way through the doorways to the flag in the far room.',
  solved: 'Solved within 5 % of the best possible return.',
  settings,
  create(values) {
    decodeSettings(settings, values, 'env')
    return createGridWorld({ map, goals: { G: 1 }, stepReward: -0.005, maxEpisodeSteps: 200 })
  },
}
