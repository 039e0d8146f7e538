import { COMMANDES, type Commande } from './cli/commandes.ts'
import { poserFondations } from './composition.ts'
import { lireConfig } from './config.ts'
import { arretDemande } from './socle/base/interruption.ts'
import { ErreurDemarrage } from './socle/erreur-demarrage.ts'

/** bin/laureat: exit codes 0, 1 (refused, the sentence on stderr), 2 (wrong usage). stdout carries the result only. */
const lancer = async (args: string[]): Promise<number> => {
  const { commande, reste } = trouver(args)
  if (args.some(estAide)) {
    console.log(aide(commande ? [commande] : proches(reste)))
    return 0
  }
  if (!commande) {
    const faute =
      reste.length === 0 ? 'Indiquez une commande.' : `«\u00a0${reste.join(' ')}\u00a0» n’est pas une commande.`
    console.error(`${faute}\n${aide(proches(reste))}`)
    return 2
  }
  const lus = commande.lire(reste)
  if (typeof lus === 'string') {
    console.error(`${lus}\nUsage\u00a0: bin/laureat ${commande.usage}`)
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

const estAide = (mot: string): boolean => mot === '--help' || mot === '-h'

const trouver = (args: string[]): { commande: Commande | undefined; reste: string[] } => {
  const mots = args.filter((a) => !estAide(a))
  const commande = COMMANDES.find((c) => c.nom.every((mot, i) => mots[i] === mot))
  return { commande, reste: mots.slice(commande?.nom.length ?? 0) }
}

const aide = (commandes: readonly Commande[]): string =>
  commandes.map((c) => `bin/laureat ${c.usage}\n    ${c.aide}`).join('\n')

/** The commands that begin with these words; all of them when none does. */
const proches = (mots: string[]): readonly Commande[] => {
  const memes = COMMANDES.filter((c) => c.nom[0] === mots[0])
  return memes.length > 0 ? memes : COMMANDES
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
