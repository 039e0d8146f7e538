import { construireApp } from './app.ts'
import { poserFondations } from './composition.ts'
import { lireConfig } from './config.ts'
import { preparer } from './preparer.ts'
import { ouvrirReponses } from './reception.ts'
import { arretDemande } from './socle/base/interruption.ts'
import { ErreurDemarrage, erreurEcoute } from './socle/erreur-demarrage.ts'
import { fermerAtelier } from './socle/pdf/atelier.ts'
import { TACHES } from './taches.ts'

const demarrer = async (): Promise<void> => {
  const config = lireConfig(process.env)
  if ('erreurs' in config) throw new ErreurDemarrage(config.erreurs.join('\n'))
  const f = await poserFondations(config, { serveur: true })
  let pret = false
  const app = await construireApp(f, { pret: () => pret, journaux: config.journaux })
  let arret: Promise<void> | undefined
  let reception: Awaited<ReturnType<typeof ouvrirReponses>>
  const arreter = (code: number): Promise<void> => {
    arret ??= (async () => {
      await reception?.fermer()
      await app.close()
      await f.travaux.arreter().catch(() => {})
      f.transport.fermer()
      await fermerAtelier()
      await f.fermer()
      process.exit(code)
    })()
    return arret
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void arreter(0))
  try {
    await app.listen({ port: config.port, host: config.hote }).catch((e) => {
      throw erreurEcoute(e, config)
    })
    await f.travaux.demarrer(TACHES(f), { travailler: config.processus.travaux })
    await preparer(f)
    if (config.processus.web) reception = await ouvrirReponses(f)
  } catch (e) {
    // A stop asked meanwhile makes what is under way fail: that is no news.
    if (arretDemande()) return
    if (!arret) console.error(e instanceof ErreurDemarrage ? e.message : e)
    return arreter(1)
  }
  pret = true
  if (config.demo) annoncer(config.adressePublique)
}

const annoncer = (adresse: string): void => {
  console.log(`
Lauréat, démonstration\u00a0: ${adresse}
Connectez-vous d’un clic depuis ${adresse}/connexion\u00a0: mairie.voiron@demo.example, directrice.voiron@demo.example,
erun.voiron@demo.example, instruction@demo.example, commission1@demo.example, presidence@demo.example, paiement@demo.example…
Ctrl-C arrête tout, la base de données comprise.`)
}

demarrer().catch((e: unknown) => {
  if (arretDemande()) return
  console.error(e instanceof ErreurDemarrage ? e.message : e)
  process.exit(1)
})
