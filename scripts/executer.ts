import { spawn } from 'node:child_process'

/** Runs a program to its end and answers its exit code and all it said; never throws. */
export const executer = (
  programme: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ code: number; sortie: string }> =>
  new Promise((resolu) => {
    const enfant = spawn(programme, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let sortie = ''
    for (const flux of [enfant.stdout, enfant.stderr])
      flux.setEncoding('utf8').on('data', (morceau: string) => {
        sortie += morceau
      })
    enfant.once('error', (e) => resolu({ code: 127, sortie: e.message }))
    enfant.once('close', (code) => resolu({ code: code ?? 1, sortie }))
  })
