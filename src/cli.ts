import { COMMANDES, type Commande } from './cli/commandes.ts'
import { poserFondations } from './composition.ts'
import { lireConfig } from './config.ts'
import { arretDemande } from './socle/base/interruption.ts'
import { ErreurDemarrage } from './socle/erreur-demarrage.ts'

/** bin/laureat: exit codes 0, 1 (refused, the sentence on stderr), 2 (wrong usage). stdout carries the result only. */
const lancer = async (args: string[]): Promise<number> => {
  const { commande, reste } = trouver(args)
  if (!commande || args.includes('--help')) {
    const aide = commande ? [commande] : COMMANDES
    console.log(`${aide.map((c) => `bin/laureat ${c.usage}\n    ${c.aide}`).join('\n')}`)
    return args.length === 0 || (!commande && !args.includes('--help')) ? 2 : 0
  }
  const lus = commande.lire(reste)
  if (typeof lus === 'string') {
    console.error(`${lus}\nUsage : bin/laureat ${commande.usage}`)
    return 2
  }
  if (commande.sansBase) return commande.faire(lus)
  const config = lireConfig(process.env, 'commande')
  if ('erreurs' in config) throw new ErreurDemarrage(config.erreurs.join('\n'))
  const f = await poserFondations(config, { serveur: false })
  try {
    return await commande.faire(lus, f)
  } finally {
    await f.fermer()
  }
}

const trouver = (args: string[]): { commande: Commande | undefined; reste: string[] } => {
  const mots = args.filter((a) => a !== '--help')
  const commande = COMMANDES.find((c) => c.nom.every((mot, i) => mots[i] === mot))
  return { commande, reste: mots.slice(commande?.nom.length ?? 0) }
}

lancer(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (e: unknown) => {
    if (arretDemande()) return
    console.error(e instanceof ErreurDemarrage ? e.message : e)
    process.exitCode = 1
  },
)
