import type { Config } from '../config.ts'
import { urls } from '../urls.ts'
import { ecrireLettre, type Lettre } from './courriels.ts'
import type { Porte } from './porte.ts'

type Moyens = { porte: Porte; config: Pick<Config, 'adressePublique'> }
type Origine = { lettre: { dossier: string; a: string; objet: string }; cle: string }

/** Tells somebody that the answer could not be taken. Once per message received; it cannot itself be answered: no loop. */
export const direRefus = (m: Moyens, o: Origine & { phrase: string }): Promise<void> =>
  ecrire(m, o, 'Votre réponse n’a pas été transmise', [
    { type: 'paragraphe', texte: `Votre réponse à « ${o.lettre.objet} » n’a pas été transmise.` },
    { type: 'paragraphe', texte: o.phrase },
  ])

/** Tells somebody what was left aside of an answer that was taken. */
export const direCeQuiManque = (m: Moyens, o: Origine & { manques: string[] }): Promise<void> =>
  ecrire(m, o, 'Une partie de votre réponse n’a pas été gardée', [
    {
      type: 'paragraphe',
      texte: `Votre réponse à « ${o.lettre.objet} » est bien dans le dossier, sauf ceci :`,
    },
    { type: 'liste', elements: o.manques },
    {
      type: 'paragraphe',
      texte: 'Déposez ces pièces depuis la page du dossier, dans un format accepté (PDF, image, tableur, texte).',
    },
  ])

const ecrire = (m: Moyens, o: Origine, objet: string, blocs: Lettre['blocs']): Promise<void> =>
  ecrireLettre(m.porte.base, {
    cle: `reponse:${o.cle}`,
    a: [o.lettre.a],
    objet,
    modele: 'reponse_courriel',
    dossier: o.lettre.dossier,
    acte: null,
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      ...blocs,
      {
        type: 'bouton',
        libelle: 'Écrire depuis le dossier',
        href: m.config.adressePublique + urls.messages.href({ id: o.lettre.dossier }),
      },
    ],
    le: m.porte.maintenant(),
  })
