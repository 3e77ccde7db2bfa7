/** The painted things: robots and tiles, decoded once. */
import adult from '../../assets/art/robot.svg?no-inline'
import grown from '../../assets/art/robot-adult.svg?no-inline'
import baby from '../../assets/art/robot-baby.svg?no-inline'
import happy from '../../assets/art/robot-happy.svg?no-inline'
import hurt from '../../assets/art/robot-hurt.svg?no-inline'
import proud from '../../assets/art/robot-proud.svg?no-inline'
import puzzled from '../../assets/art/robot-puzzled.svg?no-inline'
import teen from '../../assets/art/robot-teen.svg?no-inline'
import flower from '../../assets/art/tile-flower.svg?no-inline'
import flowerFlat from '../../assets/art/tile-flower-flat.svg?no-inline'
import goal from '../../assets/art/tile-goal.svg?no-inline'
import ice from '../../assets/art/tile-ice.svg?no-inline'
import lava from '../../assets/art/tile-lava.svg?no-inline'
import pond from '../../assets/art/tile-pond.svg?no-inline'
import wall from '../../assets/art/tile-wall.svg?no-inline'
import wind from '../../assets/art/tile-wind.svg?no-inline'

const SOURCES = {
  idle: adult,
  happy,
  hurt,
  proud,
  puzzled,
  flower,
  'flower-flat': flowerFlat,
  goal,
  ice,
  lava,
  pond,
  wall,
  wind,
}

export type ArtName = keyof typeof SOURCES
export type Mood = 'idle' | 'happy' | 'hurt' | 'proud' | 'puzzled'
export const MOODS: readonly Mood[] = ['idle', 'happy', 'hurt', 'proud', 'puzzled']
export type Portraits = Readonly<Record<'baby' | 'teen' | 'adult', HTMLImageElement>>
export type Art = Readonly<Record<ArtName, HTMLImageElement>>

let art: Promise<Art> | null = null

export function loadArt(): Promise<Art> {
  art ??= decodeAll(SOURCES)
  return art
}

let portraits: Promise<Portraits> | null = null

/** Pip at three ages: moments in learning. */
export function loadPortraits(): Promise<Portraits> {
  portraits ??= decodeAll({ baby, teen, adult: grown })
  return portraits
}

async function decodeAll<Name extends string>(
  sources: Readonly<Record<Name, string>>,
): Promise<Record<Name, HTMLImageElement>> {
  const entries = await Promise.all(
    Object.entries<string>(sources).map(async ([name, url]) => [name, await decode(url)] as const),
  )
  return Object.fromEntries(entries) as Record<Name, HTMLImageElement>
}

async function decode(url: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = url
  await image.decode()
  return image
}
