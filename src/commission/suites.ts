import type { ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { enPdf } from '../registre/lettre-pdf.ts'
import type { EvenementDossier, Suite } from '../registre/suivre.ts'
import { convoquer, prevenirDuChangement } from './convoquer.ts'
import { demanderProcesVerbal } from './proces-verbal.ts'

/** What follows the acts of the commission. */
export const SUITES_COMMISSION: Record<string, readonly Suite[]> = {
  convoquer: [{ faire: convoquer }],
  modifier_seance: [{ faire: prevenirDuChangement }],
  clore_seance: [{ faire: demanderProcesVerbal }],
  publier_resultats: [
    {
      faire: async (tx, e, c) => {
        const le = e.resultat.publicationLe
        const dans = typeof le === 'string' ? Math.max(1, Math.ceil((Date.parse(le) - e.le.getTime()) / 1000)) : 0
        await c.enfiler(tx, 'publication', { seance: e.seance?.seance.id }, dans > 0 ? { dans } : {})
      },
    },
  ],
  repecher: [
    { document: enPdf('repecher', repechage) },
    { lettre: 'repecher', a: 'porteur', valeurs: repechage, joindre: ['repecher'] },
    {
      lettre: 'publier_resultats.ecole',
      a: 'ecole',
      valeurs: () => ({ decision: 'projet retenu depuis la liste d’attente' }),
    },
  ],
}

function repechage(e: EvenementDossier): ValeursLettre {
  return {
    ecoles_retenues: e.apres.ecoles.filter((x) => x.decision === 'retenu').map((x) => typographier(x.nom)),
    montant_propose: euros(e.apres.dossier.montant_propose),
  }
}
