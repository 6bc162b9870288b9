import { z } from 'zod'

/** A boolean as the Actions runner spells it (YAML 1.2 core schema). */
export const flag = () =>
  z.stringbool({ truthy: ['true', 'True', 'TRUE'], falsy: ['false', 'False', 'FALSE'], case: 'sensitive' })

/** One item a line; blank lines and `#` comments are dropped. */
export const lines = () =>
  z.string().transform((text) =>
    text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  )
