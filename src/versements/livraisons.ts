import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { dateSimple } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { destinatairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import { type ContexteSuites, valeursDuDossier } from '../registre/suivre.ts'
import { urls } from '../urls.ts'

/** Each delivery is told to the IEN and the ERUN of the district, in their letter of the day unless they chose otherwise (guide,
 * step 3). */
export const noterReception = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const f = e.apres
  if (!f) return
  const ecole = f.ecoles.find((x) => x.uai === e.sur)
  const reserves = typeof e.saisie.reserves === 'string' ? ` Réserves : ${e.saisie.reserves}` : ''
  const ligne = `${typographier(ecole?.nom ?? '')} (${typographier(f.organisme.nom)}), le ${dateSimple(String(e.saisie.date))} : ${e.saisie.toutLivre === true ? 'tout est livré' : 'livraison partielle'}.${reserves}`
  const { objet, corps } = remplirLettre(f.appel, 'declarer_reception', {
    ...valeursDuDossier(f, c.adresse),
    receptions: [ligne],
  })
  const groupes = await destinatairesDe(tx, 'circonscription', f, { sur: e.sur, le: e.le })
  await ecrireLettre(tx, {
    cle: `${e.cle}:declarer_reception:${e.sur}`,
    a: groupes.flatMap((g) => g.adresses),
    ligne,
    objet,
    modele: 'declarer_reception',
    dossier: f.dossier.id,
    acte: e.acte,
    blocs: [
      ...blocsDeMarkdown(corps),
      { type: 'bouton', libelle: 'Ouvrir le dossier', href: c.adresse + urls.dossier.href({ id: f.dossier.id }) },
    ],
    le: e.le,
  })
}

/** Deliveries said inside a claim are told like the others. */
export const noterReceptionsDites = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const dites = Array.isArray(e.saisie.receptions) ? (e.saisie.receptions as { ecole: string; date: string }[]) : [] // parsed by the act
  for (const { ecole, date } of dites)
    await noterReception(tx, { ...e, sur: ecole.toUpperCase(), saisie: { date, toutLivre: true } }, c)
}

/** A problem raised by the district goes to the commune, the school and the service; « rien à signaler » disturbs nobody. */
export const direProbleme = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const f = e.apres
  if (!f || e.saisie.sens !== 'probleme') return
  const ecole = typographier(f.ecoles.find((x) => x.uai === e.sur)?.nom ?? '')
  const groupes = await Promise.all(
    (['porteur', 'ecole', 'service'] as const).map((g) => destinatairesDe(tx, g, f, { sur: e.sur, le: e.le })),
  )
  await ecrireLettre(tx, {
    cle: `${e.cle}:probleme`,
    a: groupes.flat().flatMap((g) => g.adresses),
    objet: `Un problème est signalé sur une livraison (dossier ${f.dossier.numero})`,
    modele: 'probleme_livraison',
    dossier: f.dossier.id,
    acte: e.acte,
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      {
        type: 'paragraphe',
        texte: `${e.acteur.nom} (${e.qualite === 'ien' ? 'IEN' : 'ERUN'}) signale un problème sur la livraison de ${ecole}\u00a0:`,
      },
      { type: 'paragraphe', texte: `« ${String(e.saisie.texte ?? '')} »` },
      {
        type: 'paragraphe',
        texte: `Les livraisons du dossier : ${c.adresse}${urls.achats.href({ id: f.dossier.id })}`,
      },
    ],
    le: e.le,
  })
}
