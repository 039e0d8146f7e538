import { echeancesDe } from '../domaine/echeances.ts'
import { enLettres } from '../domaine/en-lettres.ts'
import type { Faits } from '../domaine/faits.ts'
import { dateSimple, enumerer } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { avecCapitale, designer, instancesDe, typographier } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import { documentDe, paragraphe } from './document.ts'

/** The notification letter, ready for its signature: the official launch (guide, step 3). */
export const lettreNotification = (f: Faits, date: string): DocumentMaison => {
  const vote = voteEnVigueur(f)
  const x = echeancesDe(f)
  const jour = (j: string | undefined) => (j ? dateSimple(j) : '')
  const { delExecutif } = instancesDe(f.organisme)
  return {
    ...documentDe(f, 'notification', {
      titre: 'Notification de subvention',
      objet: `Notification de subvention, dossier n° ${f.dossier.numero}`,
      destinataire: [`À l’attention ${delExecutif}`, avecCapitale(designer(f.organisme))],
      blocs: [
        paragraphe('Madame, Monsieur,'),
        paragraphe(
          `Par délibération${vote?.deliberation ? ` n° ${vote.deliberation}` : ''} du ${jour(vote?.date ?? undefined)}, la commission permanente a accordé à ${designer(f.organisme)} une subvention maximale de ${euros(vote?.montant ?? 0)} (${enLettres(vote?.montant ?? 0)}) pour l’appel « ${f.appel.titre} ».`,
        ),
        paragraphe(
          'La convention étant signée des deux parties, je vous notifie cette subvention. Le programme est lancé.',
        ),
        {
          type: 'liste',
          elements: [
            `Premiers achats avant le ${jour(x.commencement)}`,
            `Fin des achats avant le ${jour(x.achevement)}`,
            `Justificatifs avant le ${jour(x.justificatifs)}`,
          ],
        },
        paragraphe(
          `Écoles : ${enumerer(
            f.ecoles.filter((e) => e.decision === 'retenu' && e.etat !== 'retire').map((e) => typographier(e.nom)),
          )}.`,
        ),
        paragraphe('Veuillez agréer, Madame, Monsieur, l’expression de ma considération distinguée.'),
        {
          type: 'signature',
          lieuEtDate: false,
          signataires: [
            {
              pour: f.appel.operateurs[0]?.nom ?? '',
              qualite: avecCapitale(f.appel.signataire.qualite),
              nom: f.appel.signataire.prenomNom,
              ...(f.appel.signataire.delegation
                ? { mention: `Arrêté n° ${f.appel.signataire.delegation.numero}` }
                : {}),
            },
          ],
        },
      ],
    }),
    lieuEtDate: `Le ${dateSimple(date)}`,
  }
}
