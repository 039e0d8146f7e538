import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { refus } from '../refus.ts'
import { jour, piece, texteCourt, texteLong } from '../saisies.ts'

/** Controls by an outside body: elimination of the file is frozen meanwhile. Source: actes.md « Déployer, justifier, payer ». */
export const CONTROLER = {
  ouvrir_controle: acte({
    libelle: 'Ouvrir un contrôle',
    fait: 'a ouvert un contrôle',
    etape: 'deployer',
    source: 'F',
    discret: true,
    de: ['notifie', 'solde'],
    par: ['lecteur', 'instructeur'],
    saisie: z.strictObject({ organisme: texteCourt, echantillon: texteLong.optional(), date: jour.optional() }),
    effet: ({ saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          creer: { id: id(), genre: 'controle', etat: 'ouvert', contenu: saisie, cree_le: maintenant },
        },
      ],
      resultat: { procedure: id() },
    }),
  }),
  clore_controle: acte({
    libelle: 'Clore un contrôle',
    fait: 'a clos un contrôle',
    etape: 'deployer',
    source: 'F',
    sur: 'procedure',
    discret: true,
    de: ['notifie', 'solde'],
    par: ['lecteur', 'instructeur'],
    saisie: z.strictObject({ constats: texteLong, date: jour.optional(), pieces: z.array(piece).max(50).optional() }),
    possible: ({ faits }, sur) =>
      faits.procedures.some((p) => (sur === undefined || p.id === sur) && p.genre === 'controle' && p.etat === 'ouvert')
        ? undefined
        : refus('controle_clos', 'Aucun contrôle ouvert.'),
    effet: ({ sur, saisie }) => ({
      changements: [{ dans: 'procedure_suivie', ou: { id: sur }, mettre: { etat: 'clos', contenu: saisie } }],
    }),
  }),
} satisfies Record<string, Acte>
