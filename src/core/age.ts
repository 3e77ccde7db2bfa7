/** How long a robot has learnt, in words: of trained robots that come with the page, and of marks along the learning. */
export const AGES = ['baby', 'teenager', 'adult'] as const
export type Age = (typeof AGES)[number]

/** Whose policy: of a moment of this learning, by its step, or of a trained robot that came with the page. */
export type MomentId = number | Age
