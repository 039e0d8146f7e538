import { accorder, dateLongue } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Classement } from '../registre/classement.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import type { SeanceVue } from '../registre/seances.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'

/** The pack that members receive: the agenda by rank, amounts and what the envelope allows. */
export const dossierDeSeance = (s: SeanceVue, c: Classement, e: EtatEnveloppe): DocumentMaison => {
  const projets = c.projets.filter((p) => s.dossiers.some((d) => d.id === p.dossier))
  return {
    titre: `Dossier de séance du ${dateLongue(s.seance.date)}`,
    objet: `${s.appel.commission.nom} — ${s.appel.titre}`,
    operateur: { nom: s.appel.operateurs.map((o) => o.nom).join(' et '), service: s.appel.contact.service },
    paysage: true,
    blocs: [
      {
        type: 'cles',
        paires: [
          ['Lieu', s.seance.lieu],
          ['Ordre du jour', `${accorder(s.dossiers.length, 'dossier')}, ${accorder(projets.length, 'projet')} d’école`],
          ['Enveloppe', euros(e.total)],
          ['Déjà proposé ou voté', euros(e.engage)],
          ['Reste', euros(e.reste)],
        ],
      },
      { type: 'titre', texte: 'Projets par rang' },
      {
        type: 'tableau',
        legende: 'Projets de l’ordre du jour, par rang',
        colonnes: [
          { titre: 'Rang', align: 'droite' },
          { titre: 'École', largeur: 3 },
          { titre: 'Porteur', largeur: 2 },
          { titre: 'Dossier' },
          { titre: 'Classes', align: 'droite' },
          { titre: 'Élèves', align: 'droite' },
          { titre: 'Note', align: 'droite' },
          { titre: 'Plafond calculé', align: 'droite' },
        ],
        lignes: projets.map((p) => [
          p.rang === null ? '' : String(p.rang),
          typographier(p.nom),
          typographier(p.organisme),
          p.numero,
          String(p.classes),
          String(p.eleves),
          p.valeur === null ? 'à noter' : String(p.valeur).replace('.', ','),
          euros(p.montant),
        ]),
        total: ['', 'Total', '', '', '', '', '', euros(projets.reduce((t, p) => t + p.montant, 0))],
      },
      { type: 'note', texte: `Empreinte des données du classement : ${c.empreinte}.` },
    ],
  }
}
