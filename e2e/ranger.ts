import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { env } from './env.ts'

/** The server still stands: its own folder goes when it stops; only what the journeys wrote is taken away here. */
export default function ranger(): void {
  rmSync(join(env().donnees, 'sessions'), { recursive: true, force: true })
}
